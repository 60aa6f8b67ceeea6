import { notFound } from '../api-error.ts';
import type { Thread } from '../objects.ts';
import type { Store } from '../ports.ts';

/** A thread that something is to be added to. Throws ApiError 404 also for one that is deleted and could still be put back. */
export async function findOpenThread(store: Pick<Store, 'threads'>, id: string): Promise<Thread> {
  const thread = await store.threads.get(id);
  if (thread === undefined || thread.local.deleted_at !== undefined) throw notFound('thread', id);
  return thread;
}
