import { beforeEach, expect, it, vi } from 'vitest';
import { fetchWithoutOrigin } from '../../lib/platform/request-origin.ts';

type Rule = { id: number; condition: { urlFilter: string }; action: unknown };

const state = vi.hoisted(() => ({ rules: [] as Rule[], log: [] as string[], broken: false }));

vi.mock('../../lib/platform/browser.ts', () => ({
  browser: {
    runtime: { getURL: () => 'chrome-extension://abcdefgh/' },
    declarativeNetRequest: {
      getSessionRules: async () => state.rules,
      updateSessionRules: async ({ addRules }: { addRules: Rule[] }) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (state.broken) throw new Error('no rules today');
        state.rules.push(...addRules);
        state.log.push(...addRules.map(({ condition }) => `rule ${condition.urlFilter}`));
      },
    },
  },
}));

const isLocal = (hostname: string) => hostname === '127.0.0.1' || hostname === '[::1]';
const created = () => fetchWithoutOrigin(isLocal);

beforeEach(() => {
  Object.assign(state, { rules: [], log: [], broken: false });
  vi.stubGlobal('fetch', async (url: string) => {
    state.log.push(`fetch ${url}`);
    return new Response();
  });
});

it('sets a rule for a local server before the first request leaves, and once', async () => {
  const fetchLocal = created();
  await Promise.all([fetchLocal('http://127.0.0.1:11434/v1/a'), fetchLocal('http://127.0.0.1:11434/v1/b')]);
  await fetchLocal('http://127.0.0.1:11434/v1/c');
  expect(state.log).toEqual([
    'rule |http://127.0.0.1:11434/',
    'fetch http://127.0.0.1:11434/v1/a',
    'fetch http://127.0.0.1:11434/v1/b',
    'fetch http://127.0.0.1:11434/v1/c',
  ]);
});

it('binds the rule to this extension and to requests of no tab', async () => {
  await created()('http://127.0.0.1:11434/v1/a');
  expect(state.rules[0]).toMatchObject({
    condition: { initiatorDomains: ['abcdefgh'], tabIds: [-1] },
    action: { type: 'modifyHeaders', requestHeaders: [{ header: 'origin', operation: 'remove' }] },
  });
});

it('gives servers that are asked at once rules of their own', async () => {
  const fetchLocal = created();
  await Promise.all([
    fetchLocal('http://127.0.0.1:1/'),
    fetchLocal('http://127.0.0.1:2/'),
    fetchLocal('http://[::1]:3/'),
  ]);
  expect(state.rules.map(({ id, condition }) => [id, condition.urlFilter])).toEqual([
    [1, '|http://127.0.0.1:1/'],
    [2, '|http://127.0.0.1:2/'],
    [3, '|http://[::1]:3/'],
  ]);
});

it('finds the rule of an earlier worker', async () => {
  await created()('http://127.0.0.1:1/');
  await created()('http://127.0.0.1:1/');
  await created()('http://127.0.0.1:2/');
  expect(state.rules.map(({ id }) => id)).toEqual([1, 2]);
});

it('leaves requests to other servers as they are', async () => {
  await created()('https://api.test/v1/chat/completions');
  expect(state.log).toEqual(['fetch https://api.test/v1/chat/completions']);
});

it('asks all the same when a rule cannot be set, and tries again with the next request', async () => {
  const fetchLocal = created();
  state.broken = true;
  await fetchLocal('http://127.0.0.1:1/');
  state.broken = false;
  await fetchLocal('http://127.0.0.1:1/');
  expect(state.log).toEqual(['fetch http://127.0.0.1:1/', 'rule |http://127.0.0.1:1/', 'fetch http://127.0.0.1:1/']);
});
