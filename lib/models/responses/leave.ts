import { recordOf, stringOf } from '../json.ts';
import { ownFailure } from '../map-openai-error.ts';
import { ServerRefusal } from '../server-refusal.ts';
import type { Wait } from './go-on.ts';
import type { Requests } from './requests.ts';
import { isTerminal } from './response.ts';

/** With pauses of 1, 2, 4 and 8 seconds between them. */
const MOST_TRIES = 5;
const NEVER = new AbortController().signal;

/**
 * Ends a response that goes on at its server. `begun`: whether the server is known to have begun with it. A response that is
 * left in its queue may stay there for ever (known of OpenAI's), so it is cancelled as soon as the server has begun, or after
 * 15 seconds. Never throws: what cannot be cancelled has ended, or ends by itself.
 */
export async function leave(
  id: string,
  { begun, requests, wait }: { readonly begun: boolean; readonly requests: Requests; readonly wait: Wait },
): Promise<void> {
  let isBegun = begun;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    if (tries > 1) await wait(500 * 2 ** (tries - 1), NEVER);
    try {
      if (!isBegun && tries < MOST_TRIES) {
        const status = stringOf(recordOf((await requests.poll(id)).response)['status']);
        if (isTerminal(status)) return;
        if (status === 'queued') continue;
      }
      isBegun = true;
      return await requests.cancel(id);
    } catch (thrown) {
      const own = ownFailure(thrown);
      // It has ended, or is not known: there is nothing to cancel.
      if (own instanceof ServerRefusal && own.status >= 400 && own.status < 500 && own.status !== 429) return;
    }
  }
}
