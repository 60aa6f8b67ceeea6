import type { FoundChunk } from '../assistants/vector-stores/search.ts';
import { polledIndex } from './polled.ts';
import { readBody, readList } from './read.ts';
import { storeSearch } from './read-search.ts';
import {
  attributesChange,
  newFileBatch,
  newVectorStore,
  newVectorStoreFile,
  readStatusFilter,
  vectorStoreChange,
} from './read-vector-stores.ts';
import { json, list, object } from './respond.ts';
import type { Routes } from './router.ts';

/** Vector stores, the files in them, batches of files, and search. */
export const vectorStoreRoutes: Routes = {
  'GET /vector_stores': async ({ engine, query }) => list(await engine.vectorStores.list(readList(query))),
  'POST /vector_stores': async ({ engine, request }) => {
    const { file_ids = [], chunking_strategy = null, ...given } = await readBody(request, newVectorStore);
    const files = file_ids.map((file_id) => ({ file_id, chunking_strategy }));
    return object(await engine.vectorStores.create({ ...given, files }));
  },
  'GET /vector_stores/*': async ({ engine, params: [id] }) => object(await engine.vectorStores.retrieve(id)),
  'POST /vector_stores/*': async ({ engine, request, params: [id] }) =>
    object(await engine.vectorStores.update(id, await readBody(request, vectorStoreChange))),
  'DELETE /vector_stores/*': async ({ engine, params: [id] }) => json(await engine.vectorStores.delete(id)),

  'POST /vector_stores/*/search': async ({ engine, request, params: [id] }) => {
    const search = await readBody(request, storeSearch);
    const found = await engine.vectorStores.search(id, search);
    return json({
      object: 'vector_store.search_results.page',
      search_query: search.queries,
      data: found.map(resultOf),
      has_more: false,
      next_page: null,
    });
  },

  'GET /vector_stores/*/files': async ({ engine, query, params: [store] }) =>
    list(await engine.vectorStoreFiles.list(store, { ...readList(query), ...readStatusFilter(query) })),
  'POST /vector_stores/*/files': async ({ engine, request, params: [store] }) =>
    object(await engine.vectorStoreFiles.create(store, await readBody(request, newVectorStoreFile))),
  'GET /vector_stores/*/files/*': async ({ engine, params: [store, id] }) =>
    polledIndex(await engine.vectorStoreFiles.retrieve(store, id)),
  'POST /vector_stores/*/files/*': async ({ engine, request, params: [store, id] }) =>
    object(await engine.vectorStoreFiles.update(store, id, (await readBody(request, attributesChange)).attributes)),
  'DELETE /vector_stores/*/files/*': async ({ engine, params: [store, id] }) =>
    json(await engine.vectorStoreFiles.delete(store, id)),
  'GET /vector_stores/*/files/*/content': async ({ engine, params: [store, id] }) => {
    const texts = await engine.vectorStoreFiles.content(store, id);
    return json({
      object: 'vector_store.file_content.page',
      data: texts.map((text) => ({ type: 'text', text })),
      has_more: false,
      next_page: null,
    });
  },

  'POST /vector_stores/*/file_batches': async ({ engine, request, params: [store] }) =>
    object(await engine.vectorStoreFileBatches.create(store, await readBody(request, newFileBatch))),
  'GET /vector_stores/*/file_batches/*': async ({ engine, params: [store, id] }) =>
    polledIndex(await engine.vectorStoreFileBatches.retrieve(store, id)),
  'POST /vector_stores/*/file_batches/*/cancel': async ({ engine, params: [store, id] }) =>
    object(await engine.vectorStoreFileBatches.cancel(store, id)),
  'GET /vector_stores/*/file_batches/*/files': async ({ engine, query, params: [store, id] }) =>
    list(await engine.vectorStoreFileBatches.listFiles(store, id, { ...readList(query), ...readStatusFilter(query) })),
};

function resultOf({ file_id, filename, score, attributes, text }: FoundChunk) {
  return { file_id, filename, score, attributes, content: [{ type: 'text', text }] };
}
