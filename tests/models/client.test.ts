import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createChatCompletionsBackend } from '../../lib/models/chat-completions/backend.ts';
import { type ModelServer, startModelServer } from '../support/model-server/index.ts';
import { collect, connectionTo, modelRequest, surroundingsWith } from './talk.ts';

let server: ModelServer;

beforeEach(async () => {
  server = await startModelServer();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

async function headersSent(more: Parameters<typeof connectionTo>[1]) {
  const backend = createChatCompletionsBackend(connectionTo(server.baseUrl, more), surroundingsWith());
  await collect(backend.stream(modelRequest(), new AbortController().signal));
  return server.requests[0]?.headers ?? {};
}

it('sends the key and nothing about the machine', async () => {
  const headers = await headersSent({ key: 'sk-1' });
  expect(headers['authorization']).toBe('Bearer sk-1');
  expect(Object.keys(headers).filter((name) => /^(x-stainless|openai|cookie|referer)/.test(name))).toEqual([]);
  expect(headers['user-agent']).not.toMatch(/openai/i);
});

it('sends no Authorization header without a key, whatever the environment holds', async () => {
  vi.stubEnv('OPENAI_API_KEY', 'sk-of-somebody');
  vi.stubEnv('OPENAI_ORG_ID', 'org-1');
  const headers = await headersSent({ key: null });
  expect(headers).not.toHaveProperty('authorization');
  expect(headers).not.toHaveProperty('openai-organization');
});

it('sends the headers that a service insists on', async () => {
  const headers = await headersSent({ service: 'anthropic' });
  expect(headers['anthropic-dangerous-direct-browser-access']).toBe('true');
});
