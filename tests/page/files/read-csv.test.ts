import { describe, expect, it } from 'vitest';
import { contentOfParts } from '../../../lib/page/files/file-parts.ts';
import { readCsv } from '../../../lib/page/files/read-csv.ts';
import { passagesOfLines } from '../../../lib/page/passages.ts';

function rows(text: string) {
  const table = readCsv(text);
  return table?.type === 'table' ? table.rows : null;
}

describe('a table in a file', () => {
  it.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons, as where commas part decimals', 'a;b\r\n1;2'],
    ['tabs', 'a\tb\n1\t2'],
  ])('has cells parted by %s', (_name, text) =>
    expect(rows(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]),
  );

  it('may quote its cells, with line feeds, delimiters and quotation marks in them', () => {
    expect(rows('name,said\n"Rye, fine","He said ""no""\nand left"\nOats,\n')).toEqual([
      ['name', 'said'],
      ['Rye, fine', 'He said "no"\nand left'],
      ['Oats', ''],
    ]);
  });

  it('is read to its end though a quotation never ends', () =>
    expect(rows('a,b\n1,"never')).toEqual([
      ['a', 'b'],
      ['1', 'never'],
    ]));

  it('is none where there is one column', () => expect(readCsv('one\ntwo\n')).toBeNull());

  it('has a header where every column has a name', () => {
    expect(readCsv('product,price\nRye,12')).toMatchObject({ header: true });
    expect(readCsv('2023,12\n2024,14')).toMatchObject({ header: false });
  });

  it('names its columns above every passage but the one that does', () => {
    const lines = Array.from({ length: 200 }, (_, index) => `Rye of the field number ${index},${index}`);
    const table = readCsv(`product,price\n${lines.join('\n')}`);
    const { markdown, lines: read } = contentOfParts(table === null ? [] : [table], 'ledger.csv');
    const passages = passagesOfLines(read, 'ledger.csv');
    expect(passages[0]).toMatchObject({ headings: [] });
    expect(passages.length).toBeGreaterThan(5);
    expect(passages.at(-1)).toMatchObject({ headings: ['product | price'] });
    expect(passages.at(-1)?.text).toContain('Rye of the field number 199\t199');
    expect(markdown.split('\n').slice(0, 3)).toEqual([
      '| product | price |',
      '| --- | --- |',
      '| Rye of the field number 0 | 0 |',
    ]);
  });

  it('says how many rows are left out of one that is too long', () => {
    const long = `a,b\n${'The same words in every row of it,1\n'.repeat(80_000)}`;
    const table = readCsv(long);
    const { markdown } = contentOfParts(table === null ? [] : [table], 'long.csv');
    expect(markdown.length).toBeLessThan(2_100_000);
    expect(markdown).toMatch(/\(\d+ more rows are left out here\.\)$/);
  });
});
