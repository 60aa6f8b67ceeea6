import { expect, it } from 'vitest';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { browserPause, noteStatus } from '../../lib/models/browser-pause.ts';
import { createChatCompletionsBackend } from '../../lib/models/chat-completions/backend.ts';
import { collect, connectionTo, endsOf, modelRequest, surroundingsWith } from './talk.ts';

const NOW = 1_790_000_000_000;

function pauses(url: string, statuses: readonly number[]): number[] {
  return statuses.map((status) => {
    noteStatus(url, status, NOW);
    return Math.round((browserPause(url, NOW)?.until ?? NOW) - NOW);
  });
}

it('counts the failures that the browser counts, by origin', () => {
  expect(pauses('http://one.test/v1/chat/completions', [500, 503, 500, 509, 500])).toEqual([0, 0, 700, 980, 1_372]);
  expect(browserPause('http://one.test/v1', NOW + 1_371)).toMatchObject({ status: 500 });
  expect(browserPause('http://one.test/v1', NOW + 1_372)).toBeNull();
  expect(browserPause('http://two.test/v1', NOW)).toBeNull();
  expect(pauses('http://two.test/v1', [502, 504, 429, 502, 400])).toEqual([0, 0, 0, 0, 0]);
  expect(pauses('http://127.0.0.1:11434/v1', [500, 500, 500, 500])).toEqual([0, 0, 0, 0]);
});

it('grows to a quarter of an hour at most, shrinks with answers, and forgets after two minutes', () => {
  expect(
    pauses(
      'http://three.test/v1',
      Array.from({ length: 40 }, () => 503),
    ).at(-1),
  ).toBe(900_000);
  expect(pauses('http://four.test/v1', [500, 500, 200, 500, 500])).toEqual([0, 0, 0, 0, 700]);
  noteStatus('http://four.test/v1', 500, NOW + 130_000);
  expect(browserPause('http://four.test/v1', NOW + 130_000)).toBeNull();
});

it('waits visibly for the browser to let the next question through', async () => {
  const sent: number[] = [];
  const failing = async () => {
    sent.push(Date.now());
    return Response.json({ error: { message: 'Busy.' } }, { status: 500 });
  };
  const backend = createChatCompletionsBackend(
    connectionTo('http://five.test/v1'),
    surroundingsWith({ fetch: failing }),
    { patient: true },
  );
  const ask = (): Promise<StreamPart[]> => collect(backend.stream(modelRequest(), new AbortController().signal));
  expect((await ask()).map(({ type }) => type)).toEqual(['waiting', 'waiting', 'error']);
  const again = await ask();
  expect(again[0]).toMatchObject({ type: 'waiting', error: { kind: 'server-failed', status: 500 } });
  expect(endsOf(again)).toMatchObject([{ error: { kind: 'server-failed', detail: 'Busy.' } }]);
  const gaps = sent.slice(1).map((at, before) => at - (sent[before] ?? 0));
  expect(gaps).toHaveLength(5);
  for (const [at, least] of [375, 750, 690, 970, 1_360].entries()) expect(gaps[at]).toBeGreaterThanOrEqual(least);
}, 20_000);
