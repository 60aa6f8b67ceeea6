import { LIMIT } from './capture-file.ts';

/** Of one file. A table that has more is cut long before: each cell takes three characters or more. */
const MOST_CELLS = 1_000_000;
/** In characters, of one file; as many again for what is collapsed. */
const MOST_CHARACTERS = 2 * LIMIT;

/** What the tables of a file have taken. Many of them may stand in few bytes. */
export type TableRoom = { rows: number; cells: number; characters: number };

export function tableRoom(): TableRoom {
  return { rows: 0, cells: 0, characters: 0 };
}

/**
 * The rows of a sheet that are not empty, without empty cells at their ends. Sheets may say that a cell or a row stands there a million
 * times: of what is more than any table shows, the rows are counted as far as a sheet has some, and their cells left out.
 */
export function createRows(room: TableRoom) {
  const rows: (readonly string[])[] = [];
  const isFull = () => room.cells >= MOST_CELLS || room.characters >= MOST_CHARACTERS;
  return {
    rows,
    /** Whether no more cells are wanted. */
    isFull,
    add(row: readonly string[], times = 1): void {
      const width = row.findLastIndex((cell) => cell !== '') + 1;
      if (width === 0) return;
      const filled = row.slice(0, width);
      const characters = filled.reduce((sum, { length }) => sum + length, 0);
      for (let count = times; count > 0 && room.rows < MOST_CELLS; count -= 1) {
        rows.push(isFull() || characters > MOST_CHARACTERS ? LEFT_OUT : filled);
        room.rows += 1;
        room.cells += width;
        room.characters += characters;
      }
    },
  };
}

const LEFT_OUT: readonly string[] = ['…'];

/** Whether the first row names the columns: it holds no number, date or time. */
export function isHeader([first = [], ...rest]: readonly (readonly string[])[]): boolean {
  return rest.length > 0 && first.every((cell) => !/^[-+\d.,:% ]{1,40}$/.test(cell));
}
