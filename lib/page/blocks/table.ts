import { mapped, type Steps } from '../steps.ts';
import type { Block, Inline, TableCell, TableRow } from './block.ts';
import { hasSubstance } from './reader.ts';

/** A cell longer than this in a table without header cells is a column of a layout, not a value. */
const LONGEST_VALUE = 300;

/** More columns than any reader's table; a page can claim `colspan="99999"`. */
const WIDEST_SPAN = 100;

/** A cell longer than this holds a part of the page rather than a value, when it holds tables or code. */
const LONGEST_CELL = 1500;

/** Reads the flow of one cell. */
export type ReadCell = (cell: Element) => Steps<readonly Block[]>;

/** False for tables that only place things on the page: their cells flow one after the other. */
export function isDataTable(table: Element): boolean {
  const role = table.getAttribute('role');
  if (role === 'presentation' || role === 'none' || table.querySelector('article, h1, h2')) return false;
  const rows = rowsOf(table);
  const cells = rows.map(({ row }) => cellsOf(row));
  if (most(cells.map((row) => row.length)) < 2) return false;
  const isSimple = table.querySelector('table, form, pre') === null;
  const longest = most(cells.flat().map(lengthOf));
  const hasHeader =
    rows.some(({ row }) => row.parentElement?.localName === 'thead') || cells.some((row) => row.some(isHeader));
  if (hasHeader || [...table.children].some((child) => child.localName === 'caption')) {
    return isSimple || longest <= LONGEST_CELL;
  }
  return isSimple && rows.length > 1 && longest <= LONGEST_VALUE;
}

/** True for elements that are a table by their roles, with all their text in cells. */
export function isTableByRoles(element: Element): boolean {
  const role = element.getAttribute('role');
  if ((role !== 'table' && role !== 'grid') || !element.querySelector('[role="columnheader"]')) return false;
  const cells = rowsOf(element).flatMap(({ row }) => cellsOf(row));
  return cells.length > 0 && cells.reduce((sum, cell) => sum + lengthOf(cell), 0) >= lengthOf(element) * MOST_OF_TABLE;
}

/** White space between cells counts too. */
const MOST_OF_TABLE = 0.8;

/** The table as a rectangular grid: cells that span rows or columns stand in every place they cover. */
export function* tableRows(table: Element, read: ReadCell): Steps<TableRow[]> {
  const rows = rowsOf(table);
  const grid: TableCell[][] = rows.map(() => []);
  for (const [top, { row, end }] of rows.entries()) {
    let left = 0;
    for (const cell of cellsOf(row)) {
      while (grid[top]?.[left]) left += 1;
      const content = inOneLine(yield* read(cell));
      const bottom = Math.min(end, top + span(cell, 'rowspan'));
      const right = left + span(cell, 'colspan');
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) {
          const line = grid[y];
          if (line && !line[x]) line[x] = { content, repeated: x > left || y > top };
        }
      }
      left = right;
    }
  }
  const width = most(grid.map((cells) => cells.length));
  return yield* mapped(rows, ({ row }, index) => ({
    header: isHeaderRow(row),
    cells: Array.from({ length: width }, (_, column) => grid[index]?.[column] ?? { content: [], repeated: false }),
  }));
}

/** `end`: the place behind the last row of the row's group, out of which no cell reaches. */
type PlacedRow = { readonly row: Element; readonly end: number };

function rowsOf(table: Element): PlacedRow[] {
  if (table.localName !== 'table') {
    const rows = [...table.querySelectorAll('[role="row"]')].filter(
      (row) => row.closest('[role="table"], [role="grid"]') === table,
    );
    return rows.map((row) => ({ row, end: rows.length }));
  }
  const placed: PlacedRow[] = [];
  for (const group of groupsOf(table)) {
    const end = placed.length + group.length;
    placed.push(...group.map((row) => ({ row, end })));
  }
  return placed;
}

/** Rows right in the table, as scripts make them, are a group too. */
function groupsOf(table: Element): Element[][] {
  const groups: Element[][] = [];
  let isOpen = false;
  for (const child of table.children) {
    if (child.localName === 'tr') {
      if (isOpen) groups.at(-1)?.push(child);
      else groups.push([child]);
      isOpen = true;
    } else if (/^t(?:head|body|foot)$/.test(child.localName)) {
      groups.push([...child.children].filter((row) => row.localName === 'tr'));
      isOpen = false;
    }
  }
  return groups;
}

function cellsOf(row: Element): Element[] {
  if (row.localName === 'tr') {
    return [...row.children].filter((cell) => cell.localName === 'td' || cell.localName === 'th');
  }
  return [...row.querySelectorAll(CELLS_BY_ROLE)].filter((cell) => cell.closest('[role="row"]') === row);
}

const CELLS_BY_ROLE = '[role="cell"], [role="gridcell"], [role="columnheader"], [role="rowheader"]';

function isHeader(cell: Element): boolean {
  return cell.localName === 'th' || cell.getAttribute('role') === 'columnheader';
}

function isHeaderRow(row: Element): boolean {
  const cells = cellsOf(row);
  return cells.length > 0 && (row.parentElement?.localName === 'thead' || cells.every(isHeader));
}

function span(cell: Element, attribute: 'rowspan' | 'colspan'): number {
  const value = Number.parseInt(cell.getAttribute(attribute) ?? '1', 10);
  // rowspan="0" reaches to the end of the row group.
  if (attribute === 'rowspan' && value === 0) return Number.POSITIVE_INFINITY;
  return Math.min(WIDEST_SPAN, Math.max(1, value || 1));
}

/** `Math.max` takes its numbers as parameters, of which there can be too many. */
function most(numbers: readonly number[]): number {
  return numbers.reduce((largest, number) => Math.max(largest, number), 0);
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
      return [block.content];
    case 'code':
      return [[{ type: 'span', style: 'listing', content: block.content }]];
    case 'quote':
      return block.children.flatMap(linesOf);
    case 'list':
      return block.items.flatMap((item) => numbered(item.number, item.children.flatMap(linesOf), block.source));
    case 'table':
      return block.rows.map((row) => inOneRow(row, block.source));
    case 'rule':
      return [];
  }
}

function numbered(number: number | null, lines: (readonly Inline[])[], node: Node): (readonly Inline[])[] {
  const [first, ...others] = lines;
  if (number === null || !first) return lines;
  return [[{ type: 'sign', node, markdown: `${number}. `, plain: '' }, ...first], ...others];
}

/** A row of a table in a cell. */
function inOneRow(row: TableRow, node: Node): Inline[] {
  const cells = row.cells.filter((cell) => !cell.repeated && cell.content.some(hasSubstance));
  return cells.flatMap((cell, index) =>
    index === 0 ? [...cell.content] : [{ type: 'sign', node, markdown: ', ', plain: ' ' } as const, ...cell.content],
  );
}
