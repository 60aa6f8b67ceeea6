import { notFound } from '../api-error.ts';
import type { Context } from '../context.ts';
import type { Attributes, Deleted, VectorStoreFile } from '../objects.ts';
import type { Page, VectorStoreFileQuery } from '../ports.ts';
import { addFiles, type NewStoreFile } from '../vector-stores/add-files.ts';
import { changeFiles } from '../vector-stores/change-files.ts';
import { readText } from '../vector-stores/file-text.ts';

export function vectorStoreFileOperations(context: Context) {
  const { store, indexer } = context;

  async function retrieve(storeId: string, id: string): Promise<VectorStoreFile> {
    if ((await store.vector_stores.get(storeId)) === undefined) throw notFound('vector store', storeId);
    const row = await store.vector_store_files.get(storeId, id);
    if (row === undefined) throw notFound('vector store file', id);
    return row;
  }

  return {
    retrieve,

    async create(storeId: string, given: NewStoreFile): Promise<VectorStoreFile> {
      const created = await store.transaction(async () => {
        const row = await store.vector_stores.get(storeId);
        if (row === undefined) throw notFound('vector store', storeId);
        await addFiles(context, row, [given]);
        return retrieve(storeId, given.file_id);
      });
      indexer.wake();
      return created;
    },

    async list(storeId: string, query: Omit<VectorStoreFileQuery, 'batch_id'>): Promise<Page<VectorStoreFile>> {
      if ((await store.vector_stores.get(storeId)) === undefined) throw notFound('vector store', storeId);
      return store.vector_store_files.list(storeId, query);
    },

    update: (storeId: string, id: string, attributes: Attributes | null): Promise<VectorStoreFile> =>
      store.transaction(async () => {
        const row = { ...(await retrieve(storeId, id)), attributes: attributes ?? {} };
        await store.vector_store_files.put(row);
        return row;
      }),

    /** Takes the file out of the store; the file itself stays. */
    async delete(storeId: string, id: string): Promise<Deleted<'vector_store.file'>> {
      await store.transaction(async () => {
        await changeFiles(context, storeId, [{ before: await retrieve(storeId, id) }]);
      });
      indexer.wake();
      return { id, object: 'vector_store.file.deleted', deleted: true };
    },

    /** The words that were indexed: a page's passages, or the whole text of a file. Nothing until it is indexed. */
    async content(storeId: string, id: string): Promise<readonly string[]> {
      const { status } = await retrieve(storeId, id);
      const [file, bytes] = await Promise.all([store.files.get(id), store.files.content(id)]);
      if (status !== 'completed' || file === undefined || bytes === undefined) return [];
      if (file.local.page !== undefined)
        return (await store.files.snapshot(id))?.passages.map(({ text }) => text) ?? [];
      const read = readText(file, bytes);
      return 'text' in read ? [read.text] : [];
    },
  };
}
