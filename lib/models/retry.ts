import type { AppError } from '../errors.ts';

/** What a server answered instead of a model's answer, before a word of one had come. */
export type Refused = {
  /** The HTTP status; 200 for an error inside a stream. */
  readonly status: number;
  /** `code` and `type` as the server gave them. */
  readonly label: string;
  readonly error: AppError;
  /** Seconds the server asked to be left alone; null when it did not say. */
  readonly retry_after: number | null;
  /** The server's own advice (`x-should-retry: false`). */
  readonly hopeless: boolean;
};

const MOST_REQUESTS = 3;
/** A rate limit that names its end, and a model that is being loaded, which takes up to a minute, are waited for more often. */
const MOST_PATIENT_REQUESTS = 10;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8_000;

/** Other kinds name what has to change first: the money, the key, the model, the length. */
const PASSING: ReadonlySet<AppError['kind']> = new Set([
  'rate-limited',
  'server-failed',
  'request-refused',
  'model-loading',
]);

/** The model wrote a function call that its server could not read (Groq). The next one often can be. */
const BROKEN_CALL = /\btool_use_failed\b/;

/**
 * Milliseconds to wait before the request is made again, or null when the failure is final. `made` counts the requests so far,
 * from 1; `chance` is a number from 0 to 1 that spreads the pauses of many clients.
 *
 * Asked again: 408, 409, 429 and 5xx, never sooner than `Retry-After` says, however long that is. Never: anything about money,
 * and errors inside a stream, which may have cost something. A connection that failed without an answer is no case of this
 * function: a browser tells a refused connection, which is safe to try again, from one that broke after the request had arrived
 * by nothing, and a second POST could be answered and paid for twice.
 */
export function pauseBeforeRetry(refused: Refused, made: number, chance: number): number | null {
  const { status, label, error, retry_after, hopeless } = refused;
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (made - 1)) * (1 - chance / 4);
  if (hopeless || !PASSING.has(error.kind)) return null;
  if (BROKEN_CALL.test(label)) return made === 1 ? pause : null;
  if (![408, 409, 429].includes(status) && status < 500) return null;
  const isPatient = (status === 429 && retry_after !== null) || error.kind === 'model-loading';
  if (made >= (isPatient ? MOST_PATIENT_REQUESTS : MOST_REQUESTS)) return null;
  const told = (retry_after ?? 0) * 1_000;
  // Further away than a date can say.
  return told > Number.MAX_SAFE_INTEGER / 2 ? null : Math.max(pause, told);
}
