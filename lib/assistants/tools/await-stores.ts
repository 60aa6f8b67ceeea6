import type { AppError } from '../../errors.ts';
import { type Context, seconds } from '../context.ts';
import type { Run } from '../objects.ts';
import { isExpired } from '../vector-stores/store-life.ts';
import { storesOf } from './file-search.ts';

/** Seconds a run waits for its thread's store to be indexed, as published. */
const LONGEST_WAIT = 60;

/**
 * Waits until the thread's files are indexed, as far as that takes no longer than a minute; an assistant's store is not
 * waited for. A store that has expired is the run's failure.
 */
export async function whenStoresAreReady(context: Context, run: Run, signal: AbortSignal): Promise<AppError | null> {
  if (run.tools.every(({ type }) => type !== 'file_search')) return null;
  const thread = await context.store.threads.get(run.thread_id);
  for (const id of thread?.tool_resources?.file_search?.vector_store_ids ?? []) await indexed(context, id, signal);
  for (const id of await storesOf(context, run)) {
    const store = await context.store.vector_stores.get(id);
    if (store !== undefined && isExpired(store, seconds(context.clock)))
      return { kind: 'files-expired', name: store.name === '' ? store.id : store.name };
  }
  return null;
}

async function indexed({ indexer, clock }: Context, storeId: string, signal: AbortSignal): Promise<void> {
  const late = Promise.withResolvers<void>();
  if (signal.aborted) return;
  signal.addEventListener('abort', () => late.resolve(), { once: true });
  const stop = clock.after(LONGEST_WAIT * 1000, late.resolve);
  await Promise.race([indexer.settled(storeId), late.promise]);
  stop();
}
