import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sleepUntil, untilOnline } from '../../lib/models/retry-wait.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function watch(promise: Promise<void>): { readonly over: boolean } {
  const watched = { over: false };
  void promise.then(() => {
    watched.over = true;
  });
  return watched;
}

it.each([
  ['two seconds', 2_000],
  ['an hour', 3_600_000],
  ['sixty days, which no timer can wait', 60 * 24 * 3_600_000],
])('sleeps for %s and not a millisecond less', async (_name, milliseconds) => {
  const sleep = watch(sleepUntil(Date.now() + milliseconds, Date.now, new AbortController().signal));
  await vi.advanceTimersByTimeAsync(milliseconds - 1);
  expect(sleep.over).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(sleep.over).toBe(true);
});

it('wakes soon after a computer that slept', async () => {
  const sleep = watch(sleepUntil(Date.now() + 3_600_000, Date.now, new AbortController().signal));
  vi.setSystemTime(Date.now() + 7_200_000);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(sleep.over).toBe(true);
});

it.each<[string, (signal: AbortSignal) => Promise<void>]>([
  ['sleeping', (signal) => sleepUntil(Date.now() + 3_600_000, Date.now, signal)],
  ['waiting for a network', (signal) => untilOnline(() => false, signal)],
])('ends %s at once when nobody wants it any more, and leaves no timer', async (_name, begin) => {
  const abort = new AbortController();
  const wait = watch(begin(abort.signal));
  abort.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(wait.over).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

it('notices a network within two seconds', async () => {
  let online = false;
  const wait = watch(untilOnline(() => online, new AbortController().signal));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(wait.over).toBe(false);
  online = true;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(wait.over).toBe(true);
});
