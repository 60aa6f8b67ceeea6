import 'fake-indexeddb/auto';
import fc from 'fast-check';
import type { MessageContent } from 'openai/resources/beta/threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordOf } from '../../../lib/models/json.ts';
import { json } from '../../support/model-server/index.ts';
import { type ResponsesServer, startResponsesServer } from '../../support/model-server/responses-server.ts';
import { after, answeredDespite, type Death } from './answered-despite.ts';
import { CODE, cites, eventsWith, FILES, WEB } from './hosted-events.ts';
import { pause } from './mortal-worker.ts';
import { wrongInEvent } from './published.ts';

/** What a server did with its own tools, and what it read, is neither lost nor doubled by the death of whoever listens. */

let server: ResponsesServer;

beforeEach(async () => {
  server = await startResponsesServer();
});
afterEach(() => server.close());

const EVERY = 5;
const LONG = Array.from({ length: 12 }, (_one, at) => `Wört ${at} 👋🏽, `);
const EVENTS = eventsWith(
  [
    { pieces: ['Let me ', 'look. '] },
    WEB,
    CODE,
    { pieces: LONG, annotations: [cites(0, 4), cites(5, 6, 'https://moon.example/')] },
    FILES,
    { pieces: ['One ', 'more.'], annotations: [cites(0, 3)] },
    { pieces: ['And ', 'another.'], annotations: [cites(4, 11)] },
  ],
  { background: true },
);
const SUN = 'https://sun.example/';
const WHOLE = {
  status: 'completed',
  steps: ['message', 'ws_1', 'ci_1', 'message', 'fs_1', 'message'],
  messages: [
    ['Let me look. ', []],
    [
      LONG.join(''),
      [
        ['Wört', SUN],
        ['0', 'https://moon.example/'],
      ],
    ],
    [
      'One more.\n\nAnd another.',
      [
        ['One', SUN],
        ['another', SUN],
      ],
    ],
  ],
  posts: 1,
};

async function endDespite(...deaths: readonly Death[]) {
  const { steps, answers, ...rest } = await answeredDespite(server, deaths);
  return {
    ...rest,
    steps: steps.map(({ step_details }) =>
      step_details.type === 'tool_calls' ? step_details.tool_calls.map((call) => call.id).join() : 'message',
    ),
    messages: answers.map(textAndSources),
  };
}

function textAndSources(content: MessageContent | undefined): unknown {
  if (content?.type !== 'text') return null;
  // The package knows no sources on the web.
  const annotations = content.text.annotations.map((one) => recordOf(one));
  return [content.text.value, annotations.map((one) => [one['text'], recordOf(one['url_citation'])['url']])];
}

/** Between that write and the next; or at the end, where there are fewer. */
const beforeWrite =
  (writes: number): Death =>
  async ({ life }) => {
    life.endAfter(writes);
    await Promise.race([life.ended, pause(EVENTS.length * EVERY + 200)]);
  };

it('is tested with events that the published description allows', () => {
  expect(EVENTS.flatMap(wrongInEvent)).toEqual([]);
});

it('is whole without any death', async () => {
  server.answer({ events: EVENTS, every: EVERY });
  expect(await endDespite()).toEqual(WHOLE);
});

it('is whole after a death at any of 20 random moments', async () => {
  server.answer({ events: EVENTS, every: EVERY });
  for (const moment of fc.sample(fc.nat(EVENTS.length * EVERY), 20))
    expect([moment, await endDespite(after(moment))]).toEqual([moment, WHOLE]);
}, 60_000);

it('is whole after a death between any two writes', async () => {
  server.answer({ events: EVENTS, every: 1 });
  for (let writes = 0; writes < 30; writes += 1)
    expect([writes, await endDespite(beforeWrite(writes))]).toEqual([writes, WHOLE]);
}, 60_000);

it('is whole after one death upon another', async () => {
  server.answer({ events: EVENTS, every: EVERY });
  expect(await endDespite(after(40), beforeWrite(3), after(60), beforeWrite(2))).toEqual(WHOLE);
}, 60_000);

it('is whole where its server does not stream any more, whenever it was left', async () => {
  server.answer({ events: EVENTS, every: EVERY });
  server.options.follow = json(400, { error: { message: 'This response can no longer be streamed.' } });
  for (const moment of [0, 30, 60, 90, 120, 150])
    expect([moment, await endDespite(after(moment))]).toEqual([moment, WHOLE]);
}, 60_000);
