import { createClient } from '../client.ts';
import type { OpenConnection } from '../connection.ts';
import { isError } from '../failures/is-error.ts';
import { type Guard, guardFetch } from '../guarded-fetch.ts';
import { recordOf, stringOf } from '../json.ts';
import { refusalInside } from '../server-refusal.ts';
import type { Surroundings } from '../surroundings.ts';

/** An answer in one piece. `poll_after`: milliseconds the server wants to be left alone for; null when it does not say. */
export type Answer = { readonly value: unknown; readonly poll_after: number | null };

/** The data of a stream's events. `expectEnd` is to be called when the last one that counts has come. */
export type EventSource = { readonly events: AsyncIterable<unknown>; readonly expectEnd: () => void };

/** The requests that an Assistants server takes. What fails is thrown as the guarded fetch throws it, an `error` event too. */
export type RunServer = {
  get(path: string, signal?: AbortSignal): Promise<Answer>;
  post(path: string, body: object | undefined, signal?: AbortSignal): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  stream(path: string, body: object, signal: AbortSignal): EventSource;
};

const HEADERS = { 'OpenAI-Beta': 'assistants=v2' };

/** How a run is doing needs no thinking. Milliseconds. */
const LOOK_IDLE = { first_byte: 30_000, between: 15_000, after_finish: 3_000 };

export function createRunServer(connection: OpenConnection, surroundings: Surroundings): RunServer {
  const client = ({ fetch }: Guard) => createClient(connection, { fetch });

  async function once(method: 'get' | 'post' | 'delete', path: string, options: object): Promise<Answer> {
    let headers = new Headers();
    const guard = guardFetch(connection, {
      ...(method === 'post' ? {} : { idle: LOOK_IDLE }),
      ...surroundings,
      answer: 'json',
      fetch: async (input, init) => {
        const response = await (surroundings.fetch ?? fetch)(input, init);
        ({ headers } = response);
        return response;
      },
    });
    const value: unknown = await client(guard)[method](path, { ...options, headers: HEADERS });
    if (isError(value)) throw refusalInside(value, connection.base_url + path);
    return { value, poll_after: toMilliseconds(headers.get('openai-poll-after-ms')) };
  }

  return {
    get: (path, signal) => once('get', path, { signal }),
    post: (path, body, signal) => once('post', path, { body, signal }),
    delete: (path) => once('delete', path, {}),
    stream(path, body, signal) {
      const guard = guardFetch(connection, { ...surroundings, answer: 'events' });
      const options = { body: { ...body, stream: true }, stream: true, signal, headers: HEADERS };
      async function* events(): AsyncGenerator<unknown> {
        for await (const data of await client(guard).post<AsyncIterable<unknown>>(path, options)) {
          if (isError(data)) throw refusalInside(data, connection.base_url + path);
          if (isErrorEvent(data)) throw refusalInside({ error: data }, connection.base_url + path);
          yield data;
        }
      }
      return { events: events(), expectEnd: guard.expectEnd };
    },
  };
}

/** As it is published, its fields are at the top: `{code, message, param, type}`. */
function isErrorEvent(data: unknown): boolean {
  const { object, id, message } = recordOf(data);
  return object === undefined && id === undefined && stringOf(message) !== '';
}

function toMilliseconds(header: string | null): number | null {
  const milliseconds = Number(header ?? Number.NaN);
  return Number.isFinite(milliseconds) && milliseconds >= 0 ? milliseconds : null;
}
