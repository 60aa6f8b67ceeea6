import { attribute } from './archive-xml.ts';
import { createRows, type TableRoom } from './table-rows.ts';

/** As many columns as a sheet has. */
const MOST_COLUMNS = 16_384;

/** The rows of a table with what `read` finds in their cells. Cells that another one covers are empty. */
export function tableRows(
  table: Element,
  room: TableRoom,
  read: (cell: Element) => string,
): readonly (readonly string[])[] {
  const rows = createRows(room);
  addRows(table, rows, read);
  return rows.rows;
}

/** Rows stand in the table, or in a group of some that repeat on each page or can be folded. */
function addRows(parent: Element, rows: ReturnType<typeof createRows>, read: (cell: Element) => string): void {
  for (const child of parent.children) {
    if (child.localName === 'table-row')
      rows.add(rows.isFull() ? ['…'] : cellsOf(child, read), repeated(child, 'number-rows-repeated'));
    else if (/^table-(?:header-rows|rows|row-group)$/.test(child.localName)) addRows(child, rows, read);
  }
}

function cellsOf(row: Element, read: (cell: Element) => string): string[] {
  const cells: string[] = [];
  let empty = 0;
  for (const cell of row.children) {
    if (cell.localName !== 'table-cell' && cell.localName !== 'covered-table-cell') continue;
    const text = cell.localName === 'table-cell' ? read(cell) : '';
    const times = repeated(cell, 'number-columns-repeated');
    if (text.trim() === '') {
      empty += times;
      continue;
    }
    const width = Math.min(MOST_COLUMNS, cells.length + empty + times);
    while (cells.length < Math.min(MOST_COLUMNS, width - times)) cells.push('');
    while (cells.length < width) cells.push(text);
    empty = 0;
  }
  return cells;
}

function repeated(element: Element, name: string): number {
  return Math.max(1, Number(attribute(element, name) ?? 1) || 1);
}
