/** Timers forget what a sleeping computer slept through, and the longest last 25 days: the clock is asked every few seconds. */
const LOOK_AT_CLOCK = 15_000;
const LOOK_AT_NETWORK = 2_000;

/** Resolves when `now()` has reached `until`, both in Unix milliseconds, or at once when `signal` is aborted. */
export async function sleepUntil(until: number, now: () => number, signal: AbortSignal): Promise<void> {
  for (let left = until - now(); left > 0 && !signal.aborted; left = until - now())
    await nap(Math.min(left, LOOK_AT_CLOCK), signal);
}

/** Resolves when the browser knows of a network, within two seconds, or at once when `signal` is aborted. */
export async function untilOnline(isOnline: () => boolean, signal: AbortSignal): Promise<void> {
  while (!isOnline() && !signal.aborted) await nap(LOOK_AT_NETWORK, signal);
}

function nap(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    function wake(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    }
    const timer = setTimeout(wake, milliseconds);
    signal.addEventListener('abort', wake, { once: true });
  });
}
