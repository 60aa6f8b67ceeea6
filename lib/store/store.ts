import type { Store } from '../assistants/ports.ts';
import type { Database } from './database.ts';
import { listPage } from './list.ts';
import { repository } from './repository.ts';
import { readSnapshot } from './snapshot.ts';
import { createThreadRows } from './threads/thread-rows.ts';
import { createThreads } from './threads/threads.ts';
import { createVectorStores } from './vector-stores.ts';

const INTERPRETED_FILES = 'tool_resources.code_interpreter.file_ids';

/** The engine's Store over IndexedDB. */
export function createStore(db: Database): Store {
  const { assistants, threads, messages, runs, run_steps, files, file_contents, sites } = db;
  const written = [
    ...[assistants, threads, messages, runs, run_steps, files, file_contents, sites],
    ...[
      db.message_versions,
      db.message_words,
      db.sent_requests,
      db.vector_stores,
      db.vector_store_files,
      db.vector_store_chunks,
      db.vector_store_file_batches,
      db.token_ratios,
      db.settings,
    ],
    ...[db.passage_vectors, db.drafts, db.draft_pictures, db.draft_files, db.draft_file_bytes],
  ];

  return {
    // Dexie counts the native awaits of a function that it sees to be async; those of any other end the transaction early.
    transaction: (work) => db.transaction('rw', written, async () => work()),
    ...createThreadRows(db),
    ...createVectorStores(db),
    token_ratios: repository(db.token_ratios),
    passage_vectors: {
      get: (fileId) => db.passage_vectors.get(fileId),
      put: async (row) => {
        await db.passage_vectors.put(row);
      },
    },

    assistants: {
      ...repository(assistants),
      list: (query) => listPage(assistants, { name: 'local.order' }, query),
      withFile: (fileId) => assistants.where(INTERPRETED_FILES).equals(fileId).toArray(),
    },
    threads: createThreads(db),
    files: {
      ...repository(files),
      delete: async (id) => {
        await file_contents.delete(id);
        await db.passage_vectors.delete(id);
        await files.delete(id);
      },
      list: ({ purpose, ...query }) =>
        listPage(
          files,
          purpose === undefined ? { name: 'local.order' } : { name: '[purpose+local.order]', owner: [purpose] },
          query,
        ),
      expired: (now) => files.where('expires_at').belowOrEqual(now).toArray(),
      content: async (id) => (await file_contents.get(id))?.bytes,
      putContent: async (id, bytes) => {
        await file_contents.put({ id, bytes });
      },
      snapshot: (id) => readSnapshot(db, id),
    },
  };
}
