import { describe, expect, it, vi } from 'vitest';
import { createBackends } from '../../../lib/models/backends.ts';
import type { Connection } from '../../../lib/models/connection.ts';
import { connectionCommands } from '../../../lib/models/connection-commands.ts';
import { createOnDeviceBackend } from '../../../lib/models/on-device/backend.ts';
import { BUILT_IN, SERVICES, serviceOf, servicesWith } from '../../../lib/models/services.ts';
import { testConnection } from '../../../lib/models/test-connection.ts';
import { collect, modelRequest, surroundingsWith, textOf } from '../talk.ts';
import { browserWith, type Script } from './browser-model.ts';

const connection: Connection = {
  id: 'conn_1',
  name: 'Mine',
  service: BUILT_IN.id,
  base_url: '',
  protocol: 'built-in',
  model: BUILT_IN.model,
  key_hint: null,
  created_at: 0,
};

function backendsIn(script: Script | null) {
  const browser = script === null ? null : browserWith(script);
  return createBackends({
    connections: { get: async () => connection, default: async () => connection },
    keyFor: () => expect.fail('asked for a key'),
    onDevice: createOnDeviceBackend({ nothingFound: 'nothing' }),
    surroundings: surroundingsWith({
      fetch: () => expect.fail('went to the network'),
      ...(browser === null ? {} : { builtIn: browser.models }),
    }),
  });
}

describe('a connection to the built-in model', () => {
  it('answers runs without a key, an address or the network', async () => {
    const backends = backendsIn({ chunks: ['Hello.'], window: 9_216 });
    const chosen = await backends.choose('default');
    expect(chosen).toEqual({ connection_id: 'conn_1', model: 'built-in' });
    const { backend, context_tokens } = await backends.open(chosen.connection_id, chosen.model);
    expect(context_tokens).toBe(9_216);
    const parts = await collect(backend.stream(modelRequest(), new AbortController().signal));
    expect(textOf(parts)).toBe('Hello.');
  });

  it('is stored without a key, and a key that a server had before goes', async () => {
    const save = vi.fn();
    const remove = vi.fn();
    const commands = connectionCommands({
      connections: {
        get: async () => ({ ...connection, base_url: 'https://api.example/v1', key_hint: 'x9Qf' }),
        save,
        delete: vi.fn(),
        setDefault: vi.fn(),
      },
      secrets: {
        put: () => expect.fail('kept a key'),
        remove,
        keyFor: () => expect.fail('read a key'),
        holds: async () => true,
      },
      newId: () => 'conn_2',
      now: () => 0,
      surroundings: surroundingsWith(),
    });
    await commands['connection-save']({ connection, key: undefined });
    expect(save).toHaveBeenCalledWith(connection);
    expect(remove).toHaveBeenCalledWith('conn_1');
  });

  it('lists its one model', async () => {
    expect(await backendsIn({}).models()).toEqual(['built-in']);
  });

  it('says so where the browser has none', async () => {
    const { backend, context_tokens } = await backendsIn(null).open('conn_1', 'built-in');
    expect(context_tokens).toBe(4_096);
    const parts = await collect(backend.stream(modelRequest(), new AbortController().signal));
    expect(parts).toEqual([{ type: 'error', error: { kind: 'built-in-unavailable' } }]);
  });

  it.each([
    [{ chunks: ['OK'] }, { status: 'ok', model: 'built-in' }],
    [{ availability: 'downloadable' }, { status: 'failed', error: { kind: 'model-not-downloaded' } }],
    [{ availability: 'unavailable' }, { status: 'failed', error: { kind: 'built-in-unavailable' } }],
  ] as const)('is tested with one short answer (%j)', async (script, result) => {
    const surroundings = surroundingsWith({ builtIn: browserWith(script).models });
    expect(await testConnection({ ...connection, key: null }, surroundings)).toMatchObject(result);
  });

  it('is offered apart from the servers, because only some browsers have one', () => {
    expect(SERVICES).not.toContain(BUILT_IN);
    expect(servicesWith({ built_in: false })).not.toContain(BUILT_IN);
    expect(servicesWith({ built_in: true }).slice(-2)).toMatchObject([{ id: 'built-in' }, { id: 'custom' }]);
    expect(serviceOf('built-in')).toBe(BUILT_IN);
  });
});
