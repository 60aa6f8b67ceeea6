import type { Context, Notice } from '../context.ts';
import type { Run } from '../objects.ts';
import { isTerminal } from '../run/step.ts';
import { askTitle } from './ask-title.ts';
import { proposeTitle } from './propose-title.ts';
import { type Begun, beginningOf, titled } from './thread-title.ts';

/** Looks again at a thread's title once its first answer is there, and has a model name it where the user wants that. */
export function createTitles(context: Context) {
  const { store } = context;
  const asking = new Set<{ readonly thread_id: string; readonly abort: AbortController }>();

  async function ended({ thread_id, status }: Pick<Run, 'thread_id' | 'status'>): Promise<void> {
    const abort = new AbortController();
    const one = { thread_id, abort };
    // Before anything is awaited: from now on it can be stopped.
    asking.add(one);
    try {
      if ((await store.threads.get(thread_id))?.local.title_by !== 'question') return;
      const begun = await settle(context, thread_id);
      if (begun?.run === undefined || status !== 'completed' || !(await context.namesThreads?.())) return;
      if (!abort.signal.aborted) await askTitle(context, { run: begun.run, begun, abort });
    } finally {
      asking.delete(one);
    }
  }

  return {
    observe({ event: { data } }: Notice): void {
      if (data.object !== 'thread.run' || !isTerminal(data.status)) return;
      // The title that there is will do.
      ended(data).catch(() => undefined);
    },

    /** Nobody wants a model's title for this thread any more; without an id, for any. */
    leave(threadId?: string): void {
      for (const { thread_id, abort } of asking) if (threadId === undefined || thread_id === threadId) abort.abort();
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
