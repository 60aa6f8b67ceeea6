import type { Clock } from '../assistants/ports.ts';

/** setTimeout holds a 32-bit number of milliseconds; a longer wait ends early and is asked again. */
const LONGEST = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(0, milliseconds), LONGEST));
    return () => clearTimeout(timer);
  },
};
