import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Backend } from '../../../lib/assistants/ports.ts';
import { createBackends } from '../../../lib/models/backends.ts';
import type { Capabilities } from '../../../lib/models/capabilities.ts';
import { createCapabilities } from '../../../lib/store/capabilities.ts';
import { createConnections } from '../../../lib/store/connections.ts';
import { Database } from '../../../lib/store/database.ts';
import { collect, endsOf, modelRequest, surroundingsWith, textOf } from '../talk.ts';
import { type Asked, type AssistantsServer, startAssistantsServer } from './assistants-server.ts';
import { startLying } from './lying-server.ts';

const DAY = 24 * 3_600_000;
const onDevice: Backend = { stream: () => (async function* () {})() };

let server: AssistantsServer;
let db: Database;

/** Refuses the field by its name, and streams. */
function refusing(field: string, { always = false } = {}) {
  return ({ body }: Asked) => {
    if (!always && (typeof body !== 'object' || body === null || !(field in body))) return null;
    return Response.json({ error: { message: `Unsupported parameter: '${field}'.` } }, { status: 400 });
  };
}

async function serve(instead: (asked: Asked) => Response | null): Promise<void> {
  const done = { status: 'completed', usage: { prompt_tokens: 9, completion_tokens: 2 } };
  server = await startAssistantsServer(startLying({ states: [done], instead }).handler);
  await createConnections(db).save({
    id: 'conn_1',
    name: 'Test',
    service: 'custom',
    base_url: server.baseUrl,
    protocol: 'assistants',
    model: 'test-model',
    key_hint: null,
    created_at: 1,
  });
}

beforeEach(() => {
  db = new Database(`refused-${crypto.randomUUID()}`);
});
afterEach(async () => {
  await server.close();
  db.close();
});

type Worker = { readonly model?: string; readonly now?: () => number; readonly capabilities?: Capabilities };

/** What a worker that has just started does with a question. */
async function askAnew({ model = 'test-model', now = Date.now, capabilities = createCapabilities(db) }: Worker = {}) {
  const backends = createBackends({
    connections: createConnections(db),
    keyFor: async () => 'sk-test-0123456789',
    onDevice,
    surroundings: surroundingsWith({ now }),
    capabilities,
  });
  const { backend } = await backends.open('conn_1', model);
  return collect(backend.stream(modelRequest({ model, temperature: 0.2 }), new AbortController().signal));
}

/** For each request for a run, whether it held the field. */
function held(field: string): boolean[] {
  const runs = server.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/runs'));
  return runs.map(({ body }) => field in Object(body));
}

it.each(['temperature', 'stream'])('what was refused is not asked for by the next worker (%s)', async (field) => {
  await serve(refusing(field));
  expect(textOf(await askAnew())).toBe('Here you are.');
  expect(textOf(await askAnew())).toBe('Here you are.');
  expect(held(field)).toEqual([true, false, false]);
});

it('is kept for one model and not for another, and asked for again after thirty days', async () => {
  await serve(refusing('temperature'));
  await askAnew();
  await askAnew({ model: 'other-model' });
  await askAnew({ now: () => Date.now() + 31 * DAY });
  expect(held('temperature')).toEqual([true, false, true, false, true, false]);
});

it('is not kept when leaving it out did not help', async () => {
  await serve((asked) => (asked.path.endsWith('/runs') ? refusing('temperature', { always: true })(asked) : null));
  expect(endsOf(await askAnew())).toMatchObject([{ type: 'error' }]);
  expect(await db.capabilities.count()).toBe(0);
});

it('what another protocol of the connection has learned stays, and fields without which a run is another are never left out', async () => {
  await serve(refusing('temperature'));
  const row = { id: 'conn_1/test-model', base_url: server.baseUrl, learned_at: Date.now() };
  await db.capabilities.put({
    ...row,
    omit: ['stream_options', 'assistant_id'],
    limit_fields: ['max_tokens'],
    quirks: [],
  });
  expect(textOf(await askAnew())).toBe('Here you are.');
  expect(held('assistant_id')).toEqual([true, true]);
  const kept = await db.capabilities.get('conn_1/test-model');
  expect(kept?.omit.toSorted()).toEqual(['assistant_id', 'stream_options', 'temperature']);
  expect(kept?.limit_fields).toEqual(['max_tokens']);
});

it('a database that fails is no harm', async () => {
  await serve(refusing('temperature'));
  const fail = () => Promise.reject(new Error('The disk is full.'));
  expect(textOf(await askAnew({ capabilities: { get: fail, put: fail } }))).toBe('Here you are.');
});
