import { type AppError, AppFailure, toAppError } from '../../errors.ts';
import { holdsMain } from '../../page/beside-passages.ts';
import { passageTokens } from '../../search/passage-tokens.ts';
import { isSummaryWish } from '../../search/summary-wishes.ts';
import type { Context } from '../context.ts';
import type { Run, Usage } from '../objects.ts';
import type { FinishReason, PageSource, ResolvedBackend, StreamPart } from '../ports.ts';
import { type BuiltRequest, buildRequest } from '../prompt/build-request.ts';
import { estimate, learnTokenRatio } from '../prompt/count-tokens.ts';
import { pageLimit } from '../prompt/page-limit.ts';
import { notesSoFar } from '../reading/part-notes.ts';
import { type LongPage, readInParts } from '../reading/read-in-parts.ts';
import type { ToolBox } from '../tools/tool-box.ts';
import { askModel } from './ask-model.ts';
import type { OpenRun } from './open-run.ts';
import type { RunEvent, RunIncompleteReason } from './run-events.ts';

const UNASKED_CALL: AppError = { kind: 'unexpected', detail: 'The model called a function that it was not given.' };

export type CompletionParts = {
  readonly toolBox: ToolBox;
  readonly apply: (event: RunEvent) => Promise<void>;
};

type Ready = Extract<BuiltRequest, { request: unknown }>;

/** One call of the model: the request and all that comes of it, as events. Never throws for what a server does. */
export async function complete(context: Context, open: OpenRun, parts: CompletionParts): Promise<void> {
  const { apply } = parts;
  try {
    const resolved = await context.backends.open(open.run.local.connection_id, open.run.model);
    // It waited for its key, which is here now.
    if (open.resumes !== null && open.run.local.waiting !== undefined) await apply({ type: 'wait-end' });
    const built = await requestFor(context, open, { ...parts, resolved });
    if ('spent' in built) return await apply({ type: 'budget-end', reason: built.spent });
    // A message that is taken up was given what its row says.
    if (open.message === null) open.sources = built.request.sources.map(readSource);
    if (!open.abort.signal.aborted) await listen(context, open, { ...parts, resolved, built });
    else if (open.resumes !== null) void resolved.backend.abandon?.(open.resumes).catch(() => undefined);
  } catch (thrown) {
    const error = toAppError(thrown);
    // The answer goes on at its server without us: it is heard to its end once somebody has unlocked the keys.
    if (error.kind === 'keys-locked' && open.resumes !== null && open.run.status === 'in_progress')
      return await apply({ type: 'request-wait', until: context.clock.now(), error });
    await apply({ type: 'run-fail', error });
  }
  await apply({ type: 'stream-end' });
}

type Requesting = CompletionParts & { readonly resolved: ResolvedBackend };

/** A page that is to be summarized and does not fit is read in parts first. */
async function requestFor(context: Context, open: OpenRun, requesting: Requesting): Promise<BuiltRequest> {
  const { resolved, toolBox } = requesting;
  const built = await buildRequest(context, open, resolved, toolBox);
  const page = 'spent' in built ? null : longPageOf(open.run, built);
  if (page === null || (await attachesSeveral(context, open.run))) return built;
  // An answer that is taken up was asked for with the notes there are, or without any.
  const notes =
    open.resumes === null
      ? await readInParts(context, open, page, requesting)
      : await notesSoFar(context.store, open.run.id, page.source);
  return buildRequest(context, open, resolved, { ...toolBox, notes });
}

/** Of several pages at once the best passages are read: notes on one of them would take the others' place. */
async function attachesSeveral({ store }: Context, { thread_id }: Run): Promise<boolean> {
  const newest = await store.messages.newestOf(thread_id, 'user');
  return (newest?.attachments ?? []).length > 1;
}

/** Budgets of the run's own are for what its creator asked for, not for our way of reading. */
function longPageOf(run: Run, { request, page_room }: Ready): LongPage | null {
  const { max_prompt_tokens, max_completion_tokens } = run;
  const source = request.sources.at(-1);
  const isSummary = request.task === 'summarize' || isSummaryWish(request.question);
  if (source === undefined || !isSummary || max_prompt_tokens !== null || max_completion_tokens !== null) return null;
  if (Number.isFinite(pageLimit(run))) return null;
  return holdsMain(source.passages, source.snapshot.passages) ? null : { source, room: page_room, request };
}

function readSource({ file_id, first_marker, snapshot, passages }: PageSource): OpenRun['sources'][number] {
  const whole = passages.length === snapshot.passages.length;
  return {
    file_id,
    first_marker,
    title: snapshot.title,
    passages: snapshot.passages,
    tokens: passages.reduce((sum, passage) => sum + passageTokens(passage), 0),
    ...(whole ? {} : { read: passages.map(({ id }) => id) }),
  };
}

type Listening = CompletionParts & { readonly resolved: ResolvedBackend; readonly built: Ready };

async function listen(context: Context, open: OpenRun, listening: Listening): Promise<void> {
  const { apply, resolved, built } = listening;
  // An answer that is taken up has said something already; a completion after calls has not.
  const heard: Heard = { usage: null, words: open.message === null ? '' : open.text, hosted: open.said > 0 };
  try {
    for await (const part of partsOf(context, open, resolved, built)) {
      if (part.type === 'images-left-out') open.imagesLeftOut = true;
      else if (part.type === 'finish') await finish(context, open, { ...listening, heard, reason: part.reason });
      else await hear(part, heard, listening);
    }
  } finally {
    // What a server has told counts, however its stream has ended.
    if (heard.usage !== null) await apply({ type: 'usage', usage: heard.usage, estimated: false });
  }
}

/**
 * What a completion has said. `usage` is null until the server reports it, and again once it is counted. `hosted`: the server has
 * used its own tools, and so read more than the prompt.
 */
type Heard = { usage: Usage | null; words: string; hosted: boolean };

type Finishing = Listening & { readonly heard: Heard; readonly reason: FinishReason };

async function finish({ store }: Context, open: OpenRun, finishing: Finishing): Promise<void> {
  const { apply, built, heard, reason, resolved } = finishing;
  const { usage } = heard;
  heard.usage = null;
  await apply({ type: 'usage', usage: usage ?? estimatedUsage(built, heard.words), estimated: usage === null });
  if (usage !== null && !heard.hosted) {
    const prompt = { estimated_tokens: built.estimated_tokens, prompt_tokens: usage.prompt_tokens };
    // What is learned makes later prompts fit better; this answer does not hang on it.
    await learnTokenRatio(store, resolved, prompt).catch(() => undefined);
  }
  await apply({ type: 'completion-end', reason, exceeded: exceeded(open) });
}

async function hear(
  part: Exclude<StreamPart, { type: 'finish' | 'images-left-out' }>,
  heard: Heard,
  { apply, toolBox }: CompletionParts,
): Promise<void> {
  switch (part.type) {
    case 'usage':
      heard.usage = part.usage;
      return;
    case 'reasoning-delta':
      heard.words += part.delta;
      return;
    case 'text-delta':
      heard.words += part.delta;
      return apply(part);
    case 'tool-call-delta':
      // Nobody could answer it, and the run would wait for ever.
      if (toolBox.tools.length === 0) throw new AppFailure(UNASKED_CALL);
      heard.words += part.arguments_delta;
      return apply({ ...part, type: 'call-delta', ...toolBox.roleOf(part.name) });
    case 'hosted-call':
      heard.hosted = true;
      return apply(part);
    case 'annotation':
    case 'remote':
      return apply(part);
    case 'waiting':
      return apply({ ...part, type: 'request-wait' });
    case 'error':
      if (heard.usage !== null) await apply({ type: 'usage', usage: heard.usage, estimated: false });
      heard.usage = null;
      return apply({ type: 'run-fail', error: part.error });
  }
}

/** An answer that goes on at its server is taken up there; one that cannot be is never asked for again. */
function partsOf(
  context: Context,
  open: OpenRun,
  resolved: ResolvedBackend,
  { request }: Ready,
): AsyncIterable<StreamPart> {
  const { backend } = resolved;
  const remote = open.resumes;
  open.resumes = null;
  if (remote === null) return askModel(context, open, resolved, { ...request, remote: open.previous });
  if (backend.resume === undefined) throw new AppFailure({ kind: 'interrupted' });
  return backend.resume(remote, open.abort.signal);
}

function estimatedUsage({ estimated_tokens }: Ready, said: string): Usage {
  const completion_tokens = estimate(said);
  return { prompt_tokens: estimated_tokens, completion_tokens, total_tokens: estimated_tokens + completion_tokens };
}

/** "If the run exceeds the number of tokens specified, the run will end with status incomplete." Our own estimates decide nothing. */
function exceeded({ run, used }: OpenRun): RunIncompleteReason | null {
  if (run.local.usage_estimated) return null;
  if (used.completion_tokens > (run.max_completion_tokens ?? Number.POSITIVE_INFINITY)) return 'max_completion_tokens';
  return used.prompt_tokens > (run.max_prompt_tokens ?? Number.POSITIVE_INFINITY) ? 'max_prompt_tokens' : null;
}
