import type { Backend, ModelRequest, StreamPart } from '../../assistants/ports.ts';
import type { AppError } from '../../errors.ts';
import type { Memory } from '../capabilities.ts';
import { type ChatBody, createClient } from '../client.ts';
import type { OpenConnection } from '../connection.ts';
import { isError } from '../failures/is-error.ts';
import { bounded } from '../guard/bounded.ts';
import { type Guard, guardFetch } from '../guarded-fetch.ts';
import { failsAtImages, IMAGES, leftOut, withoutRefusedImages } from '../images.ts';
import { mapOpenAIError, ownFailure } from '../map-openai-error.ts';
import { pauseAfter, untilRequestsGoOut } from '../patience.ts';
import { sleepUntil } from '../retry-wait.ts';
import { refusalInside, ServerRefusal } from '../server-refusal.ts';
import { serviceOf } from '../services.ts';
import type { Surroundings } from '../surroundings.ts';
import { type ChunkReader, createChunkReader } from './chunk-reader.ts';
import { type Dialect, learn, newDialect } from './dialect.ts';
import { toRequest, type WireRequest } from './wire.ts';

export type ChatOptions = {
  /** Where what the server refuses is kept; by default it is known as long as the backend lives. */
  readonly memory?: Memory;
  /** Waits for a network, and makes requests again as retry.ts says. By default every failure ends the answer at once. */
  readonly patient?: boolean;
};

/** Any OpenAI-compatible server. A completion lives in its one request and cannot be taken up again. */
export function createChatCompletionsBackend(
  connection: OpenConnection,
  surroundings: Surroundings,
  { memory, patient = false }: ChatOptions = {},
): Backend {
  const now = surroundings.now ?? Date.now;
  const { limit_field, quirks } = serviceOf(connection.service);
  let known: Dialect | null = null;

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<StreamPart> {
    known ??= (await memory?.recall()) ?? newDialect(limit_field, quirks);
    let dialect = known;
    let asked = request;
    for (let made = 1; ; ) {
      if (patient) yield* untilRequestsGoOut(connection, surroundings, signal);
      if (signal.aborted) return;
      const body = toRequest(asked, dialect);
      const attempt = createAttempt(connection, surroundings);
      const first = asked !== request || dialect.omit.has(IMAGES) ? leftOut(request) : [];
      try {
        for await (const part of attempt.stream(body, signal)) {
          await remember(dialect);
          yield* first.splice(0);
          yield part;
        }
        return;
      } catch (thrown) {
        const { reader } = attempt;
        const error = await mapOpenAIError(thrown, { ...surroundings, connection, started: reader.started });
        if (signal.aborted) return;
        // The answer is whole; what happened behind it is of no interest.
        if (reader.finished) return yield* reader.end({ saw_done: true });
        const refusal = ownFailure(thrown);
        const learned = learnFrom(refusal, error, { dialect, body });
        dialect = learned ?? dialect;
        const words = learned === null ? withoutRefusedImages(asked, refusal, error) : null;
        asked = words ?? asked;
        if (learned !== null || words !== null) continue;
        const pause = patient && !reader.started ? pauseAfter(refusal, error, { made, now: now() }) : null;
        if (pause === null) return yield { type: 'error', error };
        const until = now() + pause;
        yield { type: 'waiting', until, error };
        await sleepUntil(until, now, signal);
        made += 1;
      }
    }
  }

  /** Kept once the server has answered to it: a refusal that stays has taught nothing. */
  async function remember(dialect: Dialect): Promise<void> {
    if (dialect === known) return;
    known = dialect;
    await memory?.keep(dialect);
  }

  return { stream: (request, signal) => bounded(stream(request, signal)) };
}

type Tried = { readonly dialect: Dialect; readonly body: WireRequest };

/**
 * A refusal has done nothing yet, so the request may be sent again. One inside a stream may have cost something. Templates of
 * local servers fail with 500 on what they do not know.
 */
function learnFrom(refusal: unknown, error: AppError, { dialect, body }: Tried): Dialect | null {
  if (!(refusal instanceof ServerRefusal)) return null;
  if (failsAtImages(refusal)) return learn(dialect, body, refusal.body);
  if (![400, 422, 500].includes(refusal.status)) return null;
  if (error.kind !== 'request-refused' && error.kind !== 'server-failed') return null;
  return learn(dialect, body, refusal.body);
}

type Attempt = {
  readonly reader: ChunkReader;
  stream(body: WireRequest, signal: AbortSignal): AsyncGenerator<StreamPart>;
};

function createAttempt(connection: OpenConnection, surroundings: Surroundings): Attempt {
  const { host } = new URL(connection.base_url);
  const guard: Guard = guardFetch(connection, { ...surroundings, answer: 'events' });
  const reader = createChunkReader({ host, newCallId: () => `call_${crypto.randomUUID()}` });

  async function* stream(body: WireRequest, signal: AbortSignal): AsyncGenerator<StreamPart> {
    const client = createClient(connection, { fetch: guard.fetch });
    for await (const chunk of await client.chat.completions.create(body as ChatBody, { signal })) {
      if (signal.aborted) return;
      if (isError(chunk)) throw refusalInside(chunk, `${connection.base_url}/chat/completions`);
      yield* reader.read(chunk);
      if (reader.finished) guard.expectEnd();
    }
    // The openai package ends its loop without a word when the request is aborted.
    if (!signal.aborted) yield* reader.end({ saw_done: guard.sawDone() });
  }

  return { reader, stream };
}
