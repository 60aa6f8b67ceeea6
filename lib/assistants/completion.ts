import { type AppError, AppFailure, toAppError } from '../errors.ts';
import { type BuiltRequest, buildRequest } from './build-request.ts';
import type { Context } from './context.ts';
import { estimate, learnTokenRatio } from './count-tokens.ts';
import type { Usage } from './objects.ts';
import type { OpenRun } from './open-run.ts';
import type { ResolvedBackend, StreamPart } from './ports.ts';
import type { RunEvent, RunIncompleteReason } from './run-events.ts';
import type { ToolBox } from './tools/tool-box.ts';

const UNASKED_CALL: AppError = { kind: 'unexpected', detail: 'The model called a function that it was not given.' };

export type CompletionParts = {
  readonly toolBox: ToolBox;
  readonly apply: (event: RunEvent) => Promise<void>;
};

type Ready = Extract<BuiltRequest, { request: unknown }>;

/** One call of the model: the request and all that comes of it, as events. Never throws for what a server does. */
export async function complete(context: Context, open: OpenRun, parts: CompletionParts): Promise<void> {
  const { apply, toolBox } = parts;
  try {
    const resolved = await context.backends.open(open.run.local.connection_id, open.run.model);
    const built = await buildRequest(context, open, resolved, toolBox);
    if ('spent' in built) return await apply({ type: 'budget-end', reason: built.spent });
    open.sources = built.request.sources.map((source) => ({ ...source, passages: source.snapshot.passages }));
    await listen(context, open, { ...parts, resolved, built });
  } catch (thrown) {
    await apply({ type: 'run-fail', error: toAppError(thrown) });
  }
  await apply({ type: 'stream-end' });
}

type Listening = CompletionParts & { readonly resolved: ResolvedBackend; readonly built: Ready };

async function listen(context: Context, open: OpenRun, { apply, toolBox, resolved, built }: Listening): Promise<void> {
  let reported: Usage | null = null;
  let said = '';
  for await (const part of partsOf(open, resolved, built)) {
    switch (part.type) {
      case 'usage':
        reported = part.usage;
        break;
      case 'remote':
        await apply(part);
        break;
      case 'waiting':
        await apply({ ...part, type: 'request-wait' });
        break;
      case 'finish': {
        const usage = reported ?? estimatedUsage(built, said);
        await apply({ type: 'usage', usage, estimated: reported === null });
        if (reported !== null) await learn(context, resolved, built, reported);
        await apply({ type: 'completion-end', reason: part.reason, exceeded: exceeded(open) });
        break;
      }
      case 'error':
        if (reported !== null) await apply({ type: 'usage', usage: reported, estimated: false });
        await apply({ type: 'run-fail', error: part.error });
        break;
      default:
        said += wordsOf(part);
        await hear(part, toolBox, apply);
    }
  }
}

/** An answer that goes on at its server is taken up there; one that cannot be is never asked for again. */
function partsOf(open: OpenRun, { backend }: ResolvedBackend, { request }: Ready): AsyncIterable<StreamPart> {
  const remote = open.resumes;
  open.resumes = null;
  if (remote === null) return backend.stream(request, open.abort.signal);
  if (backend.resume === undefined) throw new AppFailure({ kind: 'interrupted' });
  return backend.resume(remote, open.abort.signal);
}

type Delta = Extract<StreamPart, { type: 'text-delta' | 'reasoning-delta' | 'tool-call-delta' }>;

async function hear(part: Delta, toolBox: ToolBox, apply: CompletionParts['apply']): Promise<void> {
  if (part.type === 'text-delta') await apply(part);
  if (part.type !== 'tool-call-delta') return;
  // Nobody could answer it, and the run would wait for ever.
  if (toolBox.tools.length === 0) throw new AppFailure(UNASKED_CALL);
  await apply({ ...part, type: 'call-delta', ...toolBox.roleOf(part.name) });
}

function wordsOf(part: Delta): string {
  return part.type === 'tool-call-delta' ? part.arguments_delta : part.delta;
}

function estimatedUsage({ estimated_tokens }: Ready, said: string): Usage {
  const completion_tokens = estimate(said);
  return { prompt_tokens: estimated_tokens, completion_tokens, total_tokens: estimated_tokens + completion_tokens };
}

/** What is learned makes later prompts fit better; this answer does not hang on it. */
async function learn({ store }: Context, resolved: ResolvedBackend, built: Ready, usage: Usage): Promise<void> {
  const prompt = { estimated_tokens: built.estimated_tokens, prompt_tokens: usage.prompt_tokens };
  await learnTokenRatio(store, resolved, prompt).catch(() => undefined);
}

/** "If the run exceeds the number of tokens specified, the run will end with status incomplete." Our own estimates decide nothing. */
function exceeded({ run, used }: OpenRun): RunIncompleteReason | null {
  if (run.local.usage_estimated) return null;
  if (used.completion_tokens > (run.max_completion_tokens ?? Number.POSITIVE_INFINITY)) return 'max_completion_tokens';
  return used.prompt_tokens > (run.max_prompt_tokens ?? Number.POSITIVE_INFINITY) ? 'max_prompt_tokens' : null;
}
