import 'fake-indexeddb/auto';
import OpenAI from 'openai';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApi } from '../../lib/api/api.ts';
import { createEngine } from '../../lib/assistants/engine.ts';
import { createBackends } from '../../lib/models/backends.ts';
import type { Connection } from '../../lib/models/connection.ts';
import { newId } from '../../lib/platform/ids.ts';
import { Database } from '../../lib/store/database.ts';
import { createStore } from '../../lib/store/store.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';
import { surroundingsWith } from './talk.ts';

let server: ModelServer;
let db: Database;
beforeEach(async () => {
  server = await startModelServer();
  db = new Database(`window-${crypto.randomUUID()}`);
});
afterEach(async () => {
  await server.close();
  db.close();
});

const MESSAGES = 30;

/** What a thread of 30 messages of about 500 tokens leaves of itself in the request. */
async function sentOf(more: Partial<Connection>): Promise<string[]> {
  const connection: Connection = {
    id: 'conn_1',
    name: 'Mine',
    service: 'custom',
    base_url: server.baseUrl,
    protocol: 'chat-completions',
    model: 'test-model',
    key_hint: null,
    created_at: 0,
    ...more,
  };
  const engine = createEngine({
    store: createStore(db),
    backends: createBackends({
      connections: { get: async () => connection, default: async () => connection },
      keyFor: async () => null,
      onDevice: { stream: () => expect.fail('answers on the device') },
      surroundings: surroundingsWith(),
    }),
    clock: { now: Date.now, after: () => () => undefined },
    newId,
    tryLock: (_name, work) => work(),
  });
  const { fetch: fetchNow } = createApi(engine);
  const { beta } = new OpenAI({ apiKey: 'local', fetch: fetchNow, dangerouslyAllowBrowser: true, maxRetries: 0 });
  server.script(answer('ok'));
  const assistant = await beta.assistants.create({ model: 'default' });
  const messages = Array.from({ length: MESSAGES }, (_, index) => ({
    role: 'user' as const,
    content: `${index}: ${'some words of it '.repeat(120)}`,
  }));
  const thread = await beta.threads.create({ messages });
  const run = await beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id }, { pollIntervalMs: 20 });
  expect(run.status).toBe('completed');
  const [request] = server.requests.filter(({ path }) => path.endsWith('/chat/completions'));
  return JSON.stringify(Object(request?.body).messages).match(/\d+: some/g) ?? [];
}

it('a thread longer than the window that the server has listed is cut to it, the newest words staying', async () => {
  const sent = await sentOf({ context_tokens: 4_096 });
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.length).toBeLessThan(MESSAGES / 2);
  expect(sent.at(-1)).toBe(`${MESSAGES - 1}: some`);
});

it('the window of the service counts where its server lists none', async () => {
  expect((await sentOf({ service: 'llama-cpp' })).length).toBeLessThan(MESSAGES / 2);
});

it('a window larger than that of the service lets the whole thread through', async () => {
  expect(await sentOf({ service: 'llama-cpp', context_tokens: 65_536 })).toHaveLength(MESSAGES);
});
