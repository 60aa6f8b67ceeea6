import 'fake-indexeddb/auto';
import fc from 'fast-check';
import OpenAI from 'openai';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApi } from '../../../lib/api/api.ts';
import { createEngine } from '../../../lib/assistants/engine.ts';
import { createResponsesBackend } from '../../../lib/models/responses/backend.ts';
import { newId } from '../../../lib/platform/ids.ts';
import { Database } from '../../../lib/store/database.ts';
import { createStore } from '../../../lib/store/store.ts';
import { json } from '../../support/model-server/index.ts';
import { backgroundEvents } from '../../support/model-server/response-events.ts';
import { type ResponsesServer, startResponsesServer } from '../../support/model-server/responses-server.ts';
import { mortalStore } from '../../support/mortal-store.ts';
import { connectionTo, surroundingsWith } from '../talk.ts';

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

/** The engine over a real database and a real server. Killed, it neither writes nor sends any more. */
function startWorker() {
  const { store, life } = mortalStore(createStore(db));
  const never = new Promise<never>(() => undefined);
  const surroundings = surroundingsWith({
    fetch: (input, init) => (life.isOver ? never : fetch(input, init)),
  });
  const connection = connectionTo(server.baseUrl, { background: true, protocol: 'responses' });
  const backend = createResponsesBackend(connection, surroundings, { wait: (ms) => pause(ms / 50) });
  const engine = createEngine({
    store,
    backends: {
      choose: async () => ({ connection_id: 'conn_1', model: 'test-model' }),
      open: async (connection_id, model) => ({ backend, connection_id, model, context_tokens: 8_000 }),
      models: async () => [],
    },
    clock: {
      now: Date.now,
      after(milliseconds, callback) {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    newId,
    tryLock: (_name, work) => (life.isOver ? never : work()),
  });
  const { fetch: fetchNow } = createApi(engine);
  const client = new OpenAI({ apiKey: 'local', fetch: fetchNow, dangerouslyAllowBrowser: true, maxRetries: 0 });
  return { engine, threads: client.beta.threads, kill: () => life.end() };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Asks, lets the worker die so many milliseconds after the server has heard of it, and gives what the next worker ends with. */
async function answeredDespite(deaths: readonly number[]) {
  databases += 1;
  db = new Database(`worker-death-${databases}`);
  let worker = startWorker();
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
    worker = startWorker();
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
