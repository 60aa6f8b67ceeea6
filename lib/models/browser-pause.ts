import { isLoopback } from './local-host.ts';

type Failing = { readonly failures: number; readonly status: number; readonly until: number };

/** Not all that fail: a gateway's 502 and 504 tell nothing of the server behind it. */
const COUNTED = [500, 503, 509];
const FREE_FAILURES = 2;
const FIRST_PAUSE = 700;
const GROWTH = 1.4;
const LONGEST_PAUSE = 15 * 60_000;
/** Milliseconds after which a server that nobody asked is forgotten. */
const REMEMBERED = 2 * 60_000;

/** By origin. Gone with the worker; the browser's own count may outlive it, and is forgotten two minutes later. */
const failing = new Map<string, Failing>();

/**
 * Chromium keeps extensions from servers that fail: behind the third failure in a row it ends requests there for 0.7 s, before they
 * have left the browser, and for 1.4 times longer with each further one. To us that looks as if nothing answered. Its count is kept
 * here too, so that nothing is asked in that time. It spares this machine. (Measured in Chromium 156; Firefox does no such thing.)
 */
export function noteStatus(url: string, status: number, now: number): void {
  const { origin, hostname } = new URL(url);
  if (isLoopback(hostname)) return;
  const before = failuresOf(origin, now);
  const failures = COUNTED.includes(status) ? before + 1 : Math.max(0, before - 1);
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * GROWTH ** (failures - FREE_FAILURES - 1));
  const isHeld = COUNTED.includes(status) && failures > FREE_FAILURES;
  if (failures === 0) failing.delete(origin);
  else failing.set(origin, { failures, status, until: isHeld ? now + pause : now });
}

function failuresOf(origin: string, now: number): number {
  const known = failing.get(origin);
  return known === undefined || now > known.until + REMEMBERED ? 0 : known.failures;
}

/** Until when (unix milliseconds) the browser lets no request through to this server, and what the server said last; null when it does. */
export function browserPause(url: string, now: number): { readonly until: number; readonly status: number } | null {
  const known = failing.get(new URL(url).origin);
  return known === undefined || known.until <= now ? null : known;
}
