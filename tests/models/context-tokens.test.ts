import { expect, it } from 'vitest';
import { createBackends } from '../../lib/models/backends.ts';
import type { Connection } from '../../lib/models/connection.ts';
import { serviceOf } from '../../lib/models/services.ts';
import { surroundingsWith } from './talk.ts';

const PRESET = serviceOf('custom').context_tokens;

async function tokensOf(change: Partial<Connection>, model = 'small'): Promise<number> {
  const connection: Connection = {
    id: 'conn_1',
    name: 'Mine',
    service: 'custom',
    base_url: 'http://127.0.0.1:9/v1',
    protocol: 'chat-completions',
    model: 'small',
    key_hint: null,
    created_at: 0,
    ...change,
  };
  const backends = createBackends({
    connections: { get: async () => connection, default: async () => connection },
    keyFor: async () => null,
    onDevice: { stream: () => expect.fail('answers on the device') },
    surroundings: surroundingsWith(),
  });
  return (await backends.open(connection.id, model)).context_tokens;
}

it('a model reads as much as its server has listed, and another of the same connection what the service’s do', async () => {
  expect(await tokensOf({ context_tokens: 32_000 })).toBe(32_000);
  expect(await tokensOf({ context_tokens: 32_000 }, 'other')).toBe(PRESET);
  expect(await tokensOf({})).toBe(PRESET);
});

it('a number that no model has is not believed', async () => {
  expect(await tokensOf({ context_tokens: 1 })).toBe(PRESET);
});
