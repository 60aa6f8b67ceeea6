import { describe, expect, it } from 'vitest';
import type { FilePart } from '../../../lib/page/files/file-parts.ts';
import { readWorkbook } from '../../../lib/page/files/read-workbook.ts';
import { archiveOf } from '../../support/parse-archive-xml.ts';

const RELATIONS =
  '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>';

type Book = { readonly cells: string; readonly formats?: string; readonly own?: string; readonly properties?: string };

/** `formats`: the `xf` elements that cells name by their place; `own`: the formats of the book itself. */
function read({ cells, formats = '', own = '', properties = '' }: Book): Promise<FilePart[]> {
  const worksheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
  const files = archiveOf({
    'xl/workbook.xml': `<workbook>${properties}<sheets><sheet name="Grain" r:id="r1"/><sheet name="Notes" state="hidden" r:id="r2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': RELATIONS,
    'xl/sharedStrings.xml': '<sst><si><t>Kind</t></si><si><t>Rye</t></si></sst>',
    'xl/styles.xml': `<styleSheet><numFmts>${own}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats}</cellXfs><dxfs><dxf><numFmt numFmtId="164" formatCode="yyyy"/></dxf></dxfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': worksheet(cells),
    'xl/worksheets/sheet2.xml': worksheet('<row><c r="A1" t="inlineStr"><is><t>Secret</t></is></c></row>'),
  });
  return readWorkbook(files);
}

const rowsOf = async (book: Book) => {
  const table = (await read(book)).find((part) => part.type === 'table');
  return table?.type === 'table' ? table.rows : [];
};

it('a sheet is a table under its name, with empty cells in their places and without hidden sheets', async () => {
  const cells =
    '<row><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Price</t></is></c></row>' +
    '<row><c r="A2" t="s"><v>1</v></c><c r="C2"><v>12.5</v></c><c r="D2"/></row><row><c r="A3"/></row>';
  expect(await read({ cells })).toEqual([
    { type: 'heading', level: 2, text: 'Grain' },
    {
      type: 'table',
      rows: [
        ['Kind', '', 'Price'],
        ['Rye', '', '12.5'],
      ],
      header: true,
    },
  ]);
});

describe('a number', () => {
  const shown = async (value: string, format: string, { properties = '' } = {}) => {
    const isNumber = /^\d+$/.test(format);
    const book = {
      cells: `<row><c r="A1" s="1"><v>${value}</v></c></row>`,
      formats: `<xf numFmtId="${isNumber ? format : 164}"/>`,
      own: isNumber ? '' : `<numFmt numFmtId="164" formatCode="${format.replaceAll('"', '&quot;')}"/>`,
      properties,
    };
    return (await rowsOf(book))[0]?.[0];
  };

  it.each([
    ['46347', '14', '2026-11-21'],
    ['46347.604166666664', '22', '2026-11-21 14:30'],
    ['46347', 'd.m.yyyy', '2026-11-21'],
    ['46347', '[$-407]d. mmmm yyyy;@', '2026-11-21'],
    ['46347', 'yyyy"年"m"月"d"日"', '2026-11-21'],
    ['46347', 'mmm', '2026-11-21'],
    ['46347.604513888888', 'dd/mm/yyyy\\ hh:mm:ss', '2026-11-21 14:30:30'],
    ['0.604166666666667', 'h:mm AM/PM', '14:30'],
    ['0.604166666666667', '20', '14:30'],
    ['1.5', '[h]:mm', '36:00'],
    ['1', '14', '1900-01-01'],
    ['59', '14', '1900-02-28'],
    ['60', '14', '1900-02-29'],
    ['61', '14', '1900-03-01'],
  ])('that is a date or a time is shown as one: %s in %s', async (value, format, text) =>
    expect(await shown(value, format)).toBe(text),
  );

  it('counts from 1904 where the book says so, unless it is a time alone', async () => {
    const properties = '<workbookPr date1904="1"/>';
    expect(await shown('0', '14', { properties })).toBe('1904-01-01');
    expect(await shown('44885.5', '22', { properties })).toBe('2026-11-21 12:00');
    expect(await shown('0.5', '20', { properties })).toBe('12:00');
    expect(await shown('46347', '14', { properties: '<workbookPr date1904="0"/>' })).toBe('2026-11-21');
  });

  it.each([
    ['0.25', '9', '25%'],
    ['0.285', '10', '28.5%'],
    ['0.07', '0.0 %', '7%'],
    ['12.5', '0', '12.5'],
    ['12.5', '0.00" days"', '12.5'],
    ['12.5', '[Red]0.00_);\\(0.00\\)', '12.5'],
    ['12.5', 'General', '12.5'],
    ['0.30000000000000004', '0', '0.3'],
    ['-3', '14', '-3'],
    ['1E+20', '14', '1E+20'],
  ])('of another kind stays what it is: %s in %s', async (value, format, text) =>
    expect(await shown(value, format)).toBe(text),
  );
});

it('other cells show what their reader sees', async () => {
  const cells = `<row><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#DIV/0!</v></c><c r="C1" t="str"><f>A1&amp;"x"</f><v>yx</v></c>
    <c r="D1" s="1"><f t="shared" si="0"/><v>46347</v></c><c r="E1" t="d"><v>2026-11-21</v></c><c r="F1"><f>SUM(A1:A3)</f></c></row>`;
  expect(await rowsOf({ cells, formats: '<xf numFmtId="14"/>' })).toEqual([
    ['TRUE', '#DIV/0!', 'yx', '2026-11-21', '2026-11-21', '=SUM(A1:A3)'],
  ]);
});

it('a merged cell holds its value once', async () => {
  const cells = '<row><c r="A1" t="s"><v>1</v></c><c r="B1"/><c r="C1"><v>3</v></c></row>';
  expect(await rowsOf({ cells })).toEqual([['Rye', '', '3']]);
});

it('columns far away cost no more than they show', async () => {
  const cells = Array.from({ length: 2_000 }, (_, row) => `<row><c r="XFD${row + 1}"><v>1</v></c></row>`).join('');
  const rows = await rowsOf({ cells });
  expect(rows).toHaveLength(2_000);
  expect(rows.reduce((sum, row) => sum + row.length, 0)).toBeLessThan(1_100_000);
});
