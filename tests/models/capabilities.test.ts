import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Backend } from '../../lib/assistants/ports.ts';
import { createBackends } from '../../lib/models/backends.ts';
import type { Capabilities } from '../../lib/models/capabilities.ts';
import type { Connection } from '../../lib/models/connection.ts';
import { createCapabilities } from '../../lib/store/capabilities.ts';
import { createConnections } from '../../lib/store/connections.ts';
import { Database } from '../../lib/store/database.ts';
import { answer, json, type ModelServer, type Script, startModelServer } from '../support/model-server/index.ts';
import { collect, endsOf, modelRequest, surroundingsWith, textOf } from './talk.ts';

const DAY = 24 * 3_600_000;
const refusal = json(400, {
  error: { message: "Unsupported value: 'temperature' does not support 0.2 with this model." },
});
const onDevice: Backend = { stream: () => (async function* () {})() };

let server: ModelServer;
let db: Database;

beforeEach(async () => {
  server = await startModelServer();
  db = new Database(`capabilities-${crypto.randomUUID()}`);
  await createConnections(db).save(connection());
});
afterEach(async () => {
  await server.close();
  db.close();
});

function connection(more: Partial<Connection> = {}): Connection {
  return {
    id: 'conn_1',
    name: 'Test',
    service: 'custom',
    base_url: server.baseUrl,
    protocol: 'chat-completions',
    model: 'test-model',
    key_hint: null,
    created_at: 1,
    ...more,
  };
}

type Worker = { readonly model?: string; readonly now?: () => number; readonly capabilities?: Capabilities };

/** What a worker that has just started does with a question: nothing of an earlier one is in its memory. */
async function askAnew({ model = 'test-model', now = Date.now, capabilities = createCapabilities(db) }: Worker = {}) {
  const backends = createBackends({
    connections: createConnections(db),
    keyFor: async () => null,
    onDevice,
    surroundings: surroundingsWith({ now }),
    capabilities,
  });
  const { backend } = await backends.open('conn_1', model);
  return collect(backend.stream(modelRequest({ model, temperature: 0.2 }), new AbortController().signal));
}

function answerOnce(...refusals: readonly Script[]): void {
  server.script(...refusals, answer('ok'));
}

/** For each request, whether it held the field. */
function temperatures(): boolean[] {
  return server.requests.map(({ body }) => 'temperature' in Object(body));
}

it('a refused field is left out by the next worker, too', async () => {
  answerOnce(refusal);
  expect(textOf(await askAnew())).toBe('ok');
  expect(textOf(await askAnew())).toBe('ok');
  expect(temperatures()).toEqual([true, false, false]);
});

it('two refusals of one request are both kept', async () => {
  answerOnce(refusal, json(422, { detail: [{ loc: ['body', 'stream_options'], msg: 'Extra inputs' }] }));
  await askAnew();
  await askAnew();
  expect(server.requests).toHaveLength(4);
  expect(server.requests.at(-1)?.body).toEqual({
    model: 'test-model',
    stream: true,
    messages: [{ role: 'user', content: 'What is this?' }],
  });
});

it('is kept for one model and not for another', async () => {
  answerOnce(refusal);
  await askAnew();
  await askAnew({ model: 'other-model' });
  await askAnew();
  expect(temperatures()).toEqual([true, false, true, false]);
});

it('is forgotten when the connection gets another address', async () => {
  answerOnce(refusal);
  await askAnew();
  const other = await startModelServer();
  await createConnections(db).save(connection({ base_url: other.baseUrl }));
  await askAnew();
  expect(Object(other.requests[0]?.body)).toHaveProperty('temperature', 0.2);
  await other.close();
});

it('is forgotten with the connection, and others keep theirs', async () => {
  answerOnce(refusal);
  await askAnew();
  await db.capabilities.put({
    id: 'conn_10/test-model',
    base_url: '',
    learned_at: 0,
    omit: [],
    limit_fields: [],
    quirks: [],
  });
  await createConnections(db).delete('conn_1');
  expect((await db.capabilities.toArray()).map(({ id }) => id)).toEqual(['conn_10/test-model']);
});

it('is tried again after thirty days', async () => {
  answerOnce(refusal);
  await askAnew();
  await askAnew({ now: () => Date.now() + 29 * DAY });
  await askAnew({ now: () => Date.now() + 31 * DAY });
  expect(temperatures()).toEqual([true, false, false, true]);
});

it('is not kept when leaving it out did not help', async () => {
  server.script(refusal, json(400, { error: { message: 'Bad request.' } }));
  expect(endsOf(await askAnew())).toMatchObject([{ type: 'error' }]);
  expect(await db.capabilities.count()).toBe(0);
});

it.each<[string, unknown]>([
  [
    'of another shape',
    { base_url: 'HERE', learned_at: Date.now(), omit: 'temperature', limit_fields: 7, quirks: [null, 'unheard-of'] },
  ],
  ['that is no object', 'corrupt'],
])('a row %s is no harm', async (_name, row) => {
  const stored = JSON.parse(JSON.stringify(row).replace('HERE', server.baseUrl));
  server.script(answer('ok'));
  const capabilities = { get: async () => stored, put: async () => undefined };
  expect(textOf(await askAnew({ capabilities }))).toBe('ok');
});

it('a database that fails is no harm', async () => {
  answerOnce(refusal);
  const fail = () => Promise.reject(new Error('The disk is full.'));
  expect(textOf(await askAnew({ capabilities: { get: fail, put: fail } }))).toBe('ok');
});
