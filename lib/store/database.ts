import { Dexie, type Table } from 'dexie';
import type {
  Assistant,
  Chunk,
  FileObject,
  Message,
  MessageVersion,
  Run,
  RunStep,
  Thread,
  VectorStore,
  VectorStoreFile,
  VectorStoreFileBatch,
} from '../assistants/objects.ts';
import type { PassageVectors, TokenRatio } from '../assistants/ports.ts';
import type { CapabilitiesRow } from '../models/capabilities.ts';
import type { Connection } from '../models/connection.ts';
import type { DraftPicture, KeptFile } from '../panel/ports.ts';
import type { PromptRow } from '../panel/prompts/prompts-model.ts';
import { fillCalls, leaveWordsForLater } from './upgrades.ts';

/** The current thread of a place; `site`, a key of lib/assistants/thread-place.ts. */
export type SiteRow = { readonly site: string; readonly thread_id: string };

/**
 * The different words of a message, or of a thread's title: by them it is found; and by the Files that a message attaches or shows.
 * `id`, of the message or the thread.
 */
export type WordsRow = {
  /** Counts up: what is newer has the higher one. */
  readonly number?: number;
  readonly id: string;
  readonly thread_id: string;
  readonly words: readonly string[];
  readonly file_ids?: readonly string[];
};

/** `file_ids`: what its messages attach or show. */
export type MessageVersionRow = MessageVersion & { readonly file_ids: readonly string[] };

/** A small PNG. `icon` null: the site showed none. `at`, unix milliseconds. */
export type SiteIconRow = { readonly site: string; readonly icon: Blob | null; readonly at: number };

/** Bytes of a File, apart from its object so that listing files reads none. */
export type FileContentRow = { readonly id: string; readonly bytes: Uint8Array };

/** All chunks of a file in a store, apart from its row so that listing a store's files reads none. */
export type ChunksRow = {
  readonly vector_store_id: string;
  readonly file_id: string;
  readonly chunks: readonly Chunk[];
};

/** A question that was typed and not sent. `key` is the thread it was typed in, or the site while that has none. */
export type DraftRow = { readonly key: string; readonly text: string };

/** Pictures that go with a question that is not sent. Apart from its words, which are written with every key. */
export type DraftPicturesRow = { readonly key: string; readonly pictures: readonly DraftPicture[] };

/** Files of the user's own that go with a question that is not sent; without bytes. */
export type DraftFilesRow = { readonly key: string; readonly files: readonly KeptFile[] };

/** Of such a file that is not read yet; `id`, its `url`. Apart from the others, so that a change of them writes none of it again. */
export type DraftFileBytesRow = { readonly id: string; readonly bytes: Blob };

/** What a run has asked a model: JSON of a SentRequest, compressed by gzip. */
export type SentRequestRow = {
  /** Counts up. */
  readonly number?: number;
  readonly run_id: string;
  /** Unix milliseconds. */
  readonly at: number;
  readonly body: Uint8Array;
};

export type SettingRow = { readonly key: string; readonly value: unknown };

/**
 * Everything on disk but the keys. A shipped version is never edited: a change is a new version with its upgrade, and a test
 * that writes with the old schema and reads with the new one.
 */
export class Database extends Dexie {
  declare readonly assistants: Table<Assistant, string>;
  declare readonly threads: Table<Thread, string>;
  declare readonly messages: Table<Message, string>;
  declare readonly message_versions: Table<MessageVersionRow, string>;
  declare readonly runs: Table<Run, string>;
  declare readonly run_steps: Table<RunStep, string>;
  declare readonly files: Table<FileObject, string>;
  declare readonly file_contents: Table<FileContentRow, string>;
  declare readonly vector_stores: Table<VectorStore, string>;
  declare readonly vector_store_files: Table<VectorStoreFile, [storeId: string, fileId: string]>;
  declare readonly vector_store_chunks: Table<ChunksRow, [storeId: string, fileId: string]>;
  declare readonly vector_store_file_batches: Table<VectorStoreFileBatch, string>;
  declare readonly passage_vectors: Table<PassageVectors, string>;
  declare readonly token_ratios: Table<TokenRatio, string>;
  declare readonly capabilities: Table<CapabilitiesRow, string>;
  declare readonly sites: Table<SiteRow, string>;
  declare readonly connections: Table<Connection, string>;
  declare readonly settings: Table<SettingRow, string>;
  declare readonly drafts: Table<DraftRow, string>;
  declare readonly sent_requests: Table<SentRequestRow, number>;
  declare readonly draft_pictures: Table<DraftPicturesRow, string>;
  declare readonly draft_files: Table<DraftFilesRow, string>;
  declare readonly draft_file_bytes: Table<DraftFileBytesRow, string>;
  declare readonly prompts: Table<PromptRow, string>;
  declare readonly message_words: Table<WordsRow, number>;
  declare readonly site_icons: Table<SiteIconRow, string>;

  constructor(name = 'sitethread') {
    super(name);
    this.version(1).stores({
      assistants: 'id, local.order',
      threads: 'id, local.order, [local.site+local.active_at]',
      messages: 'id, [thread_id+local.order], [run_id+local.order]',
      runs: 'id, [thread_id+local.order], local.active, [thread_id+local.active]',
      run_steps: 'id, [run_id+local.order]',
      files: 'id, local.order, local.page.content_hash',
      file_contents: 'id',
      sites: 'site',
      connections: 'id, created_at',
      settings: 'key',
      drafts: 'key',
    });
    this.version(2)
      .stores({
        assistants: 'id, local.order, *tool_resources.code_interpreter.file_ids',
        threads: 'id, local.order, [local.site+local.active_at], *tool_resources.code_interpreter.file_ids',
        messages: 'id, [thread_id+local.order], [run_id+local.order], [thread_id+role+local.order]',
        files: 'id, local.order, local.page.content_hash, [purpose+local.order], expires_at',
        vector_stores: 'id, local.order',
        vector_store_files:
          '[vector_store_id+id], id, [status+local.order], [vector_store_id+local.order], [vector_store_id+status+local.order], ' +
          '[vector_store_id+local.page_url], [local.batch_id+local.order], [local.batch_id+status+local.order]',
        vector_store_chunks: '[vector_store_id+file_id]',
        vector_store_file_batches: 'id, vector_store_id',
        passage_vectors: 'file_id',
        token_ratios: 'id',
        capabilities: 'id',
      })
      .upgrade((transaction) => transaction.table<RunStep>('run_steps').toCollection().modify(fillCalls));
    this.version(3)
      .stores({
        runs: 'id, [thread_id+local.order], local.active, [thread_id+local.active], created_at, local.parent.run_id',
        sent_requests: '++number, run_id, at',
        draft_pictures: 'key',
        draft_files: 'key',
        draft_file_bytes: 'id',
        prompts: 'id, order',
        sites: 'site, thread_id',
        threads:
          'id, local.order, local.active_at, local.pinned_at, local.archived_at, local.deleted_at, [local.site+local.active_at], ' +
          '*tool_resources.code_interpreter.file_ids',
        message_words: '++number, id, thread_id, *words, *file_ids',
        site_icons: 'site',
        message_versions: 'id, [thread_id+after+order+id], *file_ids',
        messages:
          'id, [thread_id+local.order], [thread_id+run_id+local.order], [thread_id+role+local.order], [thread_id+attachments.length]',
        files:
          'id, local.order, local.page.content_hash, local.page.url, [local.page.kind+local.order], [purpose+local.order], expires_at',
      })
      .upgrade(leaveWordsForLater);
  }
}
