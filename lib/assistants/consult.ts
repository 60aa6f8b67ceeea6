import type { Context, Notice } from './context.ts';
import { textOf } from './message-text.ts';
import type { Run } from './objects.ts';
import type { RunOperations } from './operations/runs.ts';
import type { ThreadOperations } from './operations/threads.ts';
import { isTerminal } from './step.ts';
import { type Consult, depthOf } from './tools/consult-assistant.ts';

type Operations = { readonly threads: ThreadOperations; readonly runs: RunOperations };

/**
 * Asks an assistant in a thread of its own: its run is a run like any other, with the life that its parent has left and
 * without the functions that only a client could perform.
 */
export function createConsult(context: Context, { threads, runs }: Operations): Consult {
  return async ({ assistant_id, text, parent, signal, onRun }) => {
    const { tools } = (await context.store.assistants.get(assistant_id)) ?? { tools: [] };
    const thread = await threads.create();
    const ended = endOfRunIn(context, thread.id);
    const given = {
      assistant_id,
      tools: tools.filter(({ type }) => type !== 'function'),
      additional_messages: [{ role: 'user', content: text } as const],
    };
    const begun = await runs.create(thread.id, given, {
      life: lifeLeft(context, parent),
      parent: { run_id: parent.id, depth: depthOf(parent) + 1 },
    });
    const cancel = () => void runs.cancel(thread.id, begun.id).catch(() => undefined);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    await onRun(begun);
    await ended;
    signal.removeEventListener('abort', cancel);
    return { run: await runs.retrieve(thread.id, begun.id), answer: await answerIn(context, thread.id) };
  };
}

/** Resolves when the one run of a thread has ended. */
function endOfRunIn(context: Context, threadId: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = context.subscribe(({ thread_id, event: { data } }: Notice) => {
      if (thread_id !== threadId || data.object !== 'thread.run' || !isTerminal(data.status)) return;
      stop();
      resolve();
    });
  });
}

/** Whole seconds, at least one. */
function lifeLeft({ clock }: Context, { expires_at }: Run): number {
  return expires_at === null ? 1 : Math.max(1, expires_at - Math.floor(clock.now() / 1000));
}

async function answerIn({ store }: Context, threadId: string): Promise<string> {
  const [newest] = (await store.messages.list(threadId, { limit: 1, order: 'desc' })).data;
  return newest?.role === 'assistant' ? textOf(newest) : '';
}
