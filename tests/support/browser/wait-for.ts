export type WaitOptions = {
  /** Milliseconds. */
  readonly timeout?: number;
  /** Milliseconds between two looks. */
  readonly interval?: number;
};

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Looks again and again until the probe gives something other than null, undefined or false, and returns it. Says what was waited for
 * and what was seen last, when time runs out.
 */
export async function waitFor<T>(
  what: string,
  probe: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  { timeout = 30_000, interval = 50 }: WaitOptions = {},
): Promise<T> {
  const end = Date.now() + timeout;
  let last: unknown;
  for (;;) {
    try {
      const seen = await probe();
      if (seen !== null && seen !== undefined && seen !== false) return seen;
      last = seen;
    } catch (error) {
      last = error; // A page that is being replaced throws; the next look finds the new one.
    }
    if (Date.now() >= end) throw new Error(`Waited ${timeout / 1000} s for ${what}. Seen last: ${String(last)}`);
    await pause(interval);
  }
}
