/** What goes along with the next question beside its words: how it is shown. Pure types, as in model.ts. */

import type { AppError } from '../../errors.ts';
import type { ReadPassage, ReadProgress } from '../model.ts';

/** A file of the user's own. `id` tells it from the others of the question. */
export type FileView = { readonly id: string; readonly name: string } & (
  | { readonly state: 'ready'; readonly tokens: number }
  /** `progress`: of a document with many pages. */
  | { readonly state: 'reading'; readonly progress: ReadProgress | null }
  /** It does not go along. `again`: another attempt may go better. */
  | { readonly state: 'failed'; readonly error: AppError; readonly again?: true }
);

/** The page in front. `known`: the thread holds it already; it is read again all the same. */
export type PageView = { readonly title: string; readonly state: 'goes' | 'known' | 'left-out' };

/** A file that a question took along before, on whatever site. */
export type EarlierFile = {
  readonly file_id: string;
  readonly name: string;
  /** Unix milliseconds. */
  readonly at: number;
};

/** What is to be looked at. `file`: one that a message attaches; `passage` and `quote`, what an answer cites of it. */
export type PreviewOf =
  | { readonly type: 'page' }
  | { readonly type: 'selection' }
  | { readonly type: 'tab'; readonly tab_id: number; readonly title: string }
  | { readonly type: 'draft-file'; readonly id: string; readonly title: string }
  | {
      readonly type: 'file';
      readonly file_id: string;
      readonly title: string;
      readonly passage?: number;
      readonly quote?: string | null;
    };

/** What it holds, as a model would be given it. */
export type PreviewContent = {
  readonly title: string;
  readonly passages: readonly ReadPassage[];
  /** As we estimate. */
  readonly tokens: number;
};

export type AlongState = {
  /** Null where no page can be read. */
  readonly page: PageView | null;
  readonly files: readonly FileView[];
  /** What is being looked at. */
  readonly preview: PreviewOf | null;
};

export type AlongActions = {
  readonly addFiles: (files: readonly File[]) => void;
  readonly removeFile: (id: string) => void;
  /** Reads one again that could not be read. */
  readonly retryFile: (id: string) => void;
  /** What can be read, as a choice of files takes it. */
  readonly loadAcceptedFiles: () => Promise<string>;
  readonly loadEarlierFiles: () => Promise<readonly EarlierFile[]>;
  readonly attachEarlierFile: (file: EarlierFile) => void;
  /** Whether the page in front goes along; after the next question it does again. */
  readonly takePage: (isTaken: boolean) => void;
  readonly openPreview: (what: PreviewOf) => void;
  readonly closePreview: () => void;
  readonly loadPreview: (what: PreviewOf) => Promise<PreviewContent | AppError>;
};
