import type { Backend, ModelRequest, StreamPart } from '../../assistants/ports.ts';
import { type ChatBody, createClient } from '../client.ts';
import type { OpenConnection } from '../connection.ts';
import { isError } from '../failures/is-error.ts';
import { type Guard, guardFetch } from '../guarded-fetch.ts';
import { mapOpenAIError, ownFailure } from '../map-openai-error.ts';
import { refusalInside, ServerRefusal } from '../server-refusal.ts';
import { serviceOf } from '../services.ts';
import type { Surroundings } from '../surroundings.ts';
import { type ChunkReader, createChunkReader } from './chunk-reader.ts';
import { type Dialect, learn, newDialect } from './dialect.ts';
import { toRequest, type WireRequest } from './wire.ts';

/**
 * Any OpenAI-compatible server. A completion lives in its one request and cannot be taken up again. What the server does
 * not take is learned from its refusals and kept as long as the backend.
 */
export function createChatCompletionsBackend(connection: OpenConnection, surroundings: Surroundings): Backend {
  let dialect = newDialect(serviceOf(connection.service).limit_field);

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<StreamPart> {
    while (!signal.aborted) {
      const body = toRequest(request, dialect);
      const attempt = createAttempt(connection, surroundings);
      try {
        yield* attempt.stream(body, signal);
        return;
      } catch (thrown) {
        const { reader } = attempt;
        const error = await mapOpenAIError(thrown, { ...surroundings, connection, started: reader.started });
        if (signal.aborted) return;
        // The answer is whole; what happened behind it is of no interest.
        if (reader.finished) return yield* reader.end({ saw_done: true });
        const learned = error.kind === 'request-refused' ? learnFrom(thrown, dialect, body) : null;
        if (learned === null) return yield { type: 'error', error };
        dialect = learned;
      }
    }
  }

  return { stream };
}

/** A refusal has done nothing yet, so the request may be sent again. One inside a stream may have cost something. */
function learnFrom(thrown: unknown, dialect: Dialect, body: WireRequest): Dialect | null {
  const refusal = ownFailure(thrown);
  if (!(refusal instanceof ServerRefusal) || (refusal.status !== 400 && refusal.status !== 422)) return null;
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
