import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Database } from '../../../lib/store/database.ts';
import { json } from '../../support/model-server/index.ts';
import { backgroundEvents } from '../../support/model-server/response-events.ts';
import { type ResponsesServer, startResponsesServer } from '../../support/model-server/responses-server.ts';
import { pause, startMortalWorker } from './mortal-worker.ts';

const PIECES = Array.from({ length: 100 }, (_one, at) => `Wört ${at} 👋🏽, `);
/** From the first event to the last. */
const ANSWER_MS = (PIECES.length + 6) * 5;

let server: ResponsesServer;
let db: Database;
let databases = 0;

beforeEach(async () => {
  server = await startResponsesServer();
});
afterEach(() => server.close());

/** Asks, lets the worker die so many milliseconds after the server has heard of it, and gives what the next worker ends with. */
async function answeredDespite(deaths: readonly number[]) {
  databases += 1;
  db = new Database(`worker-death-${databases}`);
  let worker = startMortalWorker(db, server.baseUrl);
  const asked = server.requests.length;
  const { id } = await worker.threads.create();
  const run = await worker.threads.runs.create(id, {
    assistant_id: 'asst_sitethread',
    additional_messages: [{ role: 'user', content: 'Why?' }],
  });
  // The first event is on disk by then: what is lost before it cannot be known.
  await expect.poll(async () => (await db.table('runs').get(run.id))?.local.remote, { interval: 2 }).toBeDefined();
  for (const after of deaths) {
    await pause(after);
    worker.kill();
    worker = startMortalWorker(db, server.baseUrl);
    await worker.engine.reconcile();
  }
  const over = async () => (await worker.threads.runs.retrieve(run.id, { thread_id: id })).status;
  await expect.poll(over, { timeout: 10_000 }).not.toMatch(/queued|in_progress/);
  const { data } = await worker.threads.messages.list(id);
  const content = data[0]?.content[0];
  const posts = server.requests.slice(asked).filter(({ method }) => method === 'POST').length;
  const text = content?.type === 'text' ? content.text.value : null;
  return { status: await over(), messages: data.length, text, posts };
}

const WHOLE = { status: 'completed', messages: 2, text: PIECES.join(''), posts: 1 };

it('an answer survives the death of its worker at any of 20 random moments, and is asked for once', async () => {
  server.answer({ events: backgroundEvents({ pieces: PIECES }), every: 5 });
  for (const after of fc.sample(fc.nat(ANSWER_MS), 20))
    expect([after, await answeredDespite([after])]).toEqual([after, WHOLE]);
}, 120_000);

it('an answer survives one death after the other', async () => {
  server.answer({ events: backgroundEvents({ pieces: PIECES }), every: 5 });
  expect(await answeredDespite([100, 120, 120, 120])).toEqual(WHOLE);
}, 60_000);

it('an answer is whole that its server does not stream any more', async () => {
  server.answer({ events: backgroundEvents({ pieces: PIECES }), every: 5 });
  server.options.follow = json(400, { error: { message: 'This response can no longer be streamed.' } });
  expect(await answeredDespite([450])).toEqual(WHOLE);
}, 60_000);
