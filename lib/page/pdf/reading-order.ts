import type { Cell, Column, Line } from './line.ts';

/** Two columns of text are told from a table's by how much stands in a line, in characters. */
const PROSE = 14;
/** A column has at least as many lines. */
const COLUMN_LINES = 3;
/** In points: half as far as two columns ever come. */
const STEP = 2;
const SAME_BASELINE = 0.35;
/** A sheet with so many lines in columns has columns, whatever else it has; the wide gaps of justified text make fewer. */
const ENOUGH_LINES = 16;

const NONE: ReadonlySet<Cell> = new Set();

type Region = readonly Cell[];

/** The sheet's lines in the order a reader takes: down one column and on to the next, and whole lines between them in their place. */
export function readingOrder(cells: readonly Cell[], page: number): Line[] {
  return columnsOf(cells, 0).flatMap((region) => {
    const column = {
      page,
      left: Math.min(...region.map((cell) => cell.x)),
      right: Math.max(...region.map((cell) => cell.right)),
    };
    return linesOf(region, column);
  });
}

function columnsOf(cells: readonly Cell[], depth: number): Region[] {
  const sorted = cells.toSorted((one, other) => one.y - other.y);
  const gutter = depth > 3 ? null : bestGutter(sorted, depth);
  if (gutter === null) return sorted.length === 0 ? [] : [sorted];
  return bandsAt(gutter, sorted, tableOver(gutter, sorted)).flatMap((band) => {
    if (!band.hasColumns) return columnsOf(band.cells, depth + 1);
    const left = band.cells.filter((cell) => cell.right <= gutter);
    return [
      ...columnsOf(left, depth + 1),
      ...columnsOf(
        band.cells.filter((cell) => cell.x >= gutter),
        depth + 1,
      ),
    ];
  });
}

type Gutter = { readonly from: number; readonly to: number; readonly lines: number };

/** The place with most lines left and right of it that keep clear of it; null where the text stands in one column. */
function bestGutter(cells: Region, depth: number): number | null {
  const left = Math.min(...cells.map((cell) => cell.x));
  const right = Math.max(...cells.map((cell) => cell.right));
  let best: Gutter | null = null as Gutter | null;
  for (let x = left + 4 * STEP; x < right - 4 * STEP; x += STEP) {
    const lines = bandsAt(x, cells).reduce((sum, band) => sum + (band.hasColumns ? band.cells.length : 0), 0);
    if (lines === 0) continue;
    // The middle of a wide gutter: what stands at its edges is cut by nothing.
    if (best !== null && lines === best.lines && x - best.to <= STEP) best = { from: best.from, to: x, lines };
    else if (best === null || lines > best.lines) best = { from: x, to: x, lines };
  }
  const enough = depth === 0 ? Math.min(ENOUGH_LINES, cells.length / 2) : cells.length / 2;
  return best === null || best.lines < enough ? null : (best.from + best.to) / 2;
}

type Band = { readonly cells: Region; readonly hasColumns: boolean };

/** Between the cells that reach over the gutter. A band without columns holds these too, in their order. */
function bandsAt(gutter: number, cells: Region, table: ReadonlySet<Cell> = NONE): Band[] {
  const bands: { cells: Cell[]; hasColumns: boolean }[] = [];
  let open: Cell[] = [];
  const close = () => {
    if (open.length > 0) add(open, areColumns(gutter, open));
    open = [];
  };
  const add = (some: readonly Cell[], hasColumns: boolean) => {
    const last = bands.at(-1);
    if (last && !last.hasColumns && !hasColumns) last.cells.push(...some);
    else bands.push({ cells: [...some], hasColumns });
  };
  for (const cell of cells) {
    if ((cell.x < gutter && cell.right > gutter) || table.has(cell)) {
      close();
      add([cell], false);
    } else open.push(cell);
  }
  close();
  return bands;
}

/** The cells of a table that is as wide as both columns: its rows stand on both sides, short and not at the column's edge. */
function tableOver(gutter: number, cells: Region): ReadonlySet<Cell> {
  const start = commonStart(cells.filter((cell) => cell.x >= gutter));
  const table = new Set<Cell>();
  let run: (readonly Cell[])[] = [];
  const close = () => {
    if (run.length > 1) for (const cell of run.flat()) table.add(cell);
    run = [];
  };
  for (const row of rowsOf(cells)) {
    const right = row.filter((cell) => cell.x >= gutter);
    const isOver = right.length > 0 && right.length < row.length && row.every((cell) => cell.text.length < 2 * PROSE);
    if (isOver && !right.some((cell) => Math.abs(cell.x - start) < cell.size)) run.push(row);
    else close();
  }
  close();
  return table;
}

/** Where most of the lines begin, to a few points. */
function commonStart(cells: Region): number {
  const counts = new Map<number, number>();
  for (const { x } of cells) counts.set(Math.round(x / STEP), (counts.get(Math.round(x / STEP)) ?? 0) + 1);
  const [start = 0] = [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0]);
  return start * STEP;
}

/** Both sides hold lines of text, side by side for a while. */
function areColumns(gutter: number, cells: Region): boolean {
  const left = cells.filter((cell) => cell.right <= gutter);
  const right = cells.filter((cell) => cell.x >= gutter);
  if (left.length < COLUMN_LINES || right.length < COLUMN_LINES) return false;
  if (!isProse(left) || !isProse(right)) return false;
  const top = Math.max(Math.min(...left.map(({ y }) => y)), Math.min(...right.map(({ y }) => y)));
  const bottom = Math.min(Math.max(...left.map(({ y }) => y)), Math.max(...right.map(({ y }) => y)));
  const beside = (side: Region) => side.filter(({ y, size }) => y >= top - size && y <= bottom + size).length;
  return beside(left) >= COLUMN_LINES - 1 && beside(right) >= COLUMN_LINES - 1;
}

/** Half of the lines hold several words. */
function isProse(cells: Region): boolean {
  const lengths = cells.map((cell) => cell.text.length).sort((one, other) => one - other);
  return (lengths[Math.floor(lengths.length / 2)] ?? 0) >= PROSE;
}

function linesOf(region: Region, column: Column): Line[] {
  return rowsOf(region).map((row) => lineOf(row, column));
}

/** Cells on one baseline; the region's are sorted from its top to its bottom. */
function rowsOf(region: Region): Cell[][] {
  const rows: Cell[][] = [];
  for (const cell of region) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && cell.y - first.y <= SAME_BASELINE * Math.min(first.size, cell.size)) row.push(cell);
    else rows.push([cell]);
  }
  return rows;
}

/** The bullet or number of a list's item or of a heading stands apart from its words, but makes no table. */
const MARKER = /^(?:[•◦▪▫■□●○‣⁃∙·–—*-]|\(?\w{1,3}[.)]|\[\w{1,8}\]|\d+(?:\.\d+)*\.?|[A-Z](?:\.\d+)*)$/;

function withMarker(cells: readonly Cell[]): readonly Cell[] {
  const [marker, words, ...others] = cells;
  if (marker === undefined || words === undefined || others.length > 0 || !MARKER.test(marker.text)) return cells;
  const [x, right] = [Math.min(marker.x, words.x), Math.max(marker.right, words.right)];
  return [{ ...words, text: `${marker.text} ${words.text}`, x, right }];
}

function lineOf(row: Cell[], column: Column): Line {
  const cells = withMarker(row.sort((one, other) => one.x - other.x));
  const main = cells.reduce((longest, cell) => (cell.text.length > longest.text.length ? cell : longest));
  return {
    text: cells.map((cell) => cell.text).join(' '),
    x: Math.min(...cells.map((cell) => cell.x)),
    right: Math.max(...cells.map((cell) => cell.right)),
    y: main.y,
    size: main.size,
    font: main.font,
    fixed: cells.every((cell) => cell.fixed),
    cells,
    column,
  };
}
