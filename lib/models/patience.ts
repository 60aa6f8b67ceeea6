import type { StreamPart } from '../assistants/ports.ts';
import type { AppError } from '../errors.ts';
import type { OpenConnection } from './connection.ts';
import { readErrorBody } from './failures/error-body.ts';
import { retryAfter } from './failures/retry-after.ts';
import { isLoopback } from './local-host.ts';
import { pauseBeforeRetry } from './retry.ts';
import { untilOnline } from './retry-wait.ts';
import { ServerRefusal } from './server-refusal.ts';
import type { Surroundings } from './surroundings.ts';

/** Looks before a request and never after one: a network that went away in the middle may have carried it to the server. */
export async function* untilThereIsANetwork(
  { base_url }: OpenConnection,
  { isOnline, now = Date.now }: Surroundings,
  signal: AbortSignal,
): AsyncGenerator<StreamPart> {
  if (signal.aborted || isOnline() || isLoopback(new URL(base_url).hostname)) return;
  yield { type: 'waiting', until: now(), error: { kind: 'offline' } };
  await untilOnline(isOnline, signal);
}

/** `made`: requests so far. `now`: unix milliseconds. */
type Moment = { readonly made: number; readonly now: number };

/** Milliseconds until the request is made again; null when what was thrown (`ownFailure`) is final. */
export function pauseAfter(refusal: unknown, error: AppError, { made, now }: Moment): number | null {
  if (!(refusal instanceof ServerRefusal)) return null;
  const { status, headers, body } = refusal;
  const refused = {
    status,
    label: readErrorBody(body).label,
    error,
    retry_after: retryAfter(headers, now),
    hopeless: headers.get('x-should-retry') === 'false',
  };
  return pauseBeforeRetry(refused, made, Math.random());
}
