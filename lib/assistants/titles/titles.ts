import type { Context, Notice } from '../context.ts';
import { isTerminal } from '../run/step.ts';
import { askTitle } from './ask-title.ts';
import { proposeTitle } from './propose-title.ts';
import { type Begun, beginningOf, titled } from './thread-title.ts';

/** Looks again at a thread's title once its first answer is there, and has a model name it where the user wants that. */
export function createTitles(context: Context) {
  const { store } = context;
  const asking = new Map<string, AbortController>();

  async function ended(threadId: string, isWhole: boolean): Promise<void> {
    if ((await store.threads.get(threadId))?.local.title_by !== 'question') return;
    const abort = new AbortController();
    asking.set(threadId, abort);
    try {
      const begun = await settle(context, threadId);
      if (begun?.run === undefined || !isWhole || !(await context.namesThreads?.())) return;
      if (!abort.signal.aborted) await askTitle(context, { run: begun.run, begun, abort });
    } finally {
      asking.delete(threadId);
    }
  }

  return {
    observe({ event: { data } }: Notice): void {
      if (data.object !== 'thread.run' || !isTerminal(data.status)) return;
      // The title that there is will do.
      ended(data.thread_id, data.status === 'completed').catch(() => undefined);
    },

    /** Nobody wants a model's title for this thread any more; without an id, for any. */
    leave(threadId?: string): void {
      for (const [id, abort] of asking) if (threadId === undefined || id === threadId) abort.abort();
    },
  };
}

/** Once for a thread. Undefined where it has no answer yet, or where it was called something else meanwhile. */
function settle({ store }: Context, threadId: string): Promise<Begun | undefined> {
  return store.transaction(async () => {
    const thread = await store.threads.get(threadId);
    if (thread?.local.title_by !== 'question') return undefined;
    const begun = await beginningOf(store, threadId);
    if (begun?.run === undefined) return undefined;
    await store.threads.putTitled(titled(thread, proposeTitle(begun), 'answer'));
    return begun;
  });
}
