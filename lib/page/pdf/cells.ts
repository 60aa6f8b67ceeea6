import type { Cell } from './line.ts';
import type { PdfPage, TextItem } from './text-item.ts';

/** Shares of a letter's size. */
const SAME_BASELINE = 0.35;
const WORD_GAP = 0.18;
/** Word gaps are seldom wider; gutters and the gaps between a table's cells are. */
const CELL_GAP = 1.1;
/** Narrow columns that are set to both edges stretch word gaps as far. */
const SPREAD_GAP = 2.5;

/** Shapes of letters that stand for the letters: ligatures, Arabic within a word, radicals for whole Chinese characters. */
const FORMS = /[\u2E80-\u2FDF\uFB00-\uFDFF\uFE70-\uFEFC]+/g;

/** Letters that are all of one width in every font. */
const SQUARE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;

/** Letters smaller than this, in points, nobody reads. */
const LEAST_SIZE = 2;

type Row = { readonly y: number; readonly size: number; readonly items: TextItem[] };

/** A sheet's words, joined to cells. What nobody sees or what runs in another direction than the text is left out. */
export function cellsOf(page: PdfPage): Cell[] {
  return rowsOf(upright(page)).flatMap((row) => split(row.items));
}

/** How many characters stand off the sheet or are too small to be read. */
export function hiddenCharacters(page: PdfPage): number {
  return page.items.reduce((sum, item) => sum + (isSeen(item, page) ? 0 : item.text.trim().length), 0);
}

function isSeen({ x, y, width, size }: TextItem, sheet: PdfPage): boolean {
  return x + width > 0 && x < sheet.width && y > 0 && y - size < sheet.height && size >= LEAST_SIZE;
}

function upright(page: PdfPage): readonly TextItem[] {
  const turn = mainTurn(page.items);
  const kept = page.items.filter((item) => item.turn === turn && item.text.trim() !== '' && isSeen(item, page));
  return readFromLeft(withoutDoubles(kept.map((item) => turned(item, page, turn))), page);
}

/** A sheet that is read from the right is seen in a mirror: all that follows then holds for it too. */
function readFromLeft(items: readonly TextItem[], { width }: PdfPage): readonly TextItem[] {
  const letters = items.reduce((sum, item) => sum + (item.fromRight ? 1 : -1) * item.text.length, 0);
  return letters <= 0 ? items : items.map((item) => ({ ...item, x: width - item.x - item.width }));
}

/** In which most letters run: a wide table may lie on its side. */
function mainTurn(items: readonly TextItem[]): 0 | 1 | 2 | 3 {
  const letters = [0, 0, 0, 0];
  for (const { turn, text } of items) if (turn !== null) letters[turn] = (letters[turn] ?? 0) + text.length;
  return letters.indexOf(Math.max(...letters)) as 0 | 1 | 2 | 3;
}

function turned(item: TextItem, { width, height }: PdfPage, turn: 0 | 1 | 2 | 3): TextItem {
  const { x, y } = item;
  if (turn === 1) return { ...item, x: y, y: width - x };
  if (turn === 2) return { ...item, x: width - x, y: height - y };
  if (turn === 3) return { ...item, x: height - y, y: x };
  return item;
}

/** The same words in the same place are printed twice to look bold. */
function withoutDoubles(items: readonly TextItem[]): TextItem[] {
  const seen = new Map<string, TextItem[]>();
  return items.filter((item) => {
    const same = seen.get(item.text) ?? [];
    if (same.some(({ x, y }) => Math.abs(x - item.x) < 1 && Math.abs(y - item.y) < 1)) return false;
    seen.set(item.text, [...same, item]);
    return true;
  });
}

/** The large letters make the rows; small ones beside them, raised or lowered, belong to their words. */
function rowsOf(items: readonly TextItem[]): Row[] {
  const rows: Row[] = [];
  for (const item of items.toSorted((one, other) => other.size - one.size || one.y - other.y)) {
    const row = rows.find((candidate) => isOn(candidate, item));
    if (row) row.items.push(item);
    else rows.push({ y: item.y, size: item.size, items: [item] });
  }
  return rows.sort((one, other) => one.y - other.y);
}

function isOn(row: Row, item: TextItem): boolean {
  const above = row.y - item.y;
  if (Math.abs(above) <= SAME_BASELINE * item.size) return true;
  if (item.size > 0.85 * row.size || above > 0.7 * row.size || above < -0.45 * row.size) return false;
  return row.items.some(
    ({ x, width }) => item.x < x + width + 0.4 * row.size && item.x + item.width > x - 0.4 * row.size,
  );
}

function split(items: readonly TextItem[]): Cell[] {
  const sorted = items.toSorted((one, other) => one.x - other.x);
  const gaps = gapsBefore(sorted);
  const groups: TextItem[][] = [];
  for (const [index, item] of sorted.entries()) {
    const group = groups.at(-1);
    const gap = gaps[index] ?? 0;
    if (group === undefined || (gap > CELL_GAP && !isSpread(sorted, gaps, index))) groups.push([item]);
    else group.push(item);
  }
  return groups.map(cellOf);
}

/** In sizes of the letters around them. */
function gapsBefore(sorted: readonly TextItem[]): number[] {
  let right = Number.NEGATIVE_INFINITY;
  return sorted.map((item, index) => {
    const gap = (item.x - right) / Math.max(item.size, sorted[index - 1]?.size ?? 0);
    right = Math.max(right, item.x + item.width);
    return gap;
  });
}

/** A line that is stretched to its column's end: single words, one as far from the next as the next from another. */
function isSpread(sorted: readonly TextItem[], gaps: readonly number[], index: number): boolean {
  const gap = gaps[index] ?? 0;
  const isWord = (at: number) => !/\S\s+\S/.test(sorted[at]?.text ?? '');
  if (gap > SPREAD_GAP || !isWord(index - 1) || !isWord(index)) return false;
  const isAlike = (at: number) => at > 0 && Math.abs((gaps[at] ?? 0) / gap - 1) < 0.25;
  return (isAlike(index - 1) && isWord(index - 2)) || (isAlike(index + 1) && isWord(index + 1));
}

function cellOf(items: readonly TextItem[]): Cell {
  const letters = new Map<string, number>();
  let main: TextItem | undefined;
  for (const item of items) {
    const count = (letters.get(lookOf(item)) ?? 0) + item.text.length;
    letters.set(lookOf(item), count);
    if (main === undefined || count > (letters.get(lookOf(main)) ?? 0)) main = item;
  }
  const { y = 0, size = 0, font = '' } = main ?? {};
  return {
    text: textOf(items).replace(FORMS, (forms) => forms.normalize('NFKC')),
    x: Math.min(...items.map((item) => item.x)),
    right: Math.max(...items.map((item) => item.x + item.width)),
    y,
    size,
    font,
    fixed: items.every((item) => item.fixed && !SQUARE.test(item.text)),
  };
}

function lookOf({ font, size }: TextItem): string {
  return `${font} ${size}`;
}

/** Writers place words one by one and often leave out the spaces between them. */
function textOf(items: readonly TextItem[]): string {
  let text = '';
  let right = 0;
  for (const item of items) {
    text += text !== '' && item.x - right > WORD_GAP * item.size ? ` ${item.text}` : item.text;
    right = item.x + item.width;
  }
  return text;
}
