import type { Block, Inline, TableCell, TableRow } from './block.ts';
import { hasSubstance } from './reader.ts';

/** A cell longer than this in a table without header cells is a column of a layout, not a value. */
const LONGEST_VALUE = 300;

/** More columns than any reader's table; a page can claim `colspan="99999"`. */
const WIDEST_SPAN = 100;

/** Reads the flow of one cell. */
export type ReadCell = (cell: Element) => readonly Block[];

/** False for tables that only place things on the page: their cells flow one after the other. */
export function isDataTable(table: Element): boolean {
  const role = table.getAttribute('role');
  if (role === 'presentation' || role === 'none') return false;
  if (table.querySelector('table, form, article, h1, h2, pre')) return false;
  const rows = rowsOf(table);
  if (Math.max(0, ...rows.map((row) => cellsOf(row).length)) < 2) return false;
  if (table.querySelector('th, thead, caption')) return true;
  return rows.length > 1 && rows.every((row) => cellsOf(row).every((cell) => lengthOf(cell) <= LONGEST_VALUE));
}

/** The table as a rectangular grid: cells that span rows or columns stand in every place they cover. */
export function tableRows(table: Element, read: ReadCell): TableRow[] {
  const rows = rowsOf(table);
  const grid: TableCell[][] = rows.map(() => []);
  rows.forEach((row, top) => {
    let left = 0;
    for (const cell of cellsOf(row)) {
      while (grid[top]?.[left]) left += 1;
      const content = inOneLine(read(cell));
      const bottom = Math.min(rows.length, top + span(cell, 'rowspan'));
      const right = left + span(cell, 'colspan');
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) {
          const line = grid[y];
          if (line && !line[x]) line[x] = { content, repeated: x > left || y > top };
        }
      }
      left = right;
    }
  });
  const width = Math.max(0, ...grid.map((cells) => cells.length));
  return rows.map((row, index) => ({
    header: isHeaderRow(row),
    cells: Array.from({ length: width }, (_, column) => grid[index]?.[column] ?? { content: [], repeated: false }),
  }));
}

function rowsOf(table: Element): Element[] {
  const rows: Element[] = [];
  for (const child of table.children) {
    if (child.localName === 'tr') rows.push(child);
    else if (/^t(?:head|body|foot)$/.test(child.localName)) {
      rows.push(...[...child.children].filter((row) => row.localName === 'tr'));
    }
  }
  return rows;
}

function cellsOf(row: Element): Element[] {
  return [...row.children].filter((cell) => cell.localName === 'td' || cell.localName === 'th');
}

function isHeaderRow(row: Element): boolean {
  const cells = cellsOf(row);
  return (
    cells.length > 0 && (row.parentElement?.localName === 'thead' || cells.every((cell) => cell.localName === 'th'))
  );
}

function span(cell: Element, attribute: 'rowspan' | 'colspan'): number {
  const value = Number.parseInt(cell.getAttribute(attribute) ?? '1', 10);
  // rowspan="0" reaches to the end of the row group.
  if (attribute === 'rowspan' && value === 0) return Number.POSITIVE_INFINITY;
  return Math.min(WIDEST_SPAN, Math.max(1, value || 1));
}

function lengthOf(cell: Element): number {
  return (cell.textContent ?? '').trim().length;
}

/** Blocks inside a cell become lines of the cell. */
function inOneLine(blocks: readonly Block[]): Inline[] {
  const lines = blocks.flatMap(linesOf).filter((line) => line.some(hasSubstance));
  return lines.flatMap((line, index) => (index === 0 ? [...line] : [{ type: 'break' } as const, ...line]));
}

function linesOf(block: Block): (readonly Inline[])[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
    case 'code':
      return [block.content];
    case 'quote':
      return block.children.flatMap(linesOf);
    case 'list':
      return block.items.flatMap((item) => item.children.flatMap(linesOf));
    case 'table':
      return block.rows.map((row) => row.cells.flatMap((cell) => (cell.repeated ? [] : [...cell.content])));
    case 'rule':
      return [];
  }
}
