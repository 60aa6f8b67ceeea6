/** What one look at a page gives. Made by entrypoints/capture.ts inside the page, stored as the content of a File. */
export type PageSnapshot = {
  /** See `pageAddress` in site.ts; of a file of the user's own `fileAddress` in files/file-address.ts. */
  readonly url: string;
  readonly title: string;
  readonly byline: string | null;
  /** BCP 47, as the page declares it. */
  readonly language: string | null;
  /** Unix seconds. */
  readonly captured_at: number;
  /** 16 hexadecimal digits over url, title and markdown. Not cryptographic: pages on http have no `crypto.subtle`. */
  readonly content_hash: string;
  readonly kind: PageKind;
  /** The main content only: no ids, no front matter, links inline. */
  readonly markdown: string;
  /** The main content in document order, then what stands beside it; ids from 1 without gaps. */
  readonly passages: readonly Passage[];
  /**
   * Characters that the page holds and does not show, and that were left out: text in what is not drawn, and invisible characters.
   * Markup, scripts and attributes do not count. Absent where nothing could be hidden, and in snapshots from before it was counted.
   */
  readonly hidden_characters?: number;
  /** Visible frames, large enough for a text, that are not in `markdown` because the browser lets nobody in. Absent when there are none. */
  readonly unread_frames?: readonly UnreadFrame[];
  /** Of a page with a video of which no words could be had, or only a part of them. Absent where they could, and without a video. */
  readonly transcript?: TranscriptGap;
  /** The user's selection as plain text, null when there is none. */
  readonly selection: string | null;
};

export type UnreadFrame = {
  /** See `framePath` in frames.ts. */
  readonly path: string;
  /** With its port, as the page names it; empty where it names none. */
  readonly host: string;
};

export type TranscriptGap = 'none' | 'part';

/** `file`: one of the user's own, of whatever type; no tab shows it. */
export type PageKind = 'article' | 'page' | 'selection' | 'pdf' | 'transcript' | 'file';

/** About 200 tokens of consecutive blocks; a passage never crosses a heading. */
export type Passage = {
  readonly id: number;
  /**
   * Plain text as the page shows it: blocks separated by one line feed, white space collapsed within each. Lines of code keep
   * their indentation; the cells of a table row are parted by one tab.
   */
  readonly text: string;
  /** Headings above the passage, outermost first, without the page's title; last the header of a table it begins inside of. */
  readonly headings: readonly string[];
  /** The page of a PDF file on which the passage begins, counted from 1; a passage of a file in pages always has one. */
  readonly page?: number;
  /** Outside the main content and not in `markdown`: searched for questions, no part of a summary. Absent in the main content. */
  readonly beside?: true;
  /** Of a transcript: when each line of `text` is said, in seconds from the start of the video; as many as there are lines. */
  readonly times?: readonly number[];
};

/** Media type under which a snapshot is uploaded as a File (JSON, UTF-8). */
export const PAGE_MEDIA_TYPE = 'application/vnd.sitethread.page+json';
