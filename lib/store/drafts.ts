import type { Table } from 'dexie';
import type { PanelReads } from '../panel/ports.ts';
import type { Database } from './database.ts';

/** Questions that are not sent. What is empty is no row. */
export function createDrafts(
  db: Database,
): Pick<PanelReads, 'draft' | 'keepDraft' | 'draftPictures' | 'keepDraftPictures' | 'draftFiles' | 'keepDraftFiles'> {
  return {
    draft: async (key) => (await db.drafts.get(key))?.text ?? '',
    keepDraft: (key, text, emptied) => keep(db.drafts, key, text === '' ? null : { key, text }, emptied),
    draftPictures: async (key) => (await db.draft_pictures.get(key))?.pictures ?? [],
    keepDraftPictures: (key, pictures, emptied) =>
      keep(db.draft_pictures, key, pictures.length === 0 ? null : { key, pictures }, emptied),
    draftFiles: async (key) => (await db.draft_files.get(key))?.files ?? [],
    keepDraftFiles: (key, files, emptied) =>
      keep(db.draft_files, key, files.length === 0 ? null : { key, files }, emptied),
  };
}

async function keep<T>(table: Table<T, string>, key: string, row: T | null, emptied: string | undefined) {
  const write = async () => {
    await (row === null ? table.delete(key) : table.put(row));
  };
  if (emptied === undefined) return write();
  await table.db.transaction('rw', table, async () => {
    await write();
    await table.delete(emptied);
  });
}

/** Of a thread that is deleted for good. */
export async function forgetDrafts(db: Database, key: string): Promise<void> {
  for (const table of [db.drafts, db.draft_pictures, db.draft_files]) await table.delete(key);
}
