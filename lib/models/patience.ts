import type { StreamPart } from '../assistants/ports.ts';
import type { AppError } from '../errors.ts';
import { browserPause } from './browser-pause.ts';
import type { OpenConnection } from './connection.ts';
import { readErrorBody } from './failures/error-body.ts';
import { retryAfter } from './failures/retry-after.ts';
import { isLoopback } from './local-host.ts';
import { pauseBeforeRetry } from './retry.ts';
import { sleepUntil, untilOnline } from './retry-wait.ts';
import { ServerRefusal } from './server-refusal.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Looks before a request and never after one: a network that went away in the middle may have carried it to the server. Then waits
 * for the browser to let requests through to a server that has failed too often.
 */
export async function* untilRequestsGoOut(
  { base_url }: OpenConnection,
  { isOnline, now = Date.now }: Surroundings,
  signal: AbortSignal,
): AsyncGenerator<StreamPart> {
  if (signal.aborted || isLoopback(new URL(base_url).hostname)) return;
  if (!isOnline()) {
    yield { type: 'waiting', until: now(), error: { kind: 'offline' } };
    await untilOnline(isOnline, signal);
  }
  const held = browserPause(base_url, now());
  if (held === null || signal.aborted) return;
  yield { type: 'waiting', until: held.until, error: { kind: 'server-failed', status: held.status, detail: '' } };
  await sleepUntil(held.until, now, signal);
}

/** `made`: requests so far. `now`: unix milliseconds. */
type Moment = { readonly made: number; readonly now: number };

/** Milliseconds until the request is made again; null when what was thrown (`ownFailure`) is final. */
export function pauseAfter(refusal: unknown, error: AppError, { made, now }: Moment): number | null {
  if (!(refusal instanceof ServerRefusal)) return null;
  const { status, headers, body, url } = refusal;
  const refused = {
    status,
    label: readErrorBody(body).label,
    error,
    retry_after: retryAfter(headers, now),
    hopeless: headers.get('x-should-retry') === 'false',
  };
  const pause = pauseBeforeRetry(refused, made, Math.random());
  return pause === null ? null : Math.max(pause, (browserPause(url, now)?.until ?? now) - now);
}
