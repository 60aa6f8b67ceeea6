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
import type { DraftPicture } from '../panel/ports.ts';
import { fillCalls } from './upgrades.ts';

/** A site's current thread. */
export type SiteRow = { readonly site: string; readonly thread_id: string };

/** Bytes of a File, apart from its object so that listing files reads none. */
export type FileContentRow = { readonly id: string; readonly bytes: Uint8Array };

/** All chunks of a file in a store, apart from its row so that listing a store's files reads none. */
export type ChunksRow = {
  readonly vector_store_id: string;
  readonly file_id: string;
  readonly chunks: readonly Chunk[];
};

/** A question that was typed and not sent. `key` is the site it was typed on. */
export type DraftRow = { readonly key: string; readonly text: string };

/** Pictures that go with a question that is not sent. Apart from its words, which are written with every key. */
export type DraftPicturesRow = { readonly site: string; readonly pictures: readonly DraftPicture[] };

export type SettingRow = { readonly key: string; readonly value: unknown };

/**
 * Everything on disk but the keys. A shipped version is never edited: a change is a new version with its upgrade, and a test
 * that writes with the old schema and reads with the new one.
 */
export class Database extends Dexie {
  declare readonly assistants: Table<Assistant, string>;
  declare readonly threads: Table<Thread, string>;
  declare readonly messages: Table<Message, string>;
  declare readonly message_versions: Table<MessageVersion, string>;
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
  declare readonly draft_pictures: Table<DraftPicturesRow, string>;

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
    this.version(3).stores({ draft_pictures: 'site', message_versions: 'id, [thread_id+after+order+id]' });
  }
}
