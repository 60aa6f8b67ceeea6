import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FunctionTool } from '../../../lib/assistants/objects.ts';
import type { ModelMessage, ModelRequest } from '../../../lib/assistants/ports.ts';
import { createChatCompletionsBackend } from '../../../lib/models/chat-completions/backend.ts';
import { SERVICES } from '../../../lib/models/services.ts';
import { answer, type ModelServer, startModelServer } from '../../support/model-server/index.ts';
import { collect, connectionTo, modelRequest, surroundingsWith } from '../talk.ts';

const tools: FunctionTool[] = ['find', 'open'].map((name) => ({ type: 'function', function: { name } }));
const call = { id: 'call_8b2f6c1a-77', type: 'function', function: { name: 'find', arguments: '{}' } } as const;
const messages: ModelMessage[] = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Page' },
  { role: 'user', content: 'Question' },
  { role: 'assistant', content: '', tool_calls: [call] },
  { role: 'tool', tool_call_id: call.id, content: 'found' },
];
/** Everything that can be asked for at once. */
const EVERYTHING: Partial<ModelRequest> = {
  messages,
  tools,
  tool_choice: 'required',
  parallel_tool_calls: false,
  response_format: { type: 'json_object' },
  temperature: 0.5,
  top_p: 0.9,
  reasoning_effort: 'low',
  max_completion_tokens: 300,
};

/** The whole vocabulary: what servers refuse for being unknown, empty or ours is not in it. */
const FIELDS = [
  ...[
    'model',
    'messages',
    'stream',
    'stream_options',
    'tools',
    'tool_choice',
    'parallel_tool_calls',
    'response_format',
  ],
  ...['temperature', 'top_p', 'reasoning_effort'],
];

type Special = {
  readonly limit?: string;
  readonly choice?: unknown;
  readonly named?: unknown;
  readonly offered?: string[];
  readonly format?: object;
  readonly callId?: string;
  readonly headers?: Record<string, string>;
};

const NAMED = { type: 'function', function: { name: 'open' } } as const;

/** What differs from service to service. */
const SPECIAL: Readonly<Record<string, Special>> = {
  openai: { limit: 'max_completion_tokens' },
  azure: { limit: 'max_completion_tokens' },
  mistral: { choice: 'any', callId: 'b2f6c1a77' },
  anthropic: { headers: { 'anthropic-dangerous-direct-browser-access': 'true' } },
  'lm-studio': {
    named: 'required',
    offered: ['open'],
    format: { type: 'json_schema', json_schema: { name: 'answer', schema: { type: 'object' } } },
  },
};

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
  server.script(answer('ok'));
});
afterAll(() => server.close());

async function sent(service: string, asked: Partial<ModelRequest>) {
  const backend = createChatCompletionsBackend(connectionTo(server.baseUrl, { service }), surroundingsWith());
  await collect(backend.stream(modelRequest(asked), new AbortController().signal));
  const request = server.requests.at(-1);
  return { body: Object(request?.body), headers: request?.headers ?? {} };
}

describe.each(SERVICES.map(({ id }) => [id, SPECIAL[id] ?? {}] as const))('%s', (id, special) => {
  it('gets four fields when nothing else was asked for', async () => {
    const { body } = await sent(id, {});
    expect(Object.keys(body).sort()).toEqual(['messages', 'model', 'stream', 'stream_options']);
  });

  it('gets no field that was not asked for or that only some servers know', async () => {
    const { body } = await sent(id, EVERYTHING);
    expect(Object.keys(body).sort()).toEqual([...FIELDS, special.limit ?? 'max_tokens'].sort());
    expect(body[special.limit ?? 'max_tokens']).toBe(300);
    expect(JSON.stringify(body)).not.toMatch(/"(name|user|store|metadata|strict|detail|extra)":(null|\[\]|"")/);
  });

  it('is told in its own words that a function must be called', async () => {
    const { body } = await sent(id, EVERYTHING);
    expect(body.tool_choice).toEqual(special.choice ?? 'required');
    const named = await sent(id, { ...EVERYTHING, tool_choice: NAMED });
    expect(named.body.tool_choice).toEqual(special.named ?? NAMED);
    const offered = named.body.tools.map((tool: { function: { name: string } }) => tool.function.name);
    expect(offered).toEqual(special.offered ?? ['find', 'open']);
  });

  it('is asked for JSON in a form that it takes', async () => {
    const { body } = await sent(id, EVERYTHING);
    expect(body.response_format).toEqual(special.format ?? { type: 'json_object' });
  });

  it('gets turns that alternate, and calls with ids that it takes', async () => {
    const { body } = await sent(id, EVERYTHING);
    const callId = special.callId ?? call.id;
    expect(body.messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Page\n\nQuestion' },
      { role: 'assistant', content: null, tool_calls: [{ ...call, id: callId }] },
      { role: 'tool', tool_call_id: callId, content: 'found' },
    ]);
  });

  it('gets the key and its own headers, and nothing about this machine', async () => {
    const { headers } = await sent(id, {});
    expect(headers).toMatchObject({ authorization: 'Bearer sk-test-0123456789', ...special.headers });
    expect(Object.keys(headers).filter((name) => /^x-stainless|^openai-/.test(name))).toEqual([]);
  });
});
