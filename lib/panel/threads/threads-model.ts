/** What the list of threads shows and what can be done in it. Pure types. */

import type { ThreadScope } from '../../assistants/thread-place.ts';
import type { AppError } from '../../errors.ts';
import type { ThreadExport } from './export-thread.ts';

/** A thread in a list. Times in unix milliseconds. */
export type ThreadLine = {
  readonly id: string;
  readonly title: string;
  /** Null for one that belongs to no site. */
  readonly site: string | null;
  readonly active_at: number;
  readonly pinned: boolean;
  readonly archived: boolean;
  readonly scope: ThreadScope;
  /** The title of the page on which alone it is shown; null for any other. */
  readonly page: string | null;
};

/** How many of each are wanted. */
export type ListsAsked = {
  /** Null: nobody knows which site is in front. */
  readonly site: string | null;
  readonly here: number;
  readonly others: number;
  /** 0: only how many there are. */
  readonly archived: number;
};

export type ThreadLists = {
  /** Of the site: the pinned first, then the newest. */
  readonly here: readonly ThreadLine[];
  readonly more_here: boolean;
  /** Of all other sites, the newest first. */
  readonly others: readonly ThreadLine[];
  readonly more_others: boolean;
  readonly archived: readonly ThreadLine[];
  readonly archived_count: number;
};

/** A piece of a text; `found`: it is what was looked for. */
export type SnippetPart = { readonly text: string; readonly found: boolean };

/** `message`: null where the thread's title has the words. */
export type SearchHit = {
  readonly thread: ThreadLine;
  readonly message: { readonly id: string; readonly role: 'user' | 'assistant' } | null;
  /** Unix milliseconds. */
  readonly at: number;
  readonly title: readonly SnippetPart[];
  readonly snippet: readonly SnippetPart[];
};

export type SearchResult = {
  readonly hits: readonly SearchHit[];
  readonly more: boolean;
  /** Messages of an earlier version are still being indexed: there may be hits that are not found yet. */
  readonly partial: boolean;
};

export type SearchAsked = { readonly text: string; readonly most: number };

/** The thread that is shown now. */
export type ShownThread = { readonly id: string; readonly title: string; readonly scope: ThreadScope };

/** The list of threads, loaded when it is opened. What fails is answered with what went wrong. */
export type ThreadLibrary = {
  /** Null while nobody knows which is in front. */
  readonly site: () => string | null;
  /** It has an address: a thread may belong to it alone. */
  readonly hasPage: () => boolean;
  readonly watchLists: (asked: ListsAsked, onValue: (lists: ThreadLists) => void) => () => void;
  readonly watchShown: (onValue: (shown: ShownThread | null) => void) => () => void;
  /** Which thread is in the panel now. */
  readonly shown: () => string | null;
  /** It belongs to another place. */
  readonly isVisiting: () => boolean;
  /** Rejects when it was aborted. */
  readonly search: (asked: SearchAsked, signal: AbortSignal) => Promise<SearchResult>;
  readonly icon: (site: string) => Promise<Blob | null>;
  /** Shows a thread, at one of its messages where it is given. */
  readonly choose: (id: string, messageId: string | null) => Promise<AppError | null>;
  /** Blank: it is called again as it would be by itself. */
  readonly rename: (id: string, title: string) => Promise<AppError | null>;
  readonly pin: (id: string, pinned: boolean) => Promise<AppError | null>;
  readonly archive: (id: string, archived: boolean) => Promise<AppError | null>;
  readonly remove: (id: string) => Promise<AppError | null>;
  readonly save: (id: string, as: 'markdown' | 'json') => Promise<AppError | null>;
  readonly setScope: (scope: ThreadScope) => Promise<AppError | null>;
};

/** What the list reads. */
export type ThreadReads = {
  lists(asked: ListsAsked): (onValue: (lists: ThreadLists) => void) => () => void;
  shown(id: string): (onValue: (shown: ShownThread | null) => void) => () => void;
  search(asked: SearchAsked, signal: AbortSignal): Promise<SearchResult>;
  /** Undefined where the thread is gone. */
  exportRows(id: string): Promise<ThreadExport | undefined>;
  icon(site: string): Promise<Blob | null>;
  /** Milliseconds since the site's icon was looked at; Infinity where it never was. */
  iconAge(site: string): Promise<number>;
  keepIcon(site: string, icon: Blob | null): Promise<void>;
};
