import { AppFailure } from '../errors.ts';
import { noteStatus } from './browser-pause.ts';
import type { OpenConnection } from './connection.ts';
import { createEventLines, type EventLines } from './guard/event-lines.ts';
import { guardBody } from './guard/guard-body.ts';
import { DEFAULT_IDLE, type Idle, MAX_ERROR_BYTES } from './guard/limits.ts';
import { readText } from './guard/read-text.ts';
import { createWatchdog, type Watchdog } from './guard/watchdog.ts';
import { parseJson } from './json.ts';
import { ServerRefusal } from './server-refusal.ts';

/** Watches over one request to a connection's server. Make a new one for the next. */
export type Guard = {
  readonly fetch: typeof fetch;
  /** Whether the answer came to its own end: `[DONE]`, or a whole JSON answer. */
  sawDone(): boolean;
  /** The model has said why it stopped: wait only `after_finish` for what may follow. */
  expectEnd(): void;
};

export type GuardOptions = {
  /** `events`: an event stream, made from the one JSON answer where a server does not stream. */
  readonly answer: 'events' | 'json';
  readonly idle?: Idle | undefined;
  readonly fetch?: typeof fetch | undefined;
};

/**
 * The only `fetch` a model server is talked to with. It reaches the connection's own origin and no other, sends no cookies
 * and no referrer, follows no redirect, and gives up on servers that fall silent or send too much. Whatever is not an
 * answer is thrown: {@link ServerRefusal} for an error status, AppFailure for the rest.
 */
export function guardFetch(connection: Pick<OpenConnection, 'base_url'>, options: GuardOptions): Guard {
  const { origin, host } = new URL(connection.base_url);
  const idle = options.idle ?? DEFAULT_IDLE;
  const watchdog = createWatchdog();
  let lines: EventLines | null = null;
  let isWhole = false;

  async function guarded(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const url = input instanceof Request ? input.url : String(input);
    if (new URL(url).origin !== origin)
      throw new AppFailure({ kind: 'unexpected', detail: `Refused to send a request to another server than ${host}.` });
    const response = await send(options.fetch ?? fetch, url, init, { idle, watchdog });
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
      throw new AppFailure({ kind: 'redirected', host });

    const { status, headers } = response;
    noteStatus(url, status, Date.now());
    const type = headers.get('content-type') ?? '';
    const isStream = options.answer === 'events' && type.includes('text/event-stream');
    lines = isStream ? createEventLines() : null;
    const guard = { idle, watchdog, lines, signal: init.signal ?? null };
    const body = guardBody(response.body ?? new Blob().stream(), guard);
    if (!response.ok) {
      watchdog.shorten(idle.after_finish);
      throw new ServerRefusal({ status, headers, url, body: await readText(body, MAX_ERROR_BYTES) });
    }
    if (isStream) return new Response(body, { headers });
    const value = type.includes('json') ? parseJson(await new Response(body).text()) : undefined;
    watchdog.stop();
    if (value === undefined) throw new AppFailure({ kind: 'not-an-api', host });
    if (options.answer === 'json') return Response.json(value, { headers });
    isWhole = true;
    return asEvents(value);
  }

  return {
    fetch: guarded,
    sawDone: () => isWhole || lines?.done === true,
    expectEnd: () => watchdog.shorten(idle.after_finish),
  };
}

async function send(
  fetchNow: typeof fetch,
  url: string,
  init: RequestInit,
  { idle, watchdog }: { readonly idle: Idle; readonly watchdog: Watchdog },
): Promise<Response> {
  const signal = init.signal ? AbortSignal.any([init.signal, watchdog.signal]) : watchdog.signal;
  watchdog.arm(idle.first_byte);
  try {
    return await fetchNow(url, {
      ...init,
      // Not `error`: that looks like a server that is down. `manual` neither follows nor forwards the key or the body
      // (checked in Chromium 156, Firefox 153 and Node 24).
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal,
    });
  } catch (thrown) {
    throw watchdog.failure ?? thrown;
  } finally {
    watchdog.disarm();
  }
}

/** One whole completion as the stream it would have been. */
function asEvents(completion: unknown): Response {
  const headers = { 'content-type': 'text/event-stream' };
  return new Response(`data: ${JSON.stringify(completion)}\n\ndata: [DONE]\n\n`, { headers });
}
