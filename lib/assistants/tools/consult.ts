import type { Context, Notice } from '../context.ts';
import type { Run } from '../objects.ts';
import type { RunOperations } from '../operations/runs.ts';
import { textOf } from '../prompt/message-text.ts';
import { isTerminal } from '../run/step.ts';
import { type Consult, depthOf } from './consult-assistant.ts';

/**
 * Asks an assistant in a thread of its own: its run is a run like any other, with the life that its parent has left and
 * without the functions that only a client could perform.
 */
export function createConsult(context: Context, runs: RunOperations): Consult {
  return async ({ assistant_id, text, parent, signal, onRun }) => {
    const { tools } = (await context.store.assistants.get(assistant_id)) ?? { tools: [] };
    const ends = watchEnds(context);
    const made = runs.createWithThread(
      {
        assistant_id,
        tools: tools.filter(({ type }) => type !== 'function'),
        thread: { messages: [{ role: 'user', content: text }] },
      },
      { life: lifeLeft(context, parent), parent: { run_id: parent.id, depth: depthOf(parent) + 1 } },
    );
    made.catch(ends.stop);
    const { id, thread_id } = await made;
    const cancel = () => void runs.cancel(thread_id, id).catch(() => undefined);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    await onRun(await runs.retrieve(thread_id, id));
    await ends.of(id);
    signal.removeEventListener('abort', cancel);
    return { run: await runs.retrieve(thread_id, id), answer: await answerIn(context, thread_id) };
  };
}

/** Hears of runs that end from now on, before anybody knows the id to listen for. */
function watchEnds(context: Context) {
  const ended = new Set<string>();
  let tell: (runId: string) => void = () => undefined;
  const stop = context.subscribe(({ event: { data } }: Notice) => {
    if (data.object !== 'thread.run' || !isTerminal(data.status)) return;
    ended.add(data.id);
    tell(data.id);
  });
  return {
    stop,
    of: (runId: string): Promise<void> =>
      new Promise<void>((resolve) => {
        tell = (id) => (id === runId ? resolve() : undefined);
        if (ended.has(runId)) resolve();
      }).finally(stop),
  };
}

/** Whole seconds, at least one. */
function lifeLeft({ clock }: Context, { expires_at }: Run): number {
  return expires_at === null ? 1 : Math.max(1, expires_at - Math.floor(clock.now() / 1000));
}

async function answerIn({ store }: Context, threadId: string): Promise<string> {
  const [newest] = (await store.messages.list(threadId, { limit: 1, order: 'desc' })).data;
  return newest?.role === 'assistant' ? textOf(newest) : '';
}
