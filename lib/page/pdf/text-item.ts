/** A run of text as a PDF file places it. Lengths in points, from the sheet's upper left corner, as the sheet is shown. */
export type TextItem = {
  readonly text: string;
  /** Where the run begins, on its baseline. */
  readonly x: number;
  readonly y: number;
  /** Along the baseline. */
  readonly width: number;
  /** Of the letters. */
  readonly size: number;
  /** Names a font within its file; says nothing about its looks. */
  readonly font: string;
  /** All letters of the font are of one width, as in code. */
  readonly fixed: boolean;
  /** Of the baseline, in quarters of a full turn clockwise; null when it is none of 0, 1, 2, 3. */
  readonly turn: 0 | 1 | 2 | 3 | null;
  /** Whether its letters run from right to left. */
  readonly fromRight: boolean;
};

export type PdfPage = {
  /** Counts from 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly items: readonly TextItem[];
};

/** What a file says about itself. */
export type PdfFacts = {
  readonly url: string;
  /** As its metadata say; empty when they say none. */
  readonly title: string;
  readonly author: string;
  /** As the file declares it. */
  readonly language: string | null;
  /** Its table of contents, depth from 1. */
  readonly outline: readonly OutlineEntry[];
};

export type OutlineEntry = { readonly title: string; readonly depth: number };
