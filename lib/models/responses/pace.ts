import { AppFailure } from '../../errors.ts';
import { retryAfter } from '../failures/retry-after.ts';
import { ownFailure } from '../map-openai-error.ts';
import { ServerRefusal } from '../server-refusal.ts';

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** While the server says that it works on the answer. */
const LONGEST_CALM_PAUSE = 5_000;
/** What a server may ask for. */
const SHORTEST_TOLD_PAUSE = 100;
const LONGEST_TOLD_PAUSE = 60_000;

export type PauseReason = {
  /** Attempts in a row that brought nothing new, this one included. */
  readonly quiet: number;
  /** Milliseconds as the server asked; null when it did not. */
  readonly told: number | null;
  /** Whether the server has just said, in a word we know, that the answer is being worked on. */
  readonly calm: boolean;
};

/** Milliseconds until the server is asked for the rest of an answer again. Never zero, whatever it says. */
export function pauseBefore({ quiet, told, calm }: PauseReason): number {
  if (told !== null) return Math.min(LONGEST_TOLD_PAUSE, Math.max(SHORTEST_TOLD_PAUSE, told));
  const longest = calm ? LONGEST_CALM_PAUSE : LONGEST_PAUSE;
  return Math.min(longest, FIRST_PAUSE * 2 ** Math.max(0, quiet - 1));
}

/** What a failure to hear of an answer that goes on elsewhere means. */
export type Verdict =
  | { readonly type: 'again'; readonly told: number | null }
  /** The server does not stream this answer (any more): OpenAI's does for five minutes. */
  | { readonly type: 'only-poll' }
  | { readonly type: 'gone' }
  | { readonly type: 'final' };

const PASSING_FAILURES: ReadonlySet<string> = new Set(['cut-off', 'stalled', 'not-an-api']);
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 409, 425, 429]);
const FORBIDDING_STATUSES: ReadonlySet<number> = new Set([401, 403]);

/** What the network does passes, and so does what a server says of its own state; what it says of us does not. */
export function verdictOn(thrown: unknown, how: 'stream' | 'poll', now: number): Verdict {
  const own = ownFailure(thrown);
  if (own instanceof AppFailure) return PASSING_FAILURES.has(own.error.kind) ? AGAIN : { type: 'final' };
  // An error inside a stream says less than the response itself does when it is asked for.
  if (!(own instanceof ServerRefusal) || own.status === 200) return AGAIN;
  const { status, headers } = own;
  if (FORBIDDING_STATUSES.has(status)) return { type: 'final' };
  if (PASSING_STATUSES.has(status) || (status >= 500 && status !== 501)) {
    const seconds = retryAfter(headers, now);
    return { type: 'again', told: seconds === null ? null : seconds * 1_000 };
  }
  if (how === 'stream') return { type: 'only-poll' };
  return { type: status === 404 ? 'gone' : 'final' };
}

const AGAIN: Verdict = { type: 'again', told: null };
