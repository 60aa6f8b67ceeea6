import type { CreationOrder, Metadata } from './common.ts';

export type MessageStatus = 'in_progress' | 'incomplete' | 'completed';

export type MessageIncompleteReason = 'content_filter' | 'max_tokens' | 'run_cancelled' | 'run_expired' | 'run_failed';

export type FileCitation = {
  readonly type: 'file_citation';
  /** The marker in the text that stands for the citation, such as `【7】`. */
  readonly text: string;
  readonly start_index: number;
  readonly end_index: number;
  readonly file_citation: { readonly file_id: string };
};

export type FilePath = {
  readonly type: 'file_path';
  readonly text: string;
  readonly start_index: number;
  readonly end_index: number;
  readonly file_path: { readonly file_id: string };
};

/** A page on the web that a server's own search rests its words on. The published API has no such annotation. */
export type UrlCitation = {
  readonly type: 'url_citation';
  /** The words that rest on it. */
  readonly text: string;
  readonly start_index: number;
  readonly end_index: number;
  /** `title` is empty where the server gave none. */
  readonly url_citation: { readonly url: string; readonly title: string };
};

export type Annotation = FileCitation | FilePath | UrlCitation;

export type TextContent = {
  readonly type: 'text';
  readonly text: { readonly value: string; readonly annotations: readonly Annotation[] };
};

export type MessageContent =
  | TextContent
  | { readonly type: 'refusal'; readonly refusal: string }
  | { readonly type: 'image_file'; readonly image_file: { readonly file_id: string; readonly detail?: string } }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string; readonly detail?: string } };

export type Attachment = {
  readonly file_id: string;
  readonly tools: readonly ({ readonly type: 'file_search' } | { readonly type: 'code_interpreter' })[];
};

/** What a citation marker of an assistant message points at, kept beside the published annotation. */
export type Citation = {
  /** The marker's number as the text carries it. */
  readonly marker: number;
  /** Where that marker begins in the text. The same passage may be cited rightly in one place and wrongly in another. */
  readonly start_index: number;
  readonly file_id: string;
  /** Passage id inside that file's snapshot. */
  readonly passage: number;
  /** The words on the page to go to; null when the model named a passage without quoting it. */
  readonly quote: string | null;
  /** When they are said, in seconds from the start of the page's video. Absent for words that stand on the page. */
  readonly time?: number;
};

/** A marker that stands for passages, by its place in the text. */
export type CitationMarker = {
  readonly start_index: number;
  readonly end_index: number;
  readonly numbers: readonly number[];
};

/** A page as an answer was given it to read. */
export type ReadPage = {
  readonly file_id: string;
  readonly first_marker: number;
  /** What was read of it, as we estimate. */
  readonly tokens: number;
  /** The passages that were read, by id; absent: all of them. */
  readonly read?: readonly number[];
};

export type Message = {
  readonly id: string;
  readonly object: 'thread.message';
  readonly created_at: number;
  readonly thread_id: string;
  readonly status: MessageStatus;
  readonly incomplete_details: { readonly reason: MessageIncompleteReason } | null;
  readonly completed_at: number | null;
  readonly incomplete_at: number | null;
  readonly role: 'user' | 'assistant';
  readonly content: readonly MessageContent[];
  readonly assistant_id: string | null;
  readonly run_id: string | null;
  readonly attachments: readonly Attachment[] | null;
  readonly metadata: Metadata;
  readonly local: {
    readonly order: CreationOrder;
    readonly citations?: readonly Citation[];
    /** Citation markers in other brackets than the ones asked for, verified or not. Absent: none. */
    readonly markers?: readonly CitationMarker[];
    /** What the answer was given to read: its markers count through these from `first_marker`. */
    readonly sources?: readonly ReadPage[];
    /** The answer was made without the images of its question, because the model takes none. */
    readonly images_left_out?: true;
  };
};
