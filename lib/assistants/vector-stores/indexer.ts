import type { Context } from '../context.ts';
import type { VectorStoreFile } from '../objects.ts';
import { changeFiles } from './change-files.ts';
import { type IndexedFile, indexFile, UNEXPECTED } from './index-file.ts';

export type Indexer = {
  /** Begins to index whatever waits, and returns at once. Never throws. */
  wake(): void;
  /** Resolves when no file of the store waits any more, or when there is no such store. */
  settled(storeId: string): Promise<void>;
};

type Parts = Pick<Context, 'store' | 'clock' | 'tryLock'>;

/** Milliseconds until an index that somebody else is at work on is looked at again: an ending worker may hold the lock for a moment. */
const LOOK_AGAIN = 5_000;

/** Indexes the files of all stores, one after the other and the oldest first. What an earlier worker left waits like the rest. */
export function createIndexer(parts: Parts): Indexer {
  let isWorking = false;
  let isWanted = false;
  let progress = Promise.withResolvers<void>();

  function tellProgress(): void {
    progress.resolve();
    progress = Promise.withResolvers<void>();
  }

  /** A failed write leaves its file waiting; the next wake tries again. */
  async function work(): Promise<void> {
    isWorking = true;
    try {
      while (isWanted) {
        isWanted = false;
        const held = await parts.tryLock('indexer', () => indexAll(parts, tellProgress).then(() => true));
        if (held === undefined) parts.clock.after(LOOK_AGAIN, wake);
      }
    } finally {
      isWorking = false;
    }
  }

  function wake(): void {
    isWanted = true;
    if (!isWorking) work().catch(() => undefined);
  }

  return {
    wake,

    async settled(storeId) {
      wake();
      for (;;) {
        const next = progress.promise;
        const counts = (await parts.store.vector_stores.get(storeId))?.file_counts;
        if (counts === undefined || counts.in_progress === 0) return;
        await next;
      }
    },
  };
}

async function indexAll(parts: Parts, tellProgress: () => void): Promise<void> {
  for (;;) {
    const waiting = await parts.store.vector_store_files.unfinished();
    for (const row of waiting) {
      await indexOne(parts, row);
      tellProgress();
    }
    // Also without a file: what was waited for may have been deleted.
    tellProgress();
    if (waiting.length === 0) return;
  }
}

async function indexOne(parts: Parts, row: VectorStoreFile): Promise<void> {
  const indexed = await indexFile(parts, row);
  // A text that does not go onto the disk is a failure of this file alone.
  await keep(parts, row, indexed).catch(() => keep(parts, row, UNEXPECTED));
}

/** A file that was deleted, cancelled or added again in the meantime is left alone. */
async function keep({ store }: Parts, row: VectorStoreFile, { chunks, ...outcome }: IndexedFile): Promise<void> {
  const { vector_store_id, id } = row;
  await store.transaction(async () => {
    const before = await store.vector_store_files.get(vector_store_id, id);
    if (before?.status !== 'in_progress' || before.local.order !== row.local.order) return;
    if (outcome.status === 'completed') await store.vector_store_files.putChunks(vector_store_id, id, chunks);
    await changeFiles({ store }, vector_store_id, [{ before, after: { ...before, ...outcome } }]);
  });
}
