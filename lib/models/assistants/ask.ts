import type { StreamPart } from '../../assistants/ports.ts';
import { readErrorBody } from '../failures/error-body.ts';
import { mapOpenAIError, ownFailure } from '../map-openai-error.ts';
import { pauseAfter } from '../patience.ts';
import { ServerRefusal } from '../server-refusal.ts';
import { findRun } from './follow.ts';
import { type Session, see } from './session.ts';

/** Fields without which the answer may differ a little, but is an answer. */
const DISPENSABLE = ['temperature', 'top_p', 'reasoning_effort', 'parallel_tool_calls', 'max_completion_tokens'];

/** All that a request for a run may lack. */
const OMISSIBLE: ReadonlySet<string> = new Set([...DISPENSABLE, 'stream']);

/** What a request for a run leads to: data of the server's, or a pause before it is made again. */
export type Heard =
  | { readonly type: 'data'; readonly data: unknown; readonly expectEnd: () => void }
  | { readonly type: 'parts'; readonly parts: readonly StreamPart[] };

/**
 * Asks for a run, or goes on with one: as a stream where the server can, else for the run alone. A refusal has done nothing,
 * so the request is made again without what was refused, or later. A server that failed may have made the run, and is asked
 * for it first. Ends without data when that has found it.
 */
export async function* ask(session: Session, path: string, body: object): AsyncGenerator<Heard> {
  const { signal } = session;
  const known = await recallRefused(session);
  let refused = known;
  for (let made = 1; !signal.aborted; ) {
    try {
      for await (const heard of attempt(session, path, withoutFields(body, refused), !refused.has('stream'))) {
        await keepRefused(session, refused, known);
        yield heard;
      }
      return;
    } catch (thrown) {
      const refusal = ownFailure(thrown);
      if (signal.aborted || !(refusal instanceof ServerRefusal) || refusal.status === 200) throw thrown;
      const more = refusedBy(refusal, body, refused);
      if (more.length > 0) {
        refused = new Set([...refused, ...more]);
        continue;
      }
      const waiting = await toWait(session, refusal, made);
      if (waiting === null) throw thrown;
      made += 1;
      yield { type: 'parts', parts: [waiting] };
      await session.sleep(waiting.until - session.now(), signal);
      const found = await alreadyMade(session);
      if (found !== null) return yield { type: 'parts', parts: found };
    }
  }
}

/** The disk may hold what another protocol of the connection has learned: that says nothing of a run. */
async function recallRefused({ memory, kept }: Session): Promise<ReadonlySet<string>> {
  const omit = (await kept?.recall())?.omit ?? new Set<string>();
  return new Set([...memory.refused, ...[...omit].filter((field) => OMISSIBLE.has(field))]);
}

/** Called once the server has answered to it: a refusal that stays has taught nothing. `known`: what was refused before. */
async function keepRefused(
  { memory, kept }: Session,
  refused: ReadonlySet<string>,
  known: ReadonlySet<string>,
): Promise<void> {
  if (memory.refused === refused) return;
  memory.refused = refused;
  const learned = [...refused].filter((field) => !known.has(field));
  if (kept === null || learned.length === 0) return;
  const dialect = await kept.recall();
  await kept.keep({ ...dialect, omit: new Set([...dialect.omit, ...learned]) });
}

async function* attempt(session: Session, path: string, body: object, streams: boolean): AsyncGenerator<Heard> {
  const { server, signal } = session;
  if (!streams) {
    const { value } = await server.post(path, body, signal);
    return yield { type: 'data', data: value, expectEnd: () => undefined };
  }
  const { events, expectEnd } = server.stream(path, body, signal);
  for await (const data of events) {
    if (signal.aborted) return;
    yield { type: 'data', data, expectEnd };
  }
}

function withoutFields(body: object, refused: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(body).filter(([field]) => !refused.has(field)));
}

/** The fields that the refusal names and that can be left out; `stream` where it is the stream that seems to be refused. */
function refusedBy({ status, body: said }: ServerRefusal, body: object, before: ReadonlySet<string>): string[] {
  const isAboutBody = status === 400 || status === 422;
  const fields = DISPENSABLE.filter(
    (field) => isAboutBody && field in body && !before.has(field) && new RegExp(`\\b${field}\\b`).test(said),
  );
  if (fields.length > 0 || before.has('stream')) return fields;
  const { message } = readErrorBody(said);
  const says_nothing = /^\W*(bad request|not found)?\W*$/i.test(message) || /<html|page not found/i.test(message);
  const isAboutStream = isAboutBody
    ? /\bstream(s|ing|ed)?\b/i.test(message) || says_nothing
    : status === 405 ||
      status === 406 ||
      status === 501 ||
      (status === 404 && !/\b(thread|run|assistant|model)\b/i.test(message));
  return isAboutStream ? ['stream'] : [];
}

/** The pause before a request is made again; null when what was thrown is final. `made`: requests so far. */
async function toWait(session: Session, thrown: unknown, made: number) {
  const { connection, surroundings, now } = session;
  const error = await mapOpenAIError(thrown, { ...surroundings, connection, started: false });
  const pause = pauseAfter(ownFailure(thrown), error, { made, now: now() });
  return pause === null ? null : ({ type: 'waiting', until: now() + pause, error } as const);
}

/** Does what may be done twice, again and again while its failure may pass. Null when the signal is aborted first. */
export async function* patiently<T>(session: Session, work: () => Promise<T>): AsyncGenerator<StreamPart, T | null> {
  const { signal, sleep, now } = session;
  for (let made = 1; !signal.aborted; made += 1) {
    try {
      return await work();
    } catch (thrown) {
      const waiting = signal.aborted ? null : await toWait(session, thrown, made);
      if (waiting === null) throw thrown;
      yield waiting;
      await sleep(waiting.until - now(), signal);
    }
  }
  return null;
}

/** The parts that tell where the run is, where one was made; null where none is found. */
async function alreadyMade(session: Session): Promise<StreamPart[] | null> {
  const { place, signal } = session;
  if (place === null || place.run_id !== null || signal.aborted) return null;
  const run = await findRun(session, place);
  return run === null ? null : see(session, run);
}
