import { type ArchiveFiles, all, attribute, below, children, first } from './archive-xml.ts';
import { builtInFormat, type CellFormat, formatOfCode, shownNumber } from './cell-format.ts';
import type { FilePart } from './file-parts.ts';
import { relationOf, relations } from './office-relations.ts';
import { createRows, isHeader, type TableRoom, tableRoom } from './table-rows.ts';

/** What the cells of a workbook refer to. */
type Book = {
  readonly strings: readonly string[];
  readonly formats: readonly CellFormat[];
  readonly from1904: boolean;
};

/** As many as the format has. */
const MOST_COLUMNS = 16_384;

/** The tables of a workbook under the names of their sheets, as their cells are shown: dates in ISO 8601, values instead of formulas. */
export async function readWorkbook({ xml }: Pick<ArchiveFiles, 'xml'>): Promise<FilePart[]> {
  const workbook = await xml('xl/workbook.xml');
  if (workbook === null) return [];
  const targets = await relations(xml, 'xl/_rels/workbook.xml.rels', 'xl/');
  const shared = await xml('xl/sharedStrings.xml');
  const book = {
    strings: shared === null ? [] : children(shared.documentElement, 'si').map(stringOf),
    formats: formatsOf(await xml('xl/styles.xml')),
    from1904: /^(?:1|true)$/.test(attribute(first(workbook, 'workbookPr'), 'date1904') ?? ''),
  };
  const parts: FilePart[] = [];
  const room = tableRoom();
  for (const sheet of all(workbook, 'sheet')) {
    const state = attribute(sheet, 'state') ?? 'visible';
    const document = state === 'visible' ? await xml(targets.get(relationOf(sheet)) ?? '') : null;
    const rows = document === null ? [] : rowsOf(document, book, room);
    if (rows.length === 0) continue;
    parts.push({ type: 'heading', level: 2, text: attribute(sheet, 'name') ?? '' });
    parts.push({ type: 'table', rows, header: isHeader(rows) });
  }
  return parts;
}

/** By the numbers that cells name: those of the formats that cells have, not of the styles they come from. */
function formatsOf(styles: Document | null): CellFormat[] {
  if (styles === null) return [];
  const own = new Map(
    children(first(styles, 'numFmts'), 'numFmt').map((format) => [
      Number(attribute(format, 'numFmtId')),
      formatOfCode(attribute(format, 'formatCode') ?? ''),
    ]),
  );
  return children(first(styles, 'cellXfs'), 'xf').map((cell) => {
    const id = Number(attribute(cell, 'numFmtId') ?? 0);
    return own.get(id) ?? builtInFormat(id);
  });
}

function rowsOf(sheet: Document, book: Book, room: TableRoom): readonly (readonly string[])[] {
  const { rows, add, isFull } = createRows(room);
  for (const row of children(first(sheet, 'sheetData'), 'row')) add(isFull() ? ['…'] : cellsOf(row, book));
  return rows;
}

/** Phonetic marks beside Japanese words are no part of them. */
function stringOf(item: Element): string {
  const elements = below(item, 't', ({ localName }) => localName === 'rPh');
  return [...elements].map(({ localName, textContent }) => (localName === 't' ? textContent : '')).join('');
}

/** Empty cells are not written: each says in its name, such as `C7`, which column it is in. Merged cells hold their value in the first. */
function cellsOf(row: Element, book: Book): string[] {
  const cells: string[] = [];
  for (const cell of children(row, 'c')) {
    const letters = /^[A-Z]+/.exec(attribute(cell, 'r') ?? '')?.[0] ?? '';
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const place = column < 0 ? cells.length : Math.min(column, MOST_COLUMNS);
    const text = cellText(cell, book);
    if (text === '' && column >= 0) continue;
    while (cells.length < place) cells.push('');
    cells[place] = text;
  }
  return cells;
}

function cellText(cell: Element, { strings, formats, from1904 }: Book): string {
  const type = attribute(cell, 't') ?? 'n';
  if (type === 'inlineStr') return stringOf(cell);
  const value = children(cell, 'v')[0]?.textContent ?? '';
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  // A program that calculates nothing writes formulas alone.
  if (value === '') return formulaOf(cell);
  if (type !== 'n') return value;
  return shownNumber(value, formats[Number(attribute(cell, 's') ?? 0)] ?? { type: 'plain' }, from1904);
}

function formulaOf(cell: Element): string {
  const formula = children(cell, 'f')[0]?.textContent ?? '';
  return formula === '' ? '' : `=${formula}`;
}
