/** Of one file. A table that has more is cut long before: each cell takes three characters or more. */
const MOST_CELLS = 1_000_000;

/**
 * The rows of a sheet that are not empty, without empty cells at their ends. Sheets may say that a cell or a row stands there a million
 * times: of what is more than any table shows, the rows are counted and their cells left out.
 */
export function createRows() {
  const rows: (readonly string[])[] = [];
  let cells = 0;
  return {
    rows,
    /** Whether cells are still wanted. */
    isFull: () => cells >= MOST_CELLS,
    add(row: readonly string[], times = 1): void {
      const width = row.findLastIndex((cell) => cell !== '') + 1;
      if (width === 0) return;
      const filled = row.slice(0, width);
      for (let count = Math.min(times, MOST_CELLS); count > 0; count -= 1) {
        rows.push(cells < MOST_CELLS ? filled : LEFT_OUT);
        cells += width;
      }
    },
  };
}

const LEFT_OUT: readonly string[] = ['…'];

/** Whether the first row names the columns: it holds no number, date or time. */
export function isHeader([first = [], ...rest]: readonly (readonly string[])[]): boolean {
  return rest.length > 0 && first.every((cell) => !/^[-+\d.,:% ]+$/.test(cell));
}
