import type { Line } from './line.ts';

/** A table is at least as many lines of several cells. */
const TABLE_LINES = 2;

/** Where the table ends that begins at `start`; `start` itself where none does. */
export function endOfTable(lines: readonly Line[], start: number): number {
  const first = lines[start];
  if (first === undefined || first.fixed || first.cells.length < 2) return start;
  let end = start;
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index];
    const before = lines[index - 1];
    if (line === undefined || line.column !== first.column) break;
    if (index > start && before && line.y - before.y > 4 * line.size) break;
    if (index > start && !fits(lines.slice(start, index), line)) break;
    // A cell of several lines may leave its row's other places empty.
    if (line.cells.length > 1) end = index + 1;
    else if (index - end > 2) break;
  }
  const rows = lines.slice(start, end).filter(({ cells }) => cells.length > 1);
  return rows.length < TABLE_LINES ? start : end;
}

/** Whether the row's cells stand in the table's columns, and leave them apart; at most one column is new. */
function fits(rows: readonly Line[], line: Line): boolean {
  const edges = edgesOf(rows);
  const all = edgesOf([...rows, line]);
  const strangers = line.cells.filter((cell) => !edges.some(([left, right]) => cell.x < right && cell.right > left));
  return all.length >= Math.max(2, edges.length - 1) && strangers.length <= 1;
}

/** A rectangular grid; each row one line of the table. */
export function gridOf(lines: readonly Line[]): string[][] {
  const edges = edgesOf(lines);
  return lines.map(({ cells }) =>
    edges.map(([left, right]) =>
      cells
        .filter((cell) => cell.x < right && cell.right > left)
        .map((cell) => cell.text)
        .join(' '),
    ),
  );
}

/** The table's columns from their left to their right edges: what the cells of all its lines cover. */
function edgesOf(lines: readonly Line[]): (readonly [left: number, right: number])[] {
  const edges: [number, number][] = [];
  for (const cell of lines.flatMap(({ cells }) => cells).toSorted((one, other) => one.x - other.x)) {
    const last = edges.at(-1);
    if (last && cell.x <= last[1]) last[1] = Math.max(last[1], cell.right);
    else edges.push([cell.x, cell.right]);
  }
  return edges;
}
