import type { Context } from '../context.ts';
import type { Run, RunStep, Usage } from '../objects.ts';
import type { ModelRequest, Remote, ResolvedBackend } from '../ports.ts';
import { estimate } from '../prompt/count-tokens.ts';
import { estimatedFor } from '../reading/read-in-parts.ts';
import { askModel } from '../run/ask-model.ts';
import { addUsage, NO_USAGE } from '../run/open-run.ts';
import { readTitle, titleRequest } from './model-title.ts';
import type { Begun } from './thread-title.ts';
import { titled } from './thread-title.ts';

/** Milliseconds that a title may take. Less than the half minute in which a browser stops an idle worker. */
const PATIENCE = 20_000;

/** Characters behind which what a model says is no title. */
const MOST_SAID = 4_000;

/** Tokens of an answer beyond those of its words that are not explained by another way of counting. */
const THOUGHT_TOKENS = 64;

/** Under this name the first run's steps tell of it. No model is offered it. */
const NAME_THREAD = 'name_thread';

type Asked = { readonly run: Run; readonly begun: Begun; readonly abort: AbortController };
type Said = { readonly title: string; readonly used: Usage; readonly estimated: boolean };

/**
 * Has the model of a thread's first answer name the thread. The request is kept with what that run has sent, and what it used is the
 * run's. Whatever fails, the title stays as it is: nobody waits for another one.
 */
export async function askTitle(context: Context, { run, begun, abort }: Asked): Promise<void> {
  const resolved = await context.backends.open(run.local.connection_id, run.model);
  if (resolved.backend.reads_messages === false || abort.signal.aborted) return;
  const began = context.clock.now();
  const request = titleRequest({ ...begun, model: run.model, thinks: hasThought(run, begun.answer) });
  const stop = context.clock.after(PATIENCE, () => abort.abort());
  try {
    const said = await hear(context, { run, abort }, resolved, request);
    if (said !== null) await keep(context, run, said, Math.floor(began / 1000));
  } finally {
    stop();
  }
}

/** Whether a model has taken many more tokens than its words explain, or was told how much to think. */
function hasThought({ reasoning_effort, local }: Run, answer: string): boolean {
  return reasoning_effort !== null || local.used.completion_tokens > 2 * estimate(answer) + THOUGHT_TOKENS;
}

/** Null where nothing came of it that anybody would have to pay. */
async function hear(
  context: Context,
  asked: Pick<Asked, 'run' | 'abort'>,
  resolved: ResolvedBackend,
  request: ModelRequest,
): Promise<Said | null> {
  let words = '';
  let usage: Usage | null = null;
  let remote: Remote | null = null;
  let ended: 'stop' | 'cut' | null = null;
  for await (const part of askModel(context, asked, resolved, request)) {
    if (part.type === 'text-delta') words += part.delta;
    else if (part.type === 'usage') usage = part.usage;
    else if (part.type === 'remote') remote = part.remote;
    else if (part.type === 'finish') ended = part.reason === 'stop' ? 'stop' : part.reason === 'length' ? 'cut' : null;
    // A server that is busy or away has better things to do than this.
    if (part.type === 'waiting' || words.length > MOST_SAID) asked.abort.abort();
  }
  if (asked.abort.signal.aborted && remote !== null) await resolved.backend.abandon?.(remote);
  if (words === '' && usage === null) return null;
  return {
    title: ended === null ? '' : readTitle(words, { cut: ended === 'cut' }),
    used: usage ?? estimatedFor(request, words),
    estimated: usage === null,
  };
}

/** Together with its tokens, unless thread or run have gone meanwhile. What somebody else has called the thread stays. */
async function keep({ store, clock, newId, nextOrder }: Context, { id }: Run, said: Said, created_at: number) {
  const step_id = newId('step_');
  const call_id = newId('call_');
  await store.transaction(async () => {
    const run = await store.runs.get(id);
    const thread = run && (await store.threads.get(run.thread_id));
    if (run === undefined || thread === undefined) return;
    const call = { name: NAME_THREAD, arguments: '{}', output: said.title };
    const step: RunStep = {
      id: step_id,
      object: 'thread.run.step',
      created_at,
      assistant_id: run.assistant_id,
      thread_id: run.thread_id,
      run_id: run.id,
      type: 'tool_calls',
      status: 'completed',
      step_details: { type: 'tool_calls', tool_calls: [{ id: call_id, type: 'function', function: call }] },
      last_error: null,
      expired_at: null,
      cancelled_at: null,
      failed_at: null,
      completed_at: Math.floor(clock.now() / 1000),
      metadata: null,
      usage: said.used,
      local: { order: nextOrder(run.local.order) },
    };
    const used = addUsage(run.local.used, said.used);
    const local = { ...run.local, used, ...(said.estimated ? { usage_estimated: true as const } : {}) };
    await store.run_steps.put(step);
    await store.runs.put({ ...run, usage: addUsage(run.usage ?? NO_USAGE, said.used), local });
    if (said.title !== '' && thread.local.title_by === 'answer')
      await store.threads.putTitled(titled(thread, said.title, 'model'));
  });
}
