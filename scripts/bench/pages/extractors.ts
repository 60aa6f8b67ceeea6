export const EXTRACTORS = ['page text', 'Readability', 'Defuddle', 'Sitethread'] as const;
export type ExtractorName = (typeof EXTRACTORS)[number];

/** What one extractor makes of one page. Times in milliseconds. */
export type Extraction = {
  readonly text: string;
  readonly milliseconds: number;
  /** The longest time without an answer to the user. */
  readonly longest_task: number;
  readonly failure?: string;
};
