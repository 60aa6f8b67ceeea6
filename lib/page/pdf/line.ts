/**
 * Words side by side, without a gap wider than a letter: a line of a column, or what stands in a table's cell. On a sheet that
 * is read from the right, lengths count from its right edge.
 */
export type Cell = {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  /** That most of its letters have. */
  readonly size: number;
  readonly font: string;
  readonly fixed: boolean;
};

/** The part of a sheet that is read from its top to its bottom before the eye goes on to the next. */
export type Column = { readonly page: number; readonly left: number; readonly right: number };

/** Cells of a column on one baseline, in reading order. */
export type Line = Cell & { readonly cells: readonly Cell[]; readonly column: Column };

/** A sheet as its lines in reading order. */
export type LinedPage = {
  readonly number: number;
  readonly height: number;
  readonly lines: readonly Line[];
};
