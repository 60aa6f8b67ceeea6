import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { json } from '../../support/model-server/index.ts';
import { backgroundEvents } from '../../support/model-server/response-events.ts';
import { type ResponsesServer, startResponsesServer } from '../../support/model-server/responses-server.ts';
import { after, answeredDespite } from './answered-despite.ts';

const PIECES = Array.from({ length: 100 }, (_one, at) => `Wört ${at} 👋🏽, `);
/** From the first event to the last. */
const ANSWER_MS = (PIECES.length + 6) * 5;

let server: ResponsesServer;

beforeEach(async () => {
  server = await startResponsesServer();
});
afterEach(() => server.close());

/** What is there in the end, if each worker dies so many milliseconds after it has begun to listen. */
async function endAfter(...deaths: readonly number[]) {
  const { status, answers, posts } = await answeredDespite(server, deaths.map(after));
  return { status, texts: answers.map((content) => (content?.type === 'text' ? content.text.value : null)), posts };
}

const WHOLE = { status: 'completed', texts: [PIECES.join('')], posts: 1 };

it('an answer survives the death of its worker at any of 20 random moments, and is asked for once', async () => {
  server.answer({ events: backgroundEvents({ pieces: PIECES }), every: 5 });
  for (const moment of fc.sample(fc.nat(ANSWER_MS), 20))
    expect([moment, await endAfter(moment)]).toEqual([moment, WHOLE]);
}, 120_000);

it('an answer survives one death after the other', async () => {
  server.answer({ events: backgroundEvents({ pieces: PIECES }), every: 5 });
  expect(await endAfter(100, 120, 120, 120)).toEqual(WHOLE);
}, 60_000);

it('an answer is whole that its server does not stream any more', async () => {
  server.answer({ events: backgroundEvents({ pieces: PIECES }), every: 5 });
  server.options.follow = json(400, { error: { message: 'This response can no longer be streamed.' } });
  expect(await endAfter(450)).toEqual(WHOLE);
}, 60_000);
