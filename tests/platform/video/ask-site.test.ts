import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TooManyRequests } from '../../../lib/page/transcript/youtube/read.ts';
import { askSite } from '../../../lib/platform/video/ask-site.ts';

const fetched = vi.fn<(address: string, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  vi.stubGlobal('fetch', fetched);
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(() => {
  fetched.mockReset();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  Object.assign(globalThis, { sitethreadPause: undefined });
});

it('asks the page’s own site, with JSON as its page sends it', async () => {
  fetched.mockResolvedValue(new Response('yes'));
  expect(await askSite('https://video.test')('/player', { videoId: 'a' })).toBe('yes');
  expect(fetched).toHaveBeenCalledWith(
    'https://video.test/player',
    expect.objectContaining({ method: 'POST', body: '{"videoId":"a"}' }),
  );
  await askSite('https://video.test')('/captions?v=a');
  expect(fetched.mock.lastCall?.[1]).not.toHaveProperty('method');
});

it.each([
  ['refuses', () => Promise.resolve(new Response('no', { status: 403 }))],
  ['is out of reach', () => Promise.reject(new TypeError('Failed to fetch'))],
])('gives nothing where the site %s', async (_name, answer) => {
  fetched.mockImplementation(answer);
  expect(await askSite('https://video.test')('/captions')).toBeNull();
});

it('waits no longer than it says for an answer', async () => {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort(new Error('too late')));
  fetched.mockImplementation((_address, { signal }) =>
    signal?.aborted ? Promise.reject(signal.reason) : new Promise(() => {}),
  );
  expect(await askSite('https://video.test')('/captions')).toBeNull();
  expect(AbortSignal.timeout).toHaveBeenCalledWith(4_000);
  vi.restoreAllMocks();
});

it.each([
  ['says how long', { 'retry-after': '120' }, 120],
  ['does not say how long', {}, 600],
])('leaves a site alone that has had too many requests and %s', async (_name, headers, seconds) => {
  fetched.mockResolvedValue(new Response('', { status: 429, headers }));
  const ask = askSite('https://video.test');
  await expect(ask('/captions')).rejects.toThrow(TooManyRequests);
  vi.setSystemTime(Date.now() + seconds * 1000 - 1);
  await expect(askSite('https://video.test')('/captions')).rejects.toThrow(TooManyRequests);
  expect(fetched).toHaveBeenCalledTimes(1);
  vi.setSystemTime(Date.now() + 2);
  fetched.mockResolvedValue(new Response('again'));
  expect(await askSite('https://video.test')('/captions')).toBe('again');
});
