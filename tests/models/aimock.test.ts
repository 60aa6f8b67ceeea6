import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createChatCompletionsBackend } from '../../lib/models/chat-completions/backend.ts';
import { listModels } from '../../lib/models/list-models.ts';
import { collect, connectionTo, endsOf, modelRequest, surroundingsWith, textOf } from './talk.ts';

/** Somebody else's idea of an OpenAI server, as a check on ours. */
const mock = new LLMock({ port: 0, chunkSize: 4 });

beforeAll(async () => {
  mock.onMessage('summarize', { content: 'The page is about the sun.' });
  mock.onMessage('call', { toolCalls: [{ name: 'find', arguments: '{"q":"sun"}' }] });
  await mock.start();
});
afterAll(() => mock.stop());

function ask(content: string) {
  const backend = createChatCompletionsBackend(connectionTo(`${mock.url}/v1`, { model: 'gpt-4o' }), surroundingsWith());
  const request = modelRequest({
    model: 'gpt-4o',
    messages: [{ role: 'user', content }],
    tools: [{ type: 'function', function: { name: 'find' } }],
  });
  return collect(backend.stream(request, new AbortController().signal));
}

it('reads its streamed answer', async () => {
  const parts = await ask('summarize');
  expect(textOf(parts)).toBe('The page is about the sun.');
  expect(parts.filter(({ type }) => type === 'text-delta').length).toBeGreaterThan(3);
  expect(endsOf(parts)).toEqual([{ type: 'finish', reason: 'stop' }]);
});

it('reads its function call', async () => {
  const parts = await ask('call');
  const written = parts.map((part) => (part.type === 'tool-call-delta' ? part.arguments_delta : '')).join('');
  expect(JSON.parse(written)).toEqual({ q: 'sun' });
  expect(endsOf(parts)).toEqual([{ type: 'finish', reason: 'tool-calls' }]);
});

it('reads its list of models', async () => {
  const { models, error } = await listModels(connectionTo(`${mock.url}/v1`), surroundingsWith());
  expect(error).toBeNull();
  expect(models.length).toBeGreaterThan(0);
});
