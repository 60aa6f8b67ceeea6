import type { StaticChunking } from '../assistants/vector-stores/add-files.ts';
import { outOfRange } from './read-refusals.ts';
import { byType, fields, integer, oneOf, type Reader } from './readers.ts';

const strategy = byType({
  auto: fields({ type: oneOf('auto') }),
  static: fields({
    type: oneOf('static'),
    static: fields({
      max_chunk_size_tokens: integer({ min: 100, max: 4096 }),
      chunk_overlap_tokens: integer({ min: 0 }),
    }),
  }),
});

/** Null for `auto`. The overlap is at most half of a chunk. */
export const chunkingStrategy: Reader<StaticChunking | null> = (value, at) => {
  const read = strategy(value, at);
  if (read.type === 'auto') return null;
  const { max_chunk_size_tokens, chunk_overlap_tokens } = read.static;
  const max = Math.floor(max_chunk_size_tokens / 2);
  if (chunk_overlap_tokens > max)
    throw outOfRange(`${at}.static.chunk_overlap_tokens`, 'integer', { value: chunk_overlap_tokens, min: 0, max });
  return read;
};
