import type { Context } from '../context.ts';
import type { VectorStoreFile, VectorStoreFileBatch } from '../objects.ts';
import { bytesOfChanges, countChanges, type FileChange } from './file-counts.ts';

/**
 * Writes what happens to files of one store, inside the caller's transaction. Every change of its status goes through here, so
 * that the sums of the store and of its batches always add up.
 */
export async function changeFiles(
  { store }: Pick<Context, 'store'>,
  storeId: string,
  changes: readonly FileChange[],
): Promise<void> {
  for (const { before, after } of changes) {
    // A file that is added again begins anew, without the chunks it had.
    if (before !== undefined && after?.status !== 'completed')
      await store.vector_store_files.delete(storeId, before.id);
    if (after !== undefined) await store.vector_store_files.put(after);
  }
  const row = await store.vector_stores.get(storeId);
  if (row === undefined) return;
  const file_counts = countChanges(row.file_counts, changes);
  const status = file_counts.in_progress > 0 ? 'in_progress' : 'completed';
  const usage_bytes = row.usage_bytes + bytesOfChanges(changes);
  await store.vector_stores.put({ ...row, file_counts, status, usage_bytes });
  await changeBatches({ store }, changes);
}

async function changeBatches({ store }: Pick<Context, 'store'>, changes: readonly FileChange[]): Promise<void> {
  const ids = new Set(changes.flatMap(({ before, after }) => [before, after]).map(batchOf));
  for (const id of ids) {
    const batch = id === undefined ? undefined : await store.vector_store_file_batches.get(id);
    if (batch === undefined) continue;
    const own = changes.map(({ before, after }) => ({ before: ifOf(before, batch), after: ifOf(after, batch) }));
    await store.vector_store_file_batches.put(withCounts(batch, countChanges(batch.file_counts, own)));
  }
}

/** A batch has failed when all of its files have; one that was cancelled stays so. */
function withCounts(
  batch: VectorStoreFileBatch,
  file_counts: VectorStoreFileBatch['file_counts'],
): VectorStoreFileBatch {
  const { in_progress, failed, total } = file_counts;
  if (batch.status === 'cancelled') return { ...batch, file_counts };
  const ended = total > 0 && failed === total ? 'failed' : 'completed';
  return { ...batch, file_counts, status: in_progress > 0 ? 'in_progress' : ended };
}

function ifOf(file: VectorStoreFile | undefined, batch: VectorStoreFileBatch): VectorStoreFile | undefined {
  return batchOf(file) === batch.id ? file : undefined;
}

function batchOf(file: VectorStoreFile | undefined): string | undefined {
  return file?.local.batch_id;
}
