import { chunksOf } from '../../search/chunks.ts';
import { estimateTokens } from '../../search/tokens.ts';
import type { Context } from '../context.ts';
import type { Chunk, VectorStoreFile } from '../objects.ts';
import { DEFAULT_CHUNKING } from './add-files.ts';
import { readText } from './file-text.ts';

/** Tokens of one file, as published. */
const MOST_TOKENS = 5_000_000;

/** What indexing makes of a file. */
export type IndexedFile = Pick<VectorStoreFile, 'status' | 'last_error' | 'usage_bytes'> & {
  readonly chunks: readonly Chunk[];
};

export const UNEXPECTED = failed({ code: 'server_error', message: 'The file could not be indexed.' });

/** Reads a file and takes it apart. Never throws for what the file holds. */
export async function indexFile({ store }: Pick<Context, 'store'>, row: VectorStoreFile): Promise<IndexedFile> {
  const [file, bytes] = await Promise.all([store.files.get(row.id), store.files.content(row.id)]);
  if (file === undefined || bytes === undefined)
    return failed({ code: 'server_error', message: 'The file is not there any more.' });
  const read = readText(file, bytes);
  if ('code' in read) return failed(read);
  if (estimateTokens(read.text) > MOST_TOKENS)
    return failed({ code: 'invalid_file', message: `The file is too large: it has more than ${MOST_TOKENS} tokens.` });
  const strategy = row.chunking_strategy.type === 'static' ? row.chunking_strategy : DEFAULT_CHUNKING;
  const chunks = chunksOf(read.text, { ...strategy.static, markdown: read.markdown });
  return { status: 'completed', last_error: null, usage_bytes: bytesOf(chunks), chunks };
}

function failed(last_error: NonNullable<VectorStoreFile['last_error']>): IndexedFile {
  return { status: 'failed', last_error, usage_bytes: 0, chunks: [] };
}

function bytesOf(chunks: readonly Chunk[]): number {
  const encoder = new TextEncoder();
  return chunks.reduce((sum, { text }) => sum + encoder.encode(text).length, 0);
}
