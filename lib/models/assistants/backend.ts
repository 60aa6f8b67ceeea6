import type { Backend, ModelRequest, Remote, StreamPart } from '../../assistants/ports.ts';
import { type AppError, AppFailure } from '../../errors.ts';
import type { Memory } from '../capabilities.ts';
import { APIError } from '../client.ts';
import type { OpenConnection } from '../connection.ts';
import { readErrorBody } from '../failures/error-body.ts';
import { plainSentence } from '../failures/plain-sentence.ts';
import { bounded } from '../guard/bounded.ts';
import { leftOut, withoutRefusedImages } from '../images.ts';
import { recordOf, stringOf } from '../json.ts';
import { mapOpenAIError, ownFailure } from '../map-openai-error.ts';
import { untilRequestsGoOut } from '../patience.ts';
import { sleepUntil } from '../retry-wait.ts';
import { ServerRefusal } from '../server-refusal.ts';
import type { Surroundings } from '../surroundings.ts';
import { ask, patiently } from './ask.ts';
import { assistantFor } from './assistant.ts';
import { endingOf, isAskedAgain } from './ending.ts';
import { findRun, follow, newestRun } from './follow.ts';
import { type Place, runPath, threadPath, toPlace } from './place.ts';
import { createRunServer } from './run-server.ts';
import { createServerMemory, type ServerMemory } from './server-memory.ts';
import { createSession, enter, hear, isSettled, type Session, see, type Talk } from './session.ts';
import { toRun, toThread, toToolOutputs } from './wire.ts';

/** How long a run may take to stop. */
const CANCEL_MILLISECONDS = 3_000;

export type AssistantsBackendParts = {
  readonly memory?: ServerMemory;
  /** Where what the server refuses is kept; by default it is known as long as `memory` lives. */
  readonly kept?: Memory;
  readonly sleep?: Talk['sleep'];
};

/**
 * A server that speaks the Assistants protocol. The local thread stays the truth: each completion's prompt is put into a
 * thread of its own there, run, and thrown away when the run has ended; only the outputs of functions go to the run that asked
 * for them. A run goes on without us, so an answer whose stream broke is looked up and never asked for twice.
 */
export function createAssistantsBackend(
  connection: OpenConnection,
  surroundings: Surroundings,
  parts: AssistantsBackendParts = {},
): Required<Pick<Backend, 'stream' | 'resume' | 'abandon'>> {
  const now = surroundings.now ?? Date.now;
  const talk: Talk = {
    server: createRunServer(connection, surroundings),
    connection,
    surroundings,
    memory: parts.memory ?? createServerMemory(),
    kept: parts.kept ?? null,
    now,
    sleep: parts.sleep ?? ((milliseconds, signal) => sleepUntil(now() + milliseconds, now, signal)),
  };

  async function* perform(
    signal: AbortSignal,
    work: (session: Session) => AsyncGenerator<StreamPart>,
  ): AsyncGenerator<StreamPart> {
    const session = createSession(talk, signal);
    try {
      for await (const part of work(session)) {
        if (signal.aborted) return;
        yield part;
      }
    } catch (thrown) {
      const error = await toError(session, thrown);
      if (!signal.aborted) yield { type: 'error', error };
    } finally {
      void clearUp(session);
    }
  }

  return {
    stream: (request, signal) => bounded(perform(signal, (session) => answer(session, request))),
    resume: (remote, signal) => bounded(perform(signal, (session) => takeUp(session, remote))),
    async abandon(remote) {
      const place = toPlace(remote);
      if (place !== null) await giveUp(talk, place);
    },
  };
}

async function* answer(session: Session, request: ModelRequest): AsyncGenerator<StreamPart> {
  const outputs = toToolOutputs(request.messages);
  const before = request.remote ?? null;
  const place = before === null ? null : toPlace(before);
  if (before !== null && place !== null && place.run_id !== null && outputs.length > 0) {
    const answered = outputs.map(({ tool_call_id }) => tool_call_id);
    yield* enter(session, { ...place, from: before.cursor, answered }, before.cursor);
    try {
      return yield* converse(session, `${runPath(place)}/submit_tool_outputs`, { tool_outputs: outputs });
    } catch (thrown) {
      if (session.accepted || !isRefused(thrown)) throw thrown;
      // The run has ended or is forgotten: the whole prompt, which has the outputs in it, is asked anew.
      void giveUp(session, place);
    }
  }
  yield* begin(session, request);
}

function isRefused(thrown: unknown): boolean {
  const refusal = ownFailure(thrown);
  return refusal instanceof ServerRefusal && [400, 404, 409, 410, 422].includes(refusal.status);
}

async function* begin(session: Session, request: ModelRequest): AsyncGenerator<StreamPart> {
  const { signal, memory, connection, surroundings } = session;
  yield* untilRequestsGoOut(connection, surroundings, signal);
  const known = memory.assistants.size;
  const assistant = yield* patiently(session, () => assistantFor(session, request));
  const { thread, asked } = yield* threadFor(session, request);
  if (assistant === null || thread === null) return;
  if (asked !== request) yield* leftOut(request);
  const thread_id = stringOf(recordOf(thread.value)['id']);
  if (thread_id === '') throw new AppFailure({ kind: 'not-an-api', host: new URL(connection.base_url).host });
  yield* enter(session, { thread_id, run_id: null, from: 0, answered: [] }, 0);
  const path = `${threadPath({ thread_id })}/runs`;
  try {
    yield* converse(session, path, toRun(request, assistant));
  } catch (thrown) {
    const isForgotten = !session.accepted && memory.assistants.size === known && isAboutAssistant(thrown);
    if (!isForgotten || assistant.is_users) throw thrown;
    memory.assistants.clear();
    yield* converse(session, path, toRun(request, await assistantFor(session, request)));
  }
}

type Placed = { readonly thread: { readonly value: unknown } | null; readonly asked: ModelRequest };

/** A thread with the prompt in it. Servers of this protocol may take no images, or none but those of the web. */
async function* threadFor(session: Session, request: ModelRequest): AsyncGenerator<StreamPart, Placed> {
  const { server, signal, surroundings, connection } = session;
  const post = ({ messages }: ModelRequest) =>
    patiently(session, () => server.post('/threads', toThread(messages), signal));
  try {
    return { thread: yield* post(request), asked: request };
  } catch (thrown) {
    const error = await mapOpenAIError(thrown, { ...surroundings, connection, started: false, operation: 'threads' });
    const asked = withoutRefusedImages(request, ownFailure(thrown), error);
    if (asked === null) throw thrown;
    return { thread: yield* post(asked), asked };
  }
}

function isAboutAssistant(thrown: unknown): boolean {
  const refusal = ownFailure(thrown);
  return refusal instanceof ServerRefusal && [400, 404].includes(refusal.status) && /assistant/i.test(refusal.body);
}

async function* takeUp(session: Session, remote: Remote): AsyncGenerator<StreamPart> {
  const place = toPlace(remote);
  if (place === null) throw new AppFailure({ kind: 'interrupted' });
  yield* enter(session, place, remote.cursor);
  session.accepted = true;
  if (place.run_id === null) {
    const run = await findRun(session, place);
    if (run === null) throw new AppFailure({ kind: 'interrupted' });
    yield* see(session, run);
  }
  session.run = null;
  yield* conclude(session, 0);
}

/** Asks, listens as long as the server speaks, and sees to the end of the run. */
async function* converse(session: Session, path: string, body: object): AsyncGenerator<StreamPart> {
  try {
    for await (const heard of ask(session, path, body)) {
      yield* heard.type === 'parts' ? heard.parts : hear(session, heard.data);
      if (heard.type === 'data' && isSettled(session.run)) heard.expectEnd();
    }
  } catch (thrown) {
    if (session.signal.aborted) return;
    // What the server says is final. A connection that broke is not: the run may go on.
    if (ownFailure(thrown) instanceof ServerRefusal || isErrorInStream(thrown)) throw thrown;
    const run = await lookAfter(session);
    if (run === null || (session.place !== null && isAskedAgain(run, session.place))) throw thrown;
    yield* see(session, run);
  }
  yield* conclude(session);
}

/** The package's own error for an `error` inside a stream. */
function isErrorInStream(thrown: unknown): boolean {
  return thrown instanceof APIError && ownFailure(thrown) === null && thrown.error !== undefined;
}

/** The run as it is now, if there is one. */
async function lookAfter(session: Session) {
  const { place, run } = session;
  if (place === null) return null;
  if (place.run_id === null) return findRun(session, place);
  return run ?? (await newestRun(session, place).catch(() => null));
}

/** `pause`: milliseconds until the first look at a run that has not settled. */
async function* conclude(session: Session, pause = 500): AsyncGenerator<StreamPart> {
  const { signal } = session;
  if (signal.aborted) return;
  if (session.place?.run_id === null) yield* see(session, await findRun(session, session.place));
  const { place } = session;
  if (place === null || place.run_id === null) throw new AppFailure({ kind: 'cut-off' });
  const heard = isSettled(session.run) ? session.run : null;
  const run = heard ?? (await follow(session, place, pause));
  if (run !== null && !signal.aborted) yield* endingOf(session, place, run, heard === null);
}

async function toError(session: Session, thrown: unknown): Promise<AppError> {
  const { surroundings, connection, accepted, place } = session;
  const error = await mapOpenAIError(thrown, { ...surroundings, connection, started: accepted, operation: 'threads' });
  const refusal = ownFailure(thrown);
  if (error.kind !== 'wrong-address' || place === null || !(refusal instanceof ServerRefusal)) return error;
  // The address was right a moment ago: the thread, the run or the assistant is gone.
  const detail = plainSentence(readErrorBody(refusal.body).message, connection.key);
  return { kind: 'server-failed', status: refusal.status, detail };
}

/** A run that waits for outputs keeps its thread; nothing else is left behind. */
async function clearUp(session: Session): Promise<void> {
  const { place, fate } = session;
  if (place === null || fate === 'kept') return;
  if (fate === 'unfinished') return giveUp(session, place);
  await session.server.delete(threadPath(place)).catch(() => undefined); // It is nobody's loss but a little room.
}

/** Servers without a way to cancel a run answer 404; some need a moment until the thread is free. */
async function giveUp({ server, memory, sleep }: Talk, place: Place): Promise<void> {
  if (memory.left.has(place.thread_id)) return;
  memory.left.add(place.thread_id);
  const run_id = place.run_id ?? (await newestRun({ server }, place).catch(() => null))?.id ?? null;
  if (run_id !== null) await server.post(`${runPath({ ...place, run_id })}/cancel`, undefined).catch(() => undefined);
  const remove = () => server.delete(threadPath(place));
  await remove()
    .catch(() => sleep(CANCEL_MILLISECONDS, new AbortController().signal).then(remove))
    .catch(() => undefined);
}
