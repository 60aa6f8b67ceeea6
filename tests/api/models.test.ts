import { afterEach, describe, expect, it } from 'vitest';
import type { Backend } from '../../lib/assistants/ports.ts';
import { createBackends } from '../../lib/models/backends.ts';
import type { Connection } from '../../lib/models/connection.ts';
import { surroundingsWith } from '../models/talk.ts';
import { createWorld } from '../support/engine.ts';
import { html, json, type ModelServer, type Script, startModelServer } from '../support/model-server/index.ts';
import { send } from './refusals.ts';

describe('models', () => {
  it('are listed in the published shape', async () => {
    const { client } = createWorld().startWorker();
    const listed = await client.models.list();
    expect(listed.object).toBe('list');
    expect(listed.data).toEqual([{ id: 'scripted-model', object: 'model', created: 0, owned_by: 'sitethread' }]);
    expect(await client.models.retrieve('scripted-model')).toMatchObject({ id: 'scripted-model', object: 'model' });
  });

  it('that nobody lists are not found', async () => {
    const response = await send(createWorld().startWorker(), 'GET', '/models/some%2Fother');
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: {
        message: "The model 'some/other' does not exist",
        type: 'invalid_request_error',
        param: 'model',
        code: 'model_not_found',
      },
    });
  });
});

describe('the models of the default connection', () => {
  let server: ModelServer | undefined;
  afterEach(() => server?.close());

  const onDevice: Backend = { stream: () => (async function* () {})() };

  function modelsOf(connection: Connection | undefined): Promise<readonly string[]> {
    const connections = { get: async () => connection, default: async () => connection };
    return createBackends({
      connections,
      keyFor: async () => null,
      onDevice,
      surroundings: surroundingsWith(),
    }).models();
  }

  async function modelsAt(models: readonly string[] | Script, model: string): Promise<readonly string[]> {
    server = await startModelServer({ models });
    return modelsOf({
      id: 'c',
      name: 'C',
      service: 'custom',
      base_url: server.baseUrl,
      protocol: 'chat-completions',
      model,
      key_hint: null,
      created_at: 0,
    });
  }

  it('are what its server lists', async () => {
    expect(await modelsAt(['b', 'a'], 'b')).toEqual(['a', 'b']);
  });

  it('begin with its own when the server does not list it', async () => {
    expect(await modelsAt(['b', 'a'], 'own')).toEqual(['own', 'a', 'b']);
  });

  it('are what its server lists when none is chosen', async () => {
    expect(await modelsAt(['a'], '')).toEqual(['a']);
  });

  it.each([
    ['refuses', json(401, { error: { message: 'No' } })],
    ['is none', html(404, 'Not found')],
  ])('are its own alone when its server %s', async (_what, script) => {
    expect(await modelsAt(script, 'own')).toEqual(['own']);
  });

  it('are on the device without a connection', async () => {
    expect(await modelsOf(undefined)).toEqual(['on-device']);
  });

  it('are none when the connections cannot be read', async () => {
    const broken = () => Promise.reject(new Error('broken'));
    const backends = createBackends({
      connections: { get: broken, default: broken },
      keyFor: async () => null,
      onDevice,
      surroundings: surroundingsWith(),
    });
    expect(await backends.models()).toEqual([]);
  });
});

it('a connection that is gone is answered for by the default one, with its own model, and its id is sent to nobody', async () => {
  const connection: Connection = {
    ...{ id: 'conn_new', name: 'New', service: 'custom', base_url: 'http://127.0.0.1:1/v1' },
    ...{ protocol: 'chat-completions', model: 'own', key_hint: null, created_at: 0 },
  };
  const choosing = (held: Connection | undefined) =>
    createBackends({
      connections: { get: async (id) => (id === held?.id ? held : undefined), default: async () => held },
      keyFor: async () => null,
      onDevice: { stream: () => (async function* () {})() },
      surroundings: surroundingsWith(),
    });
  expect(await choosing(connection).choose('conn_old/gpt-x')).toEqual({ connection_id: 'conn_new', model: 'own' });
  expect(await choosing(connection).choose('vendor/gpt-x')).toEqual({
    connection_id: 'conn_new',
    model: 'vendor/gpt-x',
  });
  expect(await choosing(undefined).choose('conn_old/')).toEqual({ connection_id: 'on-device', model: 'on-device' });
});
