import type { Attributes, VectorStoreFileStatus } from '../assistants/objects.ts';
import type { NewStoreFile } from '../assistants/vector-stores/add-files.ts';
import { chunkingStrategy } from './read-chunking.ts';
import { metadata } from './read-metadata.ts';
import {
  lengthOf,
  longPropertyName,
  missing,
  mutuallyExclusive,
  tooManyProperties,
  wrongType,
} from './read-refusals.ts';
import { fields, integer, list, maybe, nullable, oneOf, optional, type Reader, record, string } from './readers.ts';

const MOST_ATTRIBUTES = 16;
const LONGEST_KEY = 64;
const attributeText = string({ max: 512 });

/** At most 16 pairs, keys of at most 64 characters; values are numbers, booleans or strings of at most 512. */
const attributes: Reader<Attributes> = (given, at) => {
  const pairs = Object.entries(record(given, at));
  if (pairs.length > MOST_ATTRIBUTES) throw tooManyProperties(at, pairs.length, MOST_ATTRIBUTES);
  return Object.fromEntries(
    pairs.map(([key, value]) => {
      if (lengthOf(key) > LONGEST_KEY) throw longPropertyName(at, key, LONGEST_KEY);
      if (typeof value === 'number' || typeof value === 'boolean') return [key, value];
      if (typeof value === 'string') return [key, attributeText(value, `${at}.${key}`)];
      throw wrongType(`${at}.${key}`, 'one of a string, number, or boolean', value);
    }),
  );
};

const expiresAfter = fields({ anchor: oneOf('last_active_at'), days: integer({ min: 1, max: 365 }) });

/** A description is taken and not kept: the published object has no place for it. */
export const newVectorStore = fields({
  name: optional(string()),
  description: optional(string()),
  file_ids: optional(list(string(), { max: 500 })),
  expires_after: optional(expiresAfter),
  chunking_strategy: optional(chunkingStrategy),
  metadata: maybe(metadata),
});

export const vectorStoreChange = fields({
  name: maybe(string()),
  expires_after: maybe(expiresAfter),
  metadata: maybe(metadata),
});

export const newVectorStoreFile = fields({
  file_id: string(),
  attributes: maybe(attributes),
  chunking_strategy: optional(chunkingStrategy),
});

export const attributesChange = fields({ attributes: nullable(attributes) });

const MOST_FILES = 2_000;

const batch = fields({
  file_ids: optional(list(string(), { min: 1, max: MOST_FILES })),
  files: optional(list(newVectorStoreFile, { min: 1, max: MOST_FILES })),
  attributes: maybe(attributes),
  chunking_strategy: optional(chunkingStrategy),
});

/** Either ids, with what holds for all of them, or files with what holds for each. */
export const newFileBatch: Reader<readonly NewStoreFile[]> = (value, at) => {
  const { file_ids, files, ...shared } = batch(value, at);
  if (file_ids !== undefined && files !== undefined) throw mutuallyExclusive('file_ids', 'files');
  if (files !== undefined) return files;
  if (file_ids === undefined) throw missing('file_ids');
  return file_ids.map((file_id) => ({ file_id, ...shared }));
};

const status = oneOf('in_progress', 'completed', 'failed', 'cancelled');

/** The `filter` of a list of files. */
export function readStatusFilter(query: URLSearchParams): { readonly filter?: VectorStoreFileStatus } {
  const filter = query.get('filter');
  return filter === null ? {} : { filter: status(filter, 'filter') };
}
