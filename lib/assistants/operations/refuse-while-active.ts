import { ApiError } from '../api-error.ts';
import type { Store } from '../ports.ts';

/** Throws ApiError 400 with `sentence`, the thread and its active run, if there is one. */
export async function refuseWhileActive(store: Store, threadId: string, sentence: string): Promise<void> {
  const active = await store.runs.activeOf(threadId);
  if (active !== undefined) throw new ApiError(400, `${sentence} ${threadId} while a run ${active.id} is active.`);
}
