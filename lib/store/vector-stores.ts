import type { Store } from '../assistants/ports.ts';
import type { Database } from './database.ts';
import { listPage, listPageBy } from './list.ts';
import { repository } from './repository.ts';
import { rowsOf } from './rows-of.ts';

type VectorStoreTables = Pick<Store, 'vector_stores' | 'vector_store_files' | 'vector_store_file_batches'>;

export function createVectorStores(db: Database): VectorStoreTables {
  const { vector_stores, vector_store_files, vector_store_chunks, vector_store_file_batches } = db;
  return {
    vector_stores: {
      ...repository(vector_stores),
      list: (query) => listPage(vector_stores, { name: 'local.order' }, query),
      delete: async (id) => {
        await rowsOf(vector_store_chunks, '[vector_store_id+file_id]', id).delete();
        await rowsOf(vector_store_files, '[vector_store_id+id]', id).delete();
        await vector_store_file_batches.where('vector_store_id').equals(id).delete();
        await vector_stores.delete(id);
      },
    },
    vector_store_files: {
      get: (storeId, fileId) => vector_store_files.get([storeId, fileId]),
      put: async (row) => {
        await vector_store_files.put(row);
      },
      delete: async (storeId, fileId) => {
        await vector_store_chunks.delete([storeId, fileId]);
        await vector_store_files.delete([storeId, fileId]);
      },
      list: (storeId, { filter, batch_id, ...query }) => {
        const [column, id] = batch_id === undefined ? ['vector_store_id', storeId] : ['local.batch_id', batch_id];
        const index =
          filter === undefined
            ? { name: `[${column}+local.order]`, owner: [id] }
            : { name: `[${column}+status+local.order]`, owner: [id, filter] };
        return listPageBy(vector_store_files, (fileId) => vector_store_files.get([storeId, fileId]), index, query);
      },
      ofFile: (fileId) => vector_store_files.where('id').equals(fileId).toArray(),
      ofPage: (storeId, url) =>
        vector_store_files.where('[vector_store_id+local.page_url]').equals([storeId, url]).toArray(),
      unfinished: () => rowsOf(vector_store_files, '[status+local.order]', 'in_progress').toArray(),
      chunks: async (storeId, fileId) => (await vector_store_chunks.get([storeId, fileId]))?.chunks ?? [],
      putChunks: async (vector_store_id, file_id, chunks) => {
        await vector_store_chunks.put({ vector_store_id, file_id, chunks });
      },
    },
    vector_store_file_batches: repository(vector_store_file_batches),
  };
}
