import { notFound } from '../api-error.ts';
import { type Context, seconds } from '../context.ts';
import type { Deleted, VectorStore } from '../objects.ts';
import type { ListQuery, Page } from '../ports.ts';
import { addFiles, type NewStoreFile } from '../vector-stores/add-files.ts';
import { type NewStore, newStore } from '../vector-stores/new-store.ts';
import { type FoundChunk, type StoreSearch, searchStores } from '../vector-stores/search.ts';
import { asOf, withExpiry } from '../vector-stores/store-life.ts';

export function vectorStoreOperations(context: Context) {
  const { store, clock, indexer } = context;

  async function find(id: string): Promise<VectorStore> {
    const row = await store.vector_stores.get(id);
    if (row === undefined) throw notFound('vector store', id);
    return row;
  }

  const retrieve = async (id: string): Promise<VectorStore> => asOf(await find(id), seconds(clock));

  return {
    retrieve,

    async create({ files, ...given }: NewStore & { readonly files: readonly NewStoreFile[] }): Promise<VectorStore> {
      const created = await store.transaction(async () => {
        const row = newStore(context, given);
        await store.vector_stores.put(row);
        if (files.length > 0) await addFiles(context, row, files);
        return find(row.id);
      });
      indexer.wake();
      return created;
    },

    async list(query: ListQuery): Promise<Page<VectorStore>> {
      const { data, has_more } = await store.vector_stores.list(query);
      return { data: data.map((row) => asOf(row, seconds(clock))), has_more };
    },

    /** What is not given stays; an `expires_after` of null takes the expiry away. */
    update: (id: string, { name, metadata, expires_after }: NewStore): Promise<VectorStore> =>
      store.transaction(async () => {
        const { expires_after: known, ...row } = await find(id);
        const policy = expires_after === undefined ? known : (expires_after ?? undefined);
        const changed = withExpiry({
          ...row,
          ...(name === undefined ? {} : { name: name ?? '' }),
          ...(metadata === undefined ? {} : { metadata: metadata ?? {} }),
          ...(policy === undefined ? {} : { expires_after: policy }),
        });
        await store.vector_stores.put(changed);
        return asOf(changed, seconds(clock));
      }),

    /** Its files stay; their chunks in this store go. */
    async delete(id: string): Promise<Deleted<'vector_store'>> {
      await store.transaction(async () => {
        await find(id);
        await store.vector_stores.delete(id);
      });
      indexer.wake();
      return { id, object: 'vector_store.deleted', deleted: true };
    },

    async search(id: string, search: Omit<StoreSearch, 'store_ids'>): Promise<readonly FoundChunk[]> {
      await find(id);
      return searchStores(context, { ...search, store_ids: [id] });
    },
  };
}
