import type { Database } from '../database.ts';

/** The first word of a file, by which it is known. */
export const FORMAT = 'sitethread-export';

/** Of the file's own form. The rows' form is the database's version. */
export const FORMAT_VERSION = 1;

export type TableName = Exclude<
  {
    [Name in keyof Database]: Database[Name] extends { bulkAdd: unknown; schema: unknown } ? Name : never;
  }[keyof Database],
  undefined
>;

/** Whose rows go with another row: with it they come, and without it they stay away. The key names the column. */
export type Owner = { readonly table: TableName; readonly key: string };

type Part = { readonly table: TableName; readonly owner?: Owner };

const THREAD: Owner = { table: 'threads', key: 'thread_id' };
const STORE: Owner = { table: 'vector_stores', key: 'vector_store_id' };

/**
 * All tables of a file in their order, owners first. Left out is what the other rows tell: the index of words, and the sites' icons,
 * which are fetched again.
 */
export const PARTS: readonly Part[] = [
  { table: 'settings' },
  { table: 'connections' },
  { table: 'capabilities' },
  { table: 'token_ratios' },
  { table: 'prompts' },
  { table: 'assistants' },
  { table: 'files' },
  { table: 'file_contents', owner: { table: 'files', key: 'id' } },
  { table: 'passage_vectors', owner: { table: 'files', key: 'file_id' } },
  { table: 'vector_stores' },
  { table: 'vector_store_files', owner: STORE },
  { table: 'vector_store_chunks', owner: STORE },
  { table: 'vector_store_file_batches', owner: STORE },
  { table: 'threads' },
  { table: 'messages', owner: THREAD },
  { table: 'message_versions', owner: THREAD },
  { table: 'runs', owner: THREAD },
  { table: 'run_steps', owner: THREAD },
  { table: 'sent_requests', owner: { table: 'runs', key: 'run_id' } },
  { table: 'sites' },
  { table: 'drafts' },
  { table: 'draft_pictures' },
  { table: 'draft_files' },
];

/** Made anew out of the other rows, or needed for a moment only. */
export const LEFT_OUT: readonly string[] = ['message_words', 'site_icons', 'draft_file_bytes'];

/** Settings of this browser alone: how far it is with work of its own, and after how many days it deletes. */
export const OWN_SETTINGS: readonly string[] = ['words_behind', 'retention_days'];

/** The first line. */
export type Header = {
  readonly format: typeof FORMAT;
  readonly version: number;
  readonly database_version: number;
  /** ISO 8601, UTC. */
  readonly exported_at: string;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
};
