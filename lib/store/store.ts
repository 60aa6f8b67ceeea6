import type { Store } from '../assistants/ports.ts';
import { PAGE_MEDIA_TYPE } from '../page/snapshot.ts';
import type { Database } from './database.ts';
import { listPage } from './list.ts';
import { repository } from './repository.ts';
import { createThreadRows } from './thread-rows.ts';
import { createVectorStores } from './vector-stores.ts';

const INTERPRETED_FILES = 'tool_resources.code_interpreter.file_ids';

/** The engine's Store over IndexedDB. */
export function createStore(db: Database): Store {
  const { assistants, threads, messages, runs, run_steps, files, file_contents, sites } = db;
  const written = [
    ...[assistants, threads, messages, runs, run_steps, files, file_contents, sites],
    ...[
      db.message_versions,
      db.vector_stores,
      db.vector_store_files,
      db.vector_store_chunks,
      db.vector_store_file_batches,
      db.token_ratios,
    ],
    db.passage_vectors,
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
    threads: {
      ...repository(threads),
      withFile: (fileId) => threads.where(INTERPRETED_FILES).equals(fileId).toArray(),
      currentOf: async (site) => {
        const row = await sites.get(site);
        return row === undefined ? undefined : threads.get(row.thread_id);
      },
      setCurrent: async (site, thread_id) => {
        await sites.put({ site, thread_id });
      },
    },
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
      snapshot: async (id) => {
        const [file, content] = await Promise.all([files.get(id), file_contents.get(id)]);
        if (file?.local.media_type !== PAGE_MEDIA_TYPE || content === undefined) return undefined;
        return JSON.parse(new TextDecoder().decode(content.bytes));
      },
    },
  };
}
