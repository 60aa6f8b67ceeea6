import type { Backend, HeardRemote, ModelRequest, Remote, StreamPart } from '../../assistants/ports.ts';
import type { AppError } from '../../errors.ts';
import type { Memory } from '../capabilities.ts';
import type { OpenConnection } from '../connection.ts';
import { refusalError } from '../failures/refusal-error.ts';
import { bounded } from '../guard/bounded.ts';
import { failsAtImages, IMAGES, leftOut, withoutRefusedImages } from '../images.ts';
import { recordOf, stringOf } from '../json.ts';
import { mapOpenAIError, ownFailure } from '../map-openai-error.ts';
import { pauseAfter, untilRequestsGoOut } from '../patience.ts';
import { sleepUntil } from '../retry-wait.ts';
import { ServerRefusal } from '../server-refusal.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Dialect, learn, NEW_DIALECT } from './dialect.ts';
import { EventReader } from './event-reader.ts';
import type { Wait } from './go-on.ts';
import { type Hearing, hearDirectly, hearRemote } from './hear.ts';
import { offersOf } from './hosted-tools.ts';
import { leave } from './leave.ts';
import { createRequests } from './requests.ts';
import { statusOfFailure } from './response.ts';
import { type ResponsesBody, toRequest } from './wire.ts';

export type ResponsesOptions = {
  /** Where what the server refuses is kept; by default it is known as long as the backend lives. */
  readonly memory?: Memory;
  /** Waits for a network, and makes requests again as retry.ts says. By default every failure ends the answer at once. */
  readonly patient?: boolean;
  readonly wait?: Wait;
};

/**
 * The Responses API, of OpenAI and of servers that speak it. Stateless, with the whole prompt in each request; a connection
 * with `background` has its answers stored at the server instead, where they go on without us and are taken up again.
 */
export function createResponsesBackend(
  connection: OpenConnection,
  surroundings: Surroundings,
  { memory, patient = false, wait: waiting }: ResponsesOptions = {},
): Backend {
  const { now = Date.now } = surroundings;
  const wait: Wait = waiting ?? ((milliseconds, signal) => sleepUntil(now() + milliseconds, now, signal));
  const requests = createRequests(connection, surroundings);
  let known: Dialect | null = null;

  function hearing(signal: AbortSignal, reader: EventReader, body: ResponsesBody | null): Hearing {
    const failure = (thrown: unknown) =>
      mapOpenAIError(thrown, { ...surroundings, connection, started: reader.started, operation: 'responses' });
    return { reader, requests, body, signal, wait, now, failure };
  }

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<StreamPart> {
    known ??= (await memory?.recall()) ?? NEW_DIALECT;
    let dialect = known;
    let asked = request;
    for (let made = 1; ; ) {
      if (patient) yield* untilRequestsGoOut(connection, surroundings, signal);
      if (signal.aborted) return;
      const isRemote = connection.background === true && !dialect.omit.has('background');
      const body = toRequest(asked, dialect, isRemote, offersOf(connection, request));
      const first = asked !== request || dialect.omit.has(IMAGES) ? leftOut(request) : [];
      const task = hearing(signal, newReader(connection, { remote: isRemote, now }), body);
      try {
        for await (const part of isRemote ? hearRemote(task) : hearDirectly(task, body)) {
          await remember(dialect);
          yield* first.splice(0);
          yield part;
        }
        return;
      } catch (thrown) {
        if (signal.aborted) return;
        const refusal = ownFailure(thrown);
        const error = storeError(refusal, connection, now()) ?? pageError(await task.failure(thrown), task, connection);
        const learned = learnFrom(refusal, error, { dialect, body });
        dialect = learned ?? dialect;
        const words = learned === null ? withoutRefusedImages(asked, refusal, error) : null;
        asked = words ?? asked;
        if (learned !== null || words !== null) continue;
        const pause = patient && !task.reader.started ? pauseAfter(refusal, error, { made, now: now() }) : null;
        if (pause === null) return yield { type: 'error', error };
        yield { type: 'waiting', until: now() + pause, error };
        await wait(pause, signal);
        made += 1;
      }
    }
  }

  /** Kept once the server has answered to it: a refusal that stays has taught nothing. */
  async function remember(dialect: Dialect): Promise<void> {
    if (dialect === known) return;
    known = dialect;
    if (memory !== undefined) await memory.keep({ ...(await memory.recall()), ...dialect });
  }

  return {
    stream: (request, signal) => bounded(stream(request, signal)),
    resume: (remote: HeardRemote, signal) =>
      bounded(hearRemote(hearing(signal, newReader(connection, { remote: true, now, heard: remote }), null))),
    abandon: ({ id }: Remote) => leave(id, { begun: false, requests, wait }),
  };
}

type ReaderParts = { readonly remote: boolean; readonly now: () => number; readonly heard?: HeardRemote };

function newReader(connection: OpenConnection, { remote, now, heard }: ReaderParts): EventReader {
  return new EventReader({
    host: new URL(connection.base_url).host,
    newCallId: () => `call_${crypto.randomUUID()}`,
    failure: (error) => refusalError(asRefusal(error, connection), connection, now()),
    remote,
    heard: heard ?? null,
  });
}

/** A vector store that is not there: its id was typed by the user. As any other 404 it would mean that the address is wrong. */
function storeError(refusal: unknown, connection: OpenConnection, now: number): AppError | null {
  if (!(refusal instanceof ServerRefusal) || refusal.status !== 404) return null;
  if (connection.hosted_tools?.vector_store_ids === undefined || !/vector[ _]?store/i.test(refusal.body)) return null;
  const { headers, body, url } = refusal;
  return refusalError(new ServerRefusal({ status: 400, headers, body, url }), connection, now);
}

/** A page instead of an answer that has not begun: most servers speak Chat Completions alone, and show a page for other paths. */
function pageError(error: AppError, { reader }: Hearing, { base_url }: OpenConnection): AppError {
  const isNothing = error.kind === 'not-an-api' && !reader.started && reader.id === '';
  return isNothing ? { kind: 'wrong-address', url: `${base_url}/responses` } : error;
}

type Tried = { readonly dialect: Dialect; readonly body: ResponsesBody };

/** A refusal has done nothing yet, so the request may be sent again. One inside a stream may have cost something. */
function learnFrom(refusal: unknown, error: AppError, { dialect, body }: Tried): Dialect | null {
  if (!(refusal instanceof ServerRefusal)) return null;
  if (failsAtImages(refusal)) return learn(dialect, body, refusal.body);
  if (![400, 422].includes(refusal.status)) return null;
  return error.kind === 'request-refused' ? learn(dialect, body, refusal.body) : null;
}

/** The `error` of a failed response, with the HTTP status that it would have had as a refusal. */
function asRefusal(error: unknown, { base_url }: OpenConnection): ServerRefusal {
  const status = statusOfFailure(stringOf(recordOf(error)['code']));
  const url = `${base_url}/responses`;
  return new ServerRefusal({ status, headers: new Headers(), url, body: JSON.stringify({ error }) });
}
