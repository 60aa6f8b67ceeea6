import { createClient } from '../client.ts';
import type { OpenConnection } from '../connection.ts';
import { isError } from '../failures/is-error.ts';
import { guardFetch } from '../guarded-fetch.ts';
import { refusalInside } from '../server-refusal.ts';
import type { Surroundings } from '../surroundings.ts';
import type { ResponsesBody } from './wire.ts';

/** The events of one request. Iterating sends it. */
export type EventSource = {
  readonly events: AsyncIterable<unknown>;
  /** Whether the server said that this was all: `[DONE]`, or one whole response. */
  sawDone(): boolean;
};

export type Poll = {
  readonly response: unknown;
  /** Milliseconds that the server asks to be left alone (`openai-poll-after-ms`); null when it does not say. */
  readonly poll_after: number | null;
};

export type Requests = ReturnType<typeof createRequests>;

/** A response object is short or long in coming only while it is written, and nobody waits for a model here. Milliseconds. */
const POLL_IDLE = { first_byte: 30_000, between: 30_000, after_finish: 3_000 };

/** The four requests of the Responses API that a backend makes. Each is sent once. */
export function createRequests(connection: OpenConnection, surroundings: Surroundings) {
  function source(path: string, send: (fetchNow: typeof fetch) => PromiseLike<AsyncIterable<unknown>>): EventSource {
    const guard = guardFetch(connection, { ...surroundings, answer: 'events' });
    async function* events(): AsyncGenerator<unknown> {
      for await (const event of await send(guard.fetch)) {
        if (isError(event)) throw refusalInside(event, connection.base_url + path);
        yield event;
      }
    }
    return { events: events(), sawDone: guard.sawDone };
  }

  function control() {
    const guard = guardFetch(connection, { idle: POLL_IDLE, ...surroundings, answer: 'json' });
    return createClient(connection, { fetch: guard.fetch });
  }

  return {
    create: (body: ResponsesBody, signal: AbortSignal): EventSource =>
      source('/responses', (fetchNow) =>
        createClient(connection, { fetch: fetchNow }).post<AsyncIterable<unknown>>('/responses', {
          body,
          stream: true,
          signal,
        }),
      ),

    /** The events behind number `cursor`, those to come included. */
    follow: (id: string, cursor: number, signal: AbortSignal): EventSource =>
      source(pathOf(id), (fetchNow) =>
        createClient(connection, { fetch: fetchNow }).get<AsyncIterable<unknown>>(pathOf(id), {
          query: { stream: true, starting_after: cursor },
          stream: true,
          signal,
        }),
      ),

    async poll(id: string, signal?: AbortSignal): Promise<Poll> {
      const { data, response } = await control()
        .get<unknown>(pathOf(id), signal === undefined ? {} : { signal })
        .withResponse();
      const poll_after = Number.parseFloat(response.headers.get('openai-poll-after-ms') ?? '');
      return { response: data, poll_after: poll_after >= 0 ? poll_after : null };
    },

    /** Only for a response in the background; the others end with their request. */
    async cancel(id: string): Promise<void> {
      await control().post(`${pathOf(id)}/cancel`);
    },
  };
}

function pathOf(id: string): string {
  return `/responses/${encodeURIComponent(id)}`;
}
