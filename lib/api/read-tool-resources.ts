import type { NewToolResources } from '../assistants/operations/tool-resources.ts';
import { chunkingStrategy } from './read-chunking.ts';
import { metadata } from './read-metadata.ts';
import { mutuallyExclusive } from './read-refusals.ts';
import { fields, list, maybe, optional, type Reader, string } from './readers.ts';

const codeInterpreter = fields({ file_ids: optional(list(string(), { max: 20 })) });

const vectorStore = fields({
  file_ids: optional(list(string(), { max: 100_000_000 })),
  chunking_strategy: optional(chunkingStrategy),
  metadata: maybe(metadata),
});

const fileSearch = fields({
  vector_store_ids: optional(list(string(), { max: 1 })),
  vector_stores: optional(list(vectorStore, { max: 1 })),
});

const create = fields({ code_interpreter: optional(codeInterpreter), file_search: optional(fileSearch) });

/** As an object is made: its vector store may be made with it, instead of naming one. */
export const newToolResources: Reader<NewToolResources> = (value, at) => {
  const read = create(value, at);
  const { vector_store_ids, vector_stores } = read.file_search ?? {};
  if (vector_store_ids !== undefined && vector_stores !== undefined)
    throw mutuallyExclusive(`${at}.file_search.vector_store_ids`, `${at}.file_search.vector_stores`);
  return read;
};

/** As an object is changed, and for a run with its thread. */
export const toolResources: Reader<NewToolResources> = fields({
  code_interpreter: optional(codeInterpreter),
  file_search: optional(fields({ vector_store_ids: optional(list(string(), { max: 1 })) })),
});
