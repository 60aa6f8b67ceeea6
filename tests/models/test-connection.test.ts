import { afterEach, expect, it } from 'vitest';
import { listModels } from '../../lib/models/list-models.ts';
import { testConnection } from '../../lib/models/test-connection.ts';
import {
  answer,
  faults,
  json,
  type ModelServer,
  type Script,
  startModelServer,
} from '../support/model-server/index.ts';
import { connectionTo, surroundingsWith } from './talk.ts';

let server: ModelServer;
afterEach(() => server.close());

it('asks for one tiny answer and says how long it took', async () => {
  server = await startModelServer();
  server.script(answer('OK', { every: 30 }));
  const result = await testConnection(connectionTo(server.baseUrl), surroundingsWith());
  expect(result).toEqual({ status: 'ok', model: 'test-model', milliseconds: expect.any(Number) });
  expect(result.status === 'ok' && result.milliseconds).toBeGreaterThanOrEqual(30);
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]?.body).toMatchObject({
    stream: true,
    messages: [{ role: 'user', content: 'Reply with OK.' }],
  });
});

it.each<[string, Script]>([
  ['only thinks within the limit', answer([], { reason: 'length' })],
  [
    'is refused for thinking too long',
    json(400, {
      error: { message: 'Could not finish the message because max_tokens or model output limit was reached.' },
    }),
  ],
])('is content with a model that %s', async (_name, script) => {
  server = await startModelServer();
  server.script(script);
  expect(await testConnection(connectionTo(server.baseUrl), surroundingsWith())).toMatchObject({ status: 'ok' });
});

it.each<[string, () => Script, object]>([
  ['a wrong key', faults.wrongKey, { kind: 'key-refused' }],
  ['a missing model', () => faults.noSuchModel('test-model'), { kind: 'model-missing', model: 'test-model' }],
  ['a server that refuses extensions', faults.originRefused, { kind: 'origin-refused' }],
  ['an answer without an end', () => faults.endAfter(['O']), { kind: 'cut-off' }],
])('names %s', async (_name, script, error) => {
  server = await startModelServer();
  server.script(script());
  const result = await testConnection(connectionTo(server.baseUrl), surroundingsWith());
  expect(result).toEqual({ status: 'failed', error: expect.objectContaining(error) });
});

it.each([
  ['is missing', ''],
  ['stands behind another path', '/api'],
])('finds the address when its /v1 %s', async (_name, path) => {
  server = await startModelServer();
  const result = await testConnection(connectionTo(server.origin + path), surroundingsWith());
  expect(result).toEqual({
    status: 'failed',
    error: {
      kind: 'wrong-address',
      url: `${server.origin}${path}/chat/completions`,
      suggestion: `${server.origin}/v1`,
    },
  });
});

it('suggests nothing where there is no API', async () => {
  server = await startModelServer({ basePath: '/elsewhere' });
  const result = await testConnection(connectionTo(server.origin), surroundingsWith());
  expect(result).toEqual({
    status: 'failed',
    error: { kind: 'wrong-address', url: `${server.origin}/chat/completions` },
  });
});

it('asks for a model first when none is chosen, unless the server has worse news', async () => {
  server = await startModelServer();
  const unchosen = connectionTo(server.baseUrl, { model: '' });
  expect(await testConnection(unchosen, surroundingsWith())).toEqual({
    status: 'failed',
    error: { kind: 'no-model-chosen' },
  });
  await server.close();
  expect(await testConnection(unchosen, surroundingsWith())).toMatchObject({ error: { kind: 'unreachable' } });
});

it('asks in the way the connection speaks', async () => {
  server = await startModelServer();
  const spoken = connectionTo(server.baseUrl, { protocol: 'responses', background: true });
  await testConnection(spoken, surroundingsWith());
  await testConnection({ ...spoken, protocol: 'assistants' }, surroundingsWith());
  const asked = server.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
  expect(asked[0]).toBe('/v1/responses');
  expect(asked).toContain('/v1/assistants');
  expect(server.requests[0]?.body).not.toMatchObject({ store: true });
});

it('says of a key that no request can carry what a server says of a wrong one', async () => {
  server = await startModelServer();
  const connection = connectionTo(server.baseUrl, { key: 'sk-ключ' });
  const { host } = new URL(server.baseUrl);
  const error = { kind: 'key-refused', host };
  expect(await testConnection(connection, surroundingsWith())).toEqual({ status: 'failed', error });
  expect(await listModels(connection, surroundingsWith())).toEqual({ models: [], error });
});
