import { Dexie, type Table } from 'dexie';
import type { Assistant, FileObject, Message, Run, RunStep, Thread } from '../assistants/objects.ts';
import type { Connection } from '../models/connection.ts';

/** A site's current thread. */
export type SiteRow = { readonly site: string; readonly thread_id: string };

/** Bytes of a File, apart from its object so that listing files reads none. */
export type FileContentRow = { readonly id: string; readonly bytes: Uint8Array };

/** A question that was typed and not sent. `key` is the site it was typed on. */
export type DraftRow = { readonly key: string; readonly text: string };

export type SettingRow = { readonly key: string; readonly value: unknown };

/**
 * Everything on disk but the keys. A shipped version is never edited: a change is a new version with its upgrade, and a test
 * that writes with the old schema and reads with the new one.
 */
export class Database extends Dexie {
  declare readonly assistants: Table<Assistant, string>;
  declare readonly threads: Table<Thread, string>;
  declare readonly messages: Table<Message, string>;
  declare readonly runs: Table<Run, string>;
  declare readonly run_steps: Table<RunStep, string>;
  declare readonly files: Table<FileObject, string>;
  declare readonly file_contents: Table<FileContentRow, string>;
  declare readonly sites: Table<SiteRow, string>;
  declare readonly connections: Table<Connection, string>;
  declare readonly settings: Table<SettingRow, string>;
  declare readonly drafts: Table<DraftRow, string>;

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
  }
}
