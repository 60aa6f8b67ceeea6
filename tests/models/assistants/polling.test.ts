import { afterEach, expect, it } from 'vitest';
import type { StreamPart } from '../../../lib/assistants/ports.ts';
import { createAssistantsBackend } from '../../../lib/models/assistants/backend.ts';
import { collect, connectionTo, endsOf, modelRequest, surroundingsWith, textOf } from '../talk.ts';
import { type AssistantsServer, startAssistantsServer } from './assistants-server.ts';
import { type Lies, startLying } from './lying-server.ts';

/** A server that does not stream, in a time that passes only while the backend sleeps. */

const LOOKS = 'GET /threads/{thread_id}/runs/{run_id}';
const SIXTY_SECONDS = 60_000;

let server: AssistantsServer;
afterEach(() => server.close());

async function open(lies: (elapsed: () => number) => Lies) {
  let now = 0;
  const pauses: number[] = [];
  server = await startAssistantsServer(startLying(lies(() => now)).handler);
  const backend = createAssistantsBackend(connectionTo(server.baseUrl), surroundingsWith({ now: () => now }), {
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
      now += milliseconds;
    },
  });
  return { backend, pauses, elapsed: () => now };
}

/** A run that works for so long. */
function working(milliseconds: number, headers: Readonly<Record<string, string>> = {}, status = 'in_progress') {
  return (elapsed: () => number): Lies => ({
    states: [{}],
    instead: ({ path, method }) =>
      method === 'GET' && path.endsWith('/run_1')
        ? Response.json(
            { id: 'run_1', object: 'thread.run', status: elapsed() < milliseconds ? status : 'completed' },
            { headers },
          )
        : null,
  });
}

function asked(backend: Awaited<ReturnType<typeof open>>['backend']): Promise<StreamPart[]> {
  return collect(backend.stream(modelRequest(), new AbortController().signal));
}

it('looks 16 times at a run of 60 seconds, soon at first and then every 5 seconds, with one request each', async () => {
  const { backend, pauses, elapsed } = await open(working(SIXTY_SECONDS));
  expect(textOf(await asked(backend))).toBe('Here you are.');
  expect(server.count(LOOKS)).toBe(16);
  expect(pauses.slice(0, 4)).toEqual([500, 750, 1_125, 1_687.5]);
  expect(Math.max(...pauses)).toBe(5_000);
  expect(elapsed()).toBeLessThan(SIXTY_SECONDS + 5_000);
  // The assistant, looked for and made; the thread; the run; its messages; and the thread is thrown away.
  await expect.poll(() => server.requests.length).toBe(16 + 6);
});

it('looks as often as the server asks', async () => {
  const { backend, pauses } = await open(working(SIXTY_SECONDS, { 'openai-poll-after-ms': '4000' }));
  await asked(backend);
  expect(pauses.slice(1)).toEqual(pauses.slice(1).map(() => 4_000));
  expect(server.count(LOOKS)).toBe(16);
});

it('looks no more often than twice a second, whatever the server asks', async () => {
  const { backend } = await open(working(10_000, { 'openai-poll-after-ms': '1' }));
  await asked(backend);
  expect(server.count(LOOKS)).toBe(20);
});

it('looks slowly at a run in a state that nobody knows, and gives it up after five minutes', async () => {
  const { backend, pauses } = await open(working(Number.POSITIVE_INFINITY, {}, 'pondering'));
  expect(endsOf(await asked(backend))).toEqual([
    { type: 'error', error: { kind: 'server-failed', status: 200, detail: 'The run is pondering.' } },
  ]);
  expect(Math.min(...pauses.slice(1))).toBe(5_000);
  expect(server.count(LOOKS)).toBe(61);
});

it('gives up a run that works for more than an hour', async () => {
  const { backend } = await open(working(Number.POSITIVE_INFINITY));
  expect(endsOf(await asked(backend))).toEqual([{ type: 'error', error: { kind: 'expired' } }]);
  expect(server.count(LOOKS)).toBeLessThan(730);
  await expect.poll(() => server.count('POST /threads/{thread_id}/runs/{run_id}/cancel')).toBe(1);
});

it('looks at a server that fails no sooner than it says, and gives it up after five minutes', async () => {
  const { backend, pauses } = await open(() => ({
    states: [{}],
    instead: ({ path, method }) =>
      method === 'GET' && path.endsWith('/run_1')
        ? Response.json({ error: { message: 'Busy' } }, { status: 429, headers: { 'retry-after': '40' } })
        : null,
  }));
  expect(endsOf(await asked(backend))).toMatchObject([{ type: 'error', error: { kind: 'rate-limited' } }]);
  expect(new Set(pauses.slice(1))).toEqual(new Set([40_000]));
  expect(server.count(LOOKS)).toBe(9);
});

it('asks nothing when no run is active', async () => {
  const { backend } = await open(working(2_000));
  await asked(backend);
  await expect.poll(() => server.count('DELETE /threads/{thread_id}')).toBe(1);
  const before = server.requests.length;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(server.requests.length).toBe(before);
});

it('stops looking when it is aborted', async () => {
  const abort = new AbortController();
  const { backend } = await open((elapsed) => ({
    states: [{ status: 'in_progress' }],
    instead: () => {
      if (elapsed() > 3_000) abort.abort();
      return null;
    },
  }));
  const parts = await collect(backend.stream(modelRequest(), abort.signal));
  expect(endsOf(parts)).toEqual([]);
  expect(server.count(LOOKS)).toBeLessThan(6);
});
