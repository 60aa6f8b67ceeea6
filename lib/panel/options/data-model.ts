/** What the options page shows of the data that is kept, and what it can do with it. */

import type { FileObject, Message, Thread } from '../../assistants/objects.ts';
import type { AppError } from '../../errors.ts';
import type { Watch } from '../ports.ts';

/** Rows that are done with, of all. */
export type DataProgress = { readonly done: number; readonly of: number };

export type DataKind =
  | 'threads'
  | 'messages'
  | 'runs'
  | 'files'
  | 'assistants'
  | 'connections'
  | 'prompts'
  | 'settings';

/** How many of each kind. */
export type DataCounts = Readonly<Record<DataKind, number>>;

export type DataUsage = {
  readonly counts: DataCounts;
  /** Of all that the browser stores for the extension; null where it does not say. */
  readonly bytes: number | null;
  /** What it would store at most; null where it does not say. */
  readonly quota: number | null;
  /** The browser does not delete it by itself when disk space runs out. */
  readonly persisted: boolean;
};

/** What a file holds, before anything of it is imported. */
export type ImportPreview = {
  readonly source: 'sitethread' | 'page-assist';
  /** Unix milliseconds; null where the file does not say. */
  readonly exported_at: number | null;
  readonly counts: DataCounts;
  /** The hosts of the connections in it: questions would go there. */
  readonly hosts: readonly string[];
  /** Of another kind, which cannot be imported: documents of Page Assist's knowledge. */
  readonly left_out: number;
};

/** `added`: what was not here before. `kept`: what was here already and stays as it is, by its id. */
export type ImportResult = { readonly added: DataCounts; readonly kept: DataCounts };

export type DataResult<T> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly error: AppError };

export type DataTask = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DataProgress) => void;
};

/** None rejects. */
export type DataActions = {
  /** What is stored, as it changes. */
  readonly usage: Watch<DataUsage>;
  /** Asks the browser to keep the data when disk space runs out. False when it does not. */
  readonly persist: () => Promise<boolean>;
  /** Offers the file to be saved. */
  readonly export: (task: DataTask) => Promise<DataResult<null>>;
  /** Reads the whole file, and changes nothing. */
  readonly check: (file: Blob, task: DataTask) => Promise<DataResult<ImportPreview>>;
  /** All of it or nothing. */
  readonly import: (file: Blob, task: DataTask) => Promise<DataResult<ImportResult>>;
  /** Everything, the keys too. */
  readonly deleteAll: () => Promise<DataResult<null>>;
};

/** Rows made of another assistant's export. Those whose ids are here already stay away. */
export type ForeignRows = {
  readonly threads: readonly Thread[];
  readonly messages: readonly Message[];
  readonly files: readonly FileObject[];
  readonly file_contents: readonly { readonly id: string; readonly bytes: Uint8Array }[];
};
