import { type Context, seconds } from '../context.ts';
import type { Attributes, ChunkingStrategy, FileObject, VectorStore, VectorStoreFile } from '../objects.ts';
import { findFile } from '../operations/find-file.ts';
import { changeFiles } from './change-files.ts';
import type { FileChange } from './file-counts.ts';
import { refuseExpired, usedAt } from './store-life.ts';

export type StaticChunking = Extract<ChunkingStrategy, { readonly type: 'static' }>;

/** As published. */
export const DEFAULT_CHUNKING: StaticChunking = {
  type: 'static',
  static: { max_chunk_size_tokens: 800, chunk_overlap_tokens: 400 },
};

export type NewStoreFile = {
  readonly file_id: string;
  readonly attributes?: Attributes | null;
  /** Null: the default. */
  readonly chunking_strategy?: StaticChunking | null;
};

/**
 * Puts files into a store inside the caller's transaction; whoever calls wakes the indexer after it. A file that is there
 * already is indexed again. Throws ApiError 404 for an unknown file, 400 for an expired store.
 */
export async function addFiles(
  context: Context,
  store: VectorStore,
  given: readonly NewStoreFile[],
  batch_id?: string,
): Promise<readonly VectorStoreFile[]> {
  refuseExpired(store, seconds(context.clock));
  const rows: VectorStoreFile[] = [];
  for (const one of new Map(given.map((each) => [each.file_id, each])).values())
    rows.push(newRow(context, store, { given: one, file: await findFile(context, one.file_id), batch_id }));
  const kept = onePerPage(rows);
  const changes: FileChange[] = [];
  for (const after of kept) {
    const before = await context.store.vector_store_files.get(store.id, after.id);
    changes.push({ before, after });
    for (const older of await earlierCaptures(context, after)) changes.push({ before: older });
  }
  await context.store.vector_stores.put(usedAt(store, seconds(context.clock)));
  await changeFiles(context, store.id, changes);
  return kept;
}

type RowParts = {
  readonly given: NewStoreFile;
  readonly file: FileObject;
  readonly batch_id: string | undefined;
};

/** A page's passages are its chunks, and they are there already. */
function newRow(
  { clock, nextOrder }: Context,
  store: VectorStore,
  { given, file, batch_id }: RowParts,
): VectorStoreFile {
  const { page } = file.local;
  return {
    id: file.id,
    object: 'vector_store.file',
    usage_bytes: page === undefined ? 0 : file.bytes,
    created_at: seconds(clock),
    vector_store_id: store.id,
    status: page === undefined ? 'in_progress' : 'completed',
    last_error: null,
    chunking_strategy: page === undefined ? (given.chunking_strategy ?? DEFAULT_CHUNKING) : { type: 'other' },
    attributes: given.attributes ?? {},
    local: {
      order: nextOrder(),
      ...(batch_id === undefined ? {} : { batch_id }),
      ...(page === undefined ? {} : { page_url: page.url }),
    },
  };
}

/** Of several captures of one url the last. */
function onePerPage(rows: readonly VectorStoreFile[]): VectorStoreFile[] {
  const last = new Map(rows.map((row) => [row.local.page_url ?? row.id, row]));
  return [...last.values()];
}

async function earlierCaptures({ store }: Context, { id, vector_store_id, local }: VectorStoreFile) {
  if (local.page_url === undefined) return [];
  const captures = await store.vector_store_files.ofPage(vector_store_id, local.page_url);
  return captures.filter((capture) => capture.id !== id);
}
