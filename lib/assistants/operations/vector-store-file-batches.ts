import { notFound } from '../api-error.ts';
import { type Context, seconds } from '../context.ts';
import type { VectorStoreFile, VectorStoreFileBatch } from '../objects.ts';
import type { Page, VectorStoreFileQuery } from '../ports.ts';
import { addFiles, type NewStoreFile } from '../vector-stores/add-files.ts';
import { changeFiles } from '../vector-stores/change-files.ts';
import { NO_FILES } from '../vector-stores/file-counts.ts';

/** Files of a batch that are read at once; no batch has more. */
const WHOLE_BATCH = 10_000;

export function vectorStoreFileBatchOperations(context: Context) {
  const { store, clock, newId, nextOrder, indexer } = context;

  async function retrieve(storeId: string, id: string): Promise<VectorStoreFileBatch> {
    if ((await store.vector_stores.get(storeId)) === undefined) throw notFound('vector store', storeId);
    const batch = await store.vector_store_file_batches.get(id);
    if (batch?.vector_store_id !== storeId) throw notFound('vector store file batch', id);
    return batch;
  }

  return {
    retrieve,

    async create(storeId: string, files: readonly NewStoreFile[]): Promise<VectorStoreFileBatch> {
      const created = await store.transaction(async () => {
        const row = await store.vector_stores.get(storeId);
        if (row === undefined) throw notFound('vector store', storeId);
        const batch: VectorStoreFileBatch = {
          id: newId('vsfb_'),
          object: 'vector_store.files_batch',
          created_at: seconds(clock),
          vector_store_id: storeId,
          status: 'in_progress',
          file_counts: NO_FILES,
          local: { order: nextOrder() },
        };
        await store.vector_store_file_batches.put(batch);
        await addFiles(context, row, files, batch.id);
        return retrieve(storeId, batch.id);
      });
      indexer.wake();
      return created;
    },

    /** What is not indexed yet is left; what is stays in the store. A batch that has ended stays as it is. */
    async cancel(storeId: string, id: string): Promise<VectorStoreFileBatch> {
      const cancelled = await store.transaction(async () => {
        const batch = await retrieve(storeId, id);
        if (batch.status !== 'in_progress') return batch;
        const waiting = await store.vector_store_files.list(storeId, {
          limit: WHOLE_BATCH,
          order: 'asc',
          filter: 'in_progress',
          batch_id: id,
        });
        await store.vector_store_file_batches.put({ ...batch, status: 'cancelled' });
        const changes = waiting.data.map((before) => ({ before, after: { ...before, status: 'cancelled' } as const }));
        await changeFiles(context, storeId, changes);
        return retrieve(storeId, id);
      });
      indexer.wake();
      return cancelled;
    },

    async listFiles(
      storeId: string,
      id: string,
      query: Omit<VectorStoreFileQuery, 'batch_id'>,
    ): Promise<Page<VectorStoreFile>> {
      await retrieve(storeId, id);
      return store.vector_store_files.list(storeId, { ...query, batch_id: id });
    },
  };
}
