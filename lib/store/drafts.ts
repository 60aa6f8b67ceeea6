import type { Table } from 'dexie';
import type { KeptFile, PanelReads, UnreadFile } from '../panel/ports.ts';
import type { Database } from './database.ts';

/** Of the keys of questions that are put in other words; no site begins like that, and no thread. */
const EDIT = 'edit/';

/** Questions that are not sent. What is empty is no row. */
export function createDrafts(
  db: Database,
): Pick<PanelReads, 'draft' | 'keepDraft' | 'edits' | 'keepEdit' | `${'draft' | 'keepDraft'}${'Pictures' | 'Files'}`> {
  return {
    draft: async (key) => (await db.drafts.get(key))?.text ?? '',
    keepDraft: (key, text, emptied) => keep(db.drafts, key, text === '' ? null : { key, text }, emptied),
    edits: async () => {
      const rows = await db.drafts.where('key').startsWith(EDIT).toArray();
      return new Map(rows.map(({ key, text }) => [key.slice(key.lastIndexOf('/') + 1), text]));
    },
    keepEdit: async (threadId, messageId, text) => {
      const key = `${EDIT}${threadId}/${messageId}`;
      await keep(db.drafts, key, text === null ? null : { key, text }, undefined);
    },
    draftPictures: async (key) => (await db.draft_pictures.get(key))?.pictures ?? [],
    keepDraftPictures: (key, pictures, emptied) =>
      keep(db.draft_pictures, key, pictures.length === 0 ? null : { key, pictures }, emptied),
    draftFiles: (key) =>
      db.transaction('r', db.draft_files, db.draft_file_bytes, async () => {
        const files = (await db.draft_files.get(key))?.files ?? [];
        const bytes = new Map((await db.draft_file_bytes.bulkGet(waiting(files))).map((row) => [row?.id, row?.bytes]));
        return files.map((file) => (isUnread(file) ? { ...file, bytes: bytes.get(file.url) ?? null } : file));
      }),
    keepDraftFiles: (key, files, emptied) =>
      db.transaction('rw', db.draft_files, db.draft_file_bytes, async () => {
        const rows = await db.draft_files.bulkGet(emptied === undefined ? [key] : [key, emptied]);
        await keepBytes(
          db,
          rows.flatMap((row) => waiting(row?.files ?? [])),
          files.filter(isUnread),
        );
        const kept = files.map((file) => (isUnread(file) ? { ...file, bytes: null } : file));
        await keep(db.draft_files, key, kept.length === 0 ? null : { key, files: kept }, emptied);
      }),
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

/** Writes the bytes that are not on disk yet, and forgets those that nobody waits for any more. `before`: the ids that had some. */
async function keepBytes(db: Database, before: readonly string[], files: readonly UnreadFile[]): Promise<void> {
  const rows = files.flatMap(({ url: id, bytes }) => (bytes === null ? [] : [{ id, bytes }]));
  const ids = new Set(rows.map(({ id }) => id));
  const there = new Set(
    await db.draft_file_bytes
      .where('id')
      .anyOf([...ids])
      .primaryKeys(),
  );
  await db.draft_file_bytes.bulkPut(rows.filter(({ id }) => !there.has(id)));
  await db.draft_file_bytes.bulkDelete(before.filter((id) => !ids.has(id)));
}

function isUnread(file: KeptFile): file is UnreadFile {
  return 'bytes' in file;
}

function waiting(files: readonly KeptFile[]): string[] {
  return files.filter(isUnread).map(({ url }) => url);
}

/** Of a thread that is deleted for good. */
export async function forgetDrafts(db: Database, key: string): Promise<void> {
  await db.draft_file_bytes.bulkDelete(waiting((await db.draft_files.get(key))?.files ?? []));
  await db.drafts.where('key').startsWith(`${EDIT}${key}/`).delete();
  for (const table of [db.drafts, db.draft_pictures, db.draft_files]) await table.delete(key);
}
