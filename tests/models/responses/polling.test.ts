import { afterEach, beforeEach, expect, it } from 'vitest';
import { createResponsesBackend } from '../../../lib/models/responses/backend.ts';
import { json } from '../../support/model-server/index.ts';
import { backgroundEvents } from '../../support/model-server/response-events.ts';
import { type ResponsesServer, startResponsesServer } from '../../support/model-server/responses-server.ts';
import { collect, connectionTo, modelRequest, surroundingsWith, textOf } from '../talk.ts';

/** Answers in the background of 60 seconds, in a time that passes only while the backend waits. */

const SIXTY_SECONDS = 60_000;
const EVENTS = backgroundEvents({ pieces: ['Here ', 'you are.'] });
const WORKING = { id: 'resp_1', object: 'response', status: 'in_progress', output: [] };

let server: ResponsesServer;

beforeEach(async () => {
  server = await startResponsesServer();
});
afterEach(() => server.close());

const polls = () =>
  server.requests.filter(({ method, path }) => method === 'GET' && path === '/v1/responses/resp_1').length;

/** Asks a server that does not stream, and works until a minute has passed. */
async function ask(headers: Readonly<Record<string, string>> = {}) {
  let now = 0;
  const pauses: number[] = [];
  server.options.streams = false;
  server.options.poll = json(200, WORKING, headers);
  server.answer({ events: EVENTS, every: 0 });
  const connection = connectionTo(server.baseUrl, { background: true, protocol: 'responses' });
  const backend = createResponsesBackend(connection, surroundingsWith({ now: () => now }), {
    async wait(milliseconds) {
      pauses.push(milliseconds);
      now += milliseconds;
      if (now >= SIXTY_SECONDS) server.options.poll = null;
    },
  });
  const parts = await collect(backend.stream(modelRequest(), new AbortController().signal));
  expect(textOf(parts)).toBe('Here you are.');
  return { pauses, elapsed: now };
}

it('polls 14 times for an answer of 60 seconds, soon at first and then every 5 seconds, and then no more', async () => {
  const { pauses, elapsed } = await ask();
  expect(polls()).toBe(14);
  expect(pauses.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 5_000]);
  expect(Math.max(...pauses)).toBe(5_000);
  expect(elapsed).toBeLessThan(SIXTY_SECONDS + 5_000);
  const before = server.requests.length;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(server.requests.length).toBe(before);
});

it('polls as often as the server asks', async () => {
  const { pauses } = await ask({ 'openai-poll-after-ms': '10000' });
  expect(new Set(pauses.slice(1))).toEqual(new Set([10_000]));
  expect(polls()).toBe(7);
});

it('polls never where the answer is streamed', async () => {
  server.answer({ events: EVENTS, every: 5 });
  const connection = connectionTo(server.baseUrl, { background: true, protocol: 'responses' });
  const backend = createResponsesBackend(connection, surroundingsWith());
  expect(textOf(await collect(backend.stream(modelRequest(), new AbortController().signal)))).toBe('Here you are.');
  expect(server.requests.map(({ method }) => method)).toEqual(['POST']);
});
