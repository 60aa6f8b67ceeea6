import { type AppError, AppFailure } from '../../errors.ts';
import { mainPassages } from '../../page/beside-passages.ts';
import type { Context } from '../context.ts';
import type { Usage } from '../objects.ts';
import type { ModelRequest, PageSource, Remote, ResolvedBackend } from '../ports.ts';
import { estimate, MESSAGE_OVERHEAD, tokensOf } from '../prompt/count-tokens.ts';
import { askModel } from '../run/ask-model.ts';
import type { OpenRun } from '../run/open-run.ts';
import type { RunEvent } from '../run/run-events.ts';
import { NOTES_SHARE } from './notes-message.ts';
import { callOf, notesSoFar, type PartNotes, shortened } from './part-notes.ts';
import { partRequest } from './part-request.ts';
import { type Part, partsOf } from './parts.ts';

/** More requests than this for one summary nobody waits for or wants to pay; fewer where the notes on so many would not fit. */
const MOST_PARTS = 40;
/** Tokens of notes on one part: fewer say nothing, more are no notes. */
const FEWEST_NOTE_TOKENS = 120;
const MOST_NOTE_TOKENS = 700;
/** The rules beside a part and what stands around its passages leave this share of the room. */
const PART_SHARE = 0.85;

export type LongPage = {
  /** The page, with those of its passages that would fit. */
  readonly source: PageSource;
  /** Tokens that pages may take of one prompt, as we estimate them. */
  readonly room: number;
  /** The request that cannot hold it. */
  readonly request: ModelRequest;
};

type Reading = { readonly resolved: ResolvedBackend; readonly apply: (event: RunEvent) => Promise<void> };

/**
 * Reads a page that does not fit into one prompt part by part, and gives the notes on all of them. Each part is a request of
 * its own and a run step as soon as it is noted, so that a later worker goes on behind it. Throws AppFailure where a part fails;
 * ends early when the run does.
 */
export async function readInParts(
  context: Context,
  open: OpenRun,
  page: LongPage,
  { resolved, apply }: Reading,
): Promise<readonly PartNotes[]> {
  const notes = await notesSoFar(context.store, open.run.id, page.source);
  const parts = planParts(page, notes);
  const of = notes.length + parts.length;
  const note_tokens = noteTokens(page.room, of);
  for (const part of parts) {
    await apply({ type: 'reading', read: notes.length, of });
    if (open.abort.signal.aborted) break;
    const request = await partRequest(context, page.request, part, note_tokens);
    const noted = { part, notes: shortened(await answerTo(context, open, request, { resolved, apply }), note_tokens) };
    if (open.abort.signal.aborted) break;
    notes.push(noted);
    await apply({ type: 'hosted-call', call: callOf(context.newId('call_'), noted), status: 'completed' });
  }
  await apply({ type: 'reading', read: of, of });
  return notes;
}

/** What is left behind the parts that have been noted. */
function planParts({ source, room }: LongPage, noted: readonly PartNotes[]): Part[] {
  const before = noted.reduce((count, { part }) => count + part.passages.length, 0);
  const rest = mainPassages(source.snapshot.passages).slice(before);
  const most = Math.min(MOST_PARTS, Math.floor((room * NOTES_SHARE) / FEWEST_NOTE_TOKENS));
  const cut = partsOf(rest, room * PART_SHARE).slice(0, Math.max(0, most - noted.length));
  const of = noted.length + cut.length;
  return cut.map((passages, index) => ({ ...source, passages, number: noted.length + index + 1, of }));
}

function noteTokens(room: number, parts: number): number {
  const each = Math.floor((room * NOTES_SHARE) / parts);
  return Math.min(MOST_NOTE_TOKENS, Math.max(FEWEST_NOTE_TOKENS, each));
}

/** All that the model says to a request. What it used is counted as the run's. */
async function answerTo(
  context: Context,
  open: OpenRun,
  request: ModelRequest,
  { resolved, apply }: Reading,
): Promise<string> {
  const { signal } = open.abort;
  let said = '';
  let usage: Usage | null = null;
  let remote: Remote | null = null;
  let failure: AppError | null = null;
  let waits = false;
  for await (const part of askModel(context, open, resolved, request)) {
    if (waits) await apply({ type: 'wait-end' });
    waits = part.type === 'waiting';
    if (part.type === 'text-delta') said += part.delta;
    else if (part.type === 'usage') usage = part.usage;
    else if (part.type === 'remote') remote = part.remote;
    else if (part.type === 'waiting') await apply({ ...part, type: 'request-wait' });
    else if (part.type === 'error') failure = part.error;
  }
  if (signal.aborted && remote !== null) await resolved.backend.abandon?.(remote);
  if (said !== '' || usage !== null)
    await apply({ type: 'usage', usage: usage ?? estimatedFor(request, said), estimated: usage === null });
  // A part of nothing but links and references has nothing in it that matters.
  if (failure !== null && failure.kind !== 'empty-answer') throw new AppFailure(failure);
  return said;
}

/** What a request has used whose server does not say. */
export function estimatedFor({ messages }: ModelRequest, said: string): Usage {
  const prompt_tokens = tokensOf(messages, estimate) + MESSAGE_OVERHEAD;
  const completion_tokens = estimate(said);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}
