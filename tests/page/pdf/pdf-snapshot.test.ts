import { describe, expect, it } from 'vitest';
import { createPdfSnapshot } from '../../../lib/page/pdf/pdf-snapshot.ts';
import type { PdfFacts, PdfPage, TextItem } from '../../../lib/page/pdf/text-item.ts';

const FACTS: PdfFacts = { url: 'https://a.test/a.pdf', title: 'On boats', author: '', language: null, outline: [] };

/** Items as readers of PDF files give them: half as wide as high, one letter after the other. */
function item(text: string, x: number, y: number, more: Partial<TextItem> = {}): TextItem {
  const size = more.size ?? 10;
  return {
    text,
    x,
    y,
    size,
    width: text.length * size * 0.5,
    font: 'f1',
    fixed: false,
    turn: 0,
    fromRight: false,
    ...more,
  };
}

const sheet = (items: readonly TextItem[], number = 1): PdfPage => ({ number, width: 600, height: 800, items });

function read(...pages: readonly PdfPage[]) {
  const snapshot = createPdfSnapshot(FACTS);
  for (const page of pages) snapshot.add(page);
  return snapshot.finish(0);
}

const markdownOf = (items: readonly TextItem[]) => read(sheet(items)).markdown;

/** Lines of a column that is 40 letters wide. */
const column = (name: string, count: number, x: number, y: number) =>
  Array.from({ length: count }, (_, index) => item(`${name} ${index} has words until its end here`, x, y + index * 12));

describe('words on a sheet', () => {
  it('are parted where a gap is, with or without a space of their own', () => {
    const items = [
      item('One', 50, 100),
      item(' ', 65, 100),
      item('two', 70, 100),
      item('three', 89, 100),
      item('-four', 114, 100),
    ];
    expect(markdownOf(items)).toBe('One two three-four');
  });

  it('that are raised or lowered beside a line belong to it', () => {
    const items = [
      item('Water is H', 50, 100),
      item('2', 100, 103, { size: 6 }),
      item('O', 103, 100),
      item('1', 108, 96, { size: 6 }),
    ];
    expect(markdownOf(items)).toBe('Water is H2O1');
  });

  it('that are printed twice in one place to look bold are read once', () => {
    expect(markdownOf([item('Bold words', 50, 100), item('Bold words', 50.3, 100)])).toBe('Bold words');
  });

  it('with ligatures and shaped letters are spelled out', () => {
    expect(markdownOf([item('The \uFB01rst \uFB02oor', 50, 100)])).toBe('The first floor');
  });

  it('from right to left are read so, over several lines', () => {
    const right = (text: string, x: number, y: number) => item(text, x, y, { fromRight: true });
    const items = [right('שלום', 500, 100), right('עולם', 470, 100), right('וים', 505, 112)];
    expect(markdownOf(items)).toBe('שלום עולם וים');
  });

  it('of a sheet that lies on its side are read along their lines', () => {
    const items = [
      item('First line of a wide table', 100, 700, { turn: 3 }),
      item('and its second one.', 112, 700, { turn: 3 }),
      item('Upright stamp', 50, 50),
    ];
    expect(markdownOf(items)).toBe('First line of a wide table and its second one.');
  });
});

describe('columns', () => {
  it('are read one after the other, three of them too, whatever order the file has them in', () => {
    const [first, second, third] = [
      column('Left', 6, 40, 100),
      column('Middle', 6, 230, 100),
      column('Right', 6, 420, 100),
    ];
    const shuffled = first
      .flatMap((one, index) => [third[index], one, second[index]])
      .filter((one) => one !== undefined);
    const words = markdownOf(shuffled.map((one) => ({ ...one, width: 170 })));
    expect(words.indexOf('Left 5')).toBeLessThan(words.indexOf('Middle 0'));
    expect(words.indexOf('Middle 5')).toBeLessThan(words.indexOf('Right 0'));
  });

  it('end above a line that reaches over both, and begin anew below it', () => {
    const words = markdownOf([
      ...column('First', 5, 40, 100),
      ...column('Second', 5, 320, 100),
      item('A line over both columns that stands between the upper ones and the lower ones here', 40, 200),
      ...column('Third', 5, 40, 230),
      ...column('Fourth', 5, 320, 230),
    ]);
    const order = ['First 4', 'Second 4', 'A line over', 'Third 4', 'Fourth 4'].map((start) => words.indexOf(start));
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(order).not.toContain(-1);
  });

  it('leave a table that is as wide as both of them whole', () => {
    const row = (y: number, ...cells: string[]) => cells.map((text, index) => item(text, 90 + index * 150, y));
    const words = markdownOf([
      ...column('Left', 12, 40, 100),
      ...column('Right', 12, 320, 100),
      ...row(300, 'Boat', 'Length', 'Mast'),
      ...row(314, 'Gull', '7 m', 'one'),
      ...row(328, 'Tern', '9 m', 'two'),
    ]);
    expect(words).toContain(
      '| Boat | Length | Mast |\n| --- | --- | --- |\n| Gull | 7 m | one |\n| Tern | 9 m | two |',
    );
  });

  it('are none where words only stand far apart in lines that are spread to their ends', () => {
    const lines = [
      'Honeybees choose another home',
      'in a remarkable way, because',
      'hundreds of scouts look out',
      'for hollow trees nearby and',
      'come back to dance for them',
      'until enough of the others',
      'have seen them as well, too.',
    ];
    const items = lines.flatMap((line, index) => {
      let x = 50;
      return line.split(' ').map((word) => {
        const placed = item(word, x, 100 + index * 12);
        x += placed.width + 13;
        return placed;
      });
    });
    expect(markdownOf(items)).toBe(lines.join(' '));
  });
});

describe('paragraphs', () => {
  /** Lines that fill the column, so that their length tells nothing. */
  const full = (text: string, y: number, x = 50) => item(text.padEnd(50, 'x'), x, y, { width: 350 - x });

  it('begin below a gap', () => {
    const items = [full('One', 100), full('two', 112), full('three', 124), full('Four', 142), full('five', 154)];
    expect(markdownOf(items).split('\n\n')).toHaveLength(2);
  });

  it('begin where a line is indented', () => {
    const items = [
      full('One', 100, 62),
      full('two', 112),
      full('ends.', 124),
      full('Four', 136, 62),
      full('five', 148),
    ];
    expect(markdownOf(items.map((one) => ({ ...one, text: one.text.replace(/x+$/, '.') }))).split('\n\n')).toEqual([
      'One. two. ends..',
      'Four. five.',
    ]);
  });

  it('hang on to the number they begin with', () => {
    const items = [
      full('[1] A source that goes on', 100),
      full('in a second line that is indented', 112, 70),
      full('[2] Another', 124),
    ];
    expect(markdownOf(items)).toMatch(/^- \[1\] A source .*in a second line.*\n- \[2\] Another/);
  });
});

describe('a list of contents', () => {
  it('keeps its entries apart and makes no headings of them', () => {
    const items = [
      item('Contents', 50, 60, { size: 16 }),
      item('1 Larch . . . . . . . . . . . . . . . . . . 3', 50, 100, { font: 'bold' }),
      item('2 Spruce . . . . . . . . . . . . . . . . . 17', 50, 112),
      ...column('Text', 9, 50, 200),
    ];
    expect(markdownOf(items)).toContain('# Contents\n\n1 Larch … 3\n\n2 Spruce … 17\n\n');
  });
});

describe('headings', () => {
  it('take their rank from the size of their letters', () => {
    const items = [
      item('The whole', 50, 60, { size: 20 }),
      item('A part', 50, 100, { size: 14 }),
      ...column('Words', 3, 50, 120),
      item('Another part', 50, 200, { size: 14 }),
      ...column('More', 3, 50, 220),
    ];
    const { markdown, passages } = read(sheet(items));
    expect(markdown.match(/^#+ .*$/gm)).toEqual(['# The whole', '## A part', '## Another part']);
    expect(passages.at(-1)?.headings).toEqual(['The whole', 'Another part']);
  });

  it('of two lines are one', () => {
    const items = [
      item('A title that is', 50, 60, { size: 20 }),
      item('longer than a line', 50, 84, { size: 20 }),
      ...column('Words', 3, 50, 120),
    ];
    expect(markdownOf(items)).toContain('# A title that is longer than a line\n');
  });
});
