import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Usage } from '../../../lib/assistants/objects.ts';
import type { StreamPart } from '../../../lib/assistants/ports.ts';
import { createChatCompletionsBackend } from '../../../lib/models/chat-completions/backend.ts';
import { createChunkReader } from '../../../lib/models/chat-completions/chunk-reader.ts';
import {
  event,
  eventStream,
  type ModelServer,
  type Script,
  send,
  startModelServer,
} from '../../support/model-server/index.ts';
import { processorTime } from '../../support/processor-time.ts';
import { collect, connectionTo, modelRequest, surroundingsWith, textOf } from '../talk.ts';

/** One event a line. */
const FIXTURES = new URL('../../fixtures/sse/', import.meta.url);
/** Whole streams, byte for byte. */
const RAW_FIXTURES = new URL('../../fixtures/sse-raw/', import.meta.url);
const USAGE: Usage = { prompt_tokens: 20, completion_tokens: 8, total_tokens: 28 };

type Summary = {
  text?: string;
  reasoning?: string;
  /** `id name arguments`, in order. */
  calls?: string[];
  /** What the server wants back with the calls, in their order. */
  extra?: object[];
  usage?: Usage;
  finish: string;
};

let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());

async function read(fixture: string): Promise<StreamPart[]> {
  server.script(scriptOf(fixture));
  const backend = createChatCompletionsBackend(connectionTo(server.baseUrl), surroundingsWith());
  const parts = await collect(backend.stream(modelRequest(), new AbortController().signal));
  // Ids that the backend makes up are new each time.
  return parts.map((part) =>
    part.type === 'tool-call-delta' && /^call_.{36}$/.test(part.id) ? { ...part, id: `made-${part.index + 1}` } : part,
  );
}

function scriptOf(fixture: string): Script {
  if (fixture.endsWith('.sse')) return [eventStream, send(readFileSync(new URL(fixture, RAW_FIXTURES)))];
  const lines = readFileSync(new URL(fixture, FIXTURES), 'utf8').trim().split('\n');
  return [eventStream, ...lines.map((line) => event(line))];
}

function summarize(parts: readonly StreamPart[]): Summary {
  const calls: string[] = [];
  const extra: object[] = [];
  const summary: Summary = { finish: '' };
  const reasoning = parts.map((part) => (part.type === 'reasoning-delta' ? part.delta : '')).join('');
  if (textOf(parts) !== '') summary.text = textOf(parts);
  if (reasoning !== '') summary.reasoning = reasoning;
  for (const part of parts) {
    if (part.type === 'tool-call-delta') {
      calls[part.index] = (calls[part.index] ?? `${part.id} ${part.name} `) + part.arguments_delta;
      if (part.extra !== undefined) extra[part.index] = part.extra;
    }
    if (part.type === 'usage') summary.usage = part.usage;
    if (part.type === 'finish') summary.finish += part.reason;
    if (part.type === 'error') summary.finish += part.error.kind;
  }
  if (extra.length > 0) summary.extra = extra;
  return calls.length === 0 ? summary : { ...summary, calls };
}

const EXPECTED: Record<string, Summary> = {
  'openai-two-calls': {
    calls: ['call_a find {"q":"sun"}', 'call_b open {}'],
    usage: USAGE,
    finish: 'tool-calls',
  },
  'azure-filter-results-first': { text: 'Hello', finish: 'stop' },
  'ollama-call-in-one-chunk': {
    reasoning: 'I should look.',
    calls: ['call_x1 find {"q":"sun"}'],
    usage: USAGE,
    finish: 'tool-calls',
  },
  'lm-studio-reasoning-content': { reasoning: 'Let me think.', text: 'Done.', finish: 'stop' },
  'vllm-stop-with-calls': { calls: ['chatcmpl-tool-1 find {}'], finish: 'tool-calls' },
  'vllm-tool-calls-without-calls': { text: 'Just text.', finish: 'stop' },
  'llama-cpp-null-content-first': { text: 'Hi', usage: USAGE, finish: 'stop' },
  'openrouter-reasoning-details': { reasoning: 'Hm.', text: 'Yes.', usage: USAGE, finish: 'stop' },
  'groq-usage-in-x-groq': { text: 'Fast.', usage: USAGE, finish: 'stop' },
  'gemini-whole-calls-without-index': {
    calls: ['made-1 find {"q":"sun"}', 'made-2 find {"q":"moon"}'],
    usage: USAGE,
    finish: 'tool-calls',
  },
  'mistral-call-without-index': { calls: ['a1B2c3D4e find {"q": "sun"}'], usage: USAGE, finish: 'tool-calls' },
  'mistral-thinking-parts': { reasoning: 'Well, yes.', text: 'It is.', finish: 'stop' },
  'alibaba-empty-id-in-continuations': { calls: ['call_q find {"q":1}'], finish: 'tool-calls' },
  'custom-same-index-different-ids': { calls: ['one find {"x":1}', 'two find {"y":2}'], finish: 'tool-calls' },
  'custom-new-id-in-every-delta': { calls: ['r1 find {"q":1}'], finish: 'tool-calls' },
  'custom-object-arguments-no-id': { calls: ['made-1 find {"q":"sun","n":2}'], finish: 'tool-calls' },
  'custom-name-after-arguments': { calls: ['late find {"q":1}'], finish: 'tool-calls' },
  'custom-name-in-every-delta': { calls: ['k find {"q":1}'], finish: 'tool-calls' },
  'custom-bare-chunks': { text: 'No frills.', finish: 'stop' },
  'custom-empty-finish-reason': { text: 'Still going.', finish: 'stop' },
  'custom-refusal': { text: 'I will not.', finish: 'stop' },
  'custom-interleaved-calls': { calls: ['b open []', 'a find {}'], finish: 'tool-calls' },
  'custom-thoughts-behind-the-call': {
    reasoning: 'Late thoughts.',
    calls: ['c1 find {}'],
    extra: [{ reasoning_content: 'Late thoughts.' }],
    finish: 'tool-calls',
  },
  'gemini-thought-signature': {
    calls: ['function-call-1 find {"q":"sun"}', 'function-call-2 open {}'],
    extra: [{ extra_content: { google: { thought_signature: 'c2lnbmF0dXJl' } } }],
    usage: USAGE,
    finish: 'tool-calls',
  },
  'deepseek-thoughts-before-call': {
    reasoning: 'I should look.',
    calls: ['call_00_a find {"q":"sun"}'],
    extra: [{ reasoning_content: 'I should look.' }],
    usage: USAGE,
    finish: 'tool-calls',
  },
  'deepseek-no-resources': { text: 'Half an answer', finish: 'server-failed' },
  'openrouter-details-with-call': {
    reasoning: 'Hm.',
    calls: ['toolu_1 find {"q":"sun"}'],
    extra: [
      {
        reasoning_details: [
          { type: 'reasoning.text', text: 'Hm.', index: 0 },
          { type: 'reasoning.text', signature: 'c2ln', index: 0 },
        ],
      },
    ],
    usage: USAGE,
    finish: 'tool-calls',
  },
  'moonshot-usage-in-choice': { text: 'Moon.', usage: USAGE, finish: 'stop' },
  'xai-usage-in-every-chunk': { reasoning: 'Thinking... ', text: 'Groks it.', usage: USAGE, finish: 'stop' },
  'mistral-second-delta-without-id': { calls: ['Zx9Yw8Vu7 find {"q":"sun"}'], usage: USAGE, finish: 'tool-calls' },
  'mistral-two-whole-calls': {
    calls: ['aaaaaaaa1 find {"q":"sun"}', 'aaaaaaaa2 find {"q":"moon"}'],
    usage: USAGE,
    finish: 'tool-calls',
  },
  'anthropic-text-then-call': {
    text: 'Let me look.',
    calls: ['toolu_01 find {"q": "sun"}'],
    usage: USAGE,
    finish: 'tool-calls',
  },
  'azure-filtered-in-the-middle': { text: 'First words', finish: 'content-filter' },
  'azure-annotations-without-delta': { text: 'Hello', usage: USAGE, finish: 'stop' },
  'groq-thoughts-and-call': {
    reasoning: 'Need data.',
    calls: ['fc_1 find {"q":"sun"}'],
    usage: USAGE,
    finish: 'tool-calls',
  },
  'ollama-two-calls-both-index-0': {
    calls: ['call_o1 find {"q":"sun"}', 'call_o2 find {"q":"moon"}'],
    usage: USAGE,
    finish: 'tool-calls',
  },
  'llama-cpp-call-in-pieces-with-timings': {
    reasoning: 'Hm.',
    calls: ['Kq1Lw2Er3Ty4 find {"q":"sun"}'],
    extra: [{ reasoning_content: 'Hm.' }],
    usage: USAGE,
    finish: 'tool-calls',
  },
  'llama-cpp-progress-first': { text: 'Ready.', finish: 'stop' },
  'lm-studio-call-in-pieces': { calls: ['365174485 find {"q":"sun"}'], finish: 'tool-calls' },
  'vllm-thoughts-and-parallel-calls': {
    reasoning: 'Two things.',
    calls: ['chatcmpl-tool-a find {"q":"sun"}', 'chatcmpl-tool-b open {}'],
    usage: USAGE,
    finish: 'tool-calls',
  },
  'openai-padding-and-refusal': { text: 'I cannot do that.', usage: USAGE, finish: 'stop' },
  'litellm-signature-in-specific-fields': {
    calls: ['call_l1 find {}'],
    extra: [{ provider_specific_fields: { thought_signature: 'bGl0ZQ' } }],
    finish: 'tool-calls',
  },
  'together-end-token-behind-finish': { text: 'Sun.', usage: USAGE, finish: 'stop' },
  'aimlapi-end-turn': { text: 'All good.', usage: USAGE, finish: 'stop' },
  'openrouter-processing-comments': { text: 'Hello', finish: 'stop' },
  'openrouter-error-in-the-middle': { text: 'Hello', finish: 'server-failed' },
  'deepseek-keep-alive-comments': { text: 'Hello', finish: 'stop' },
  'llama-cpp-error-field': { text: 'Hello', finish: 'too-long' },
  'llama-cpp-error-in-data': { finish: 'too-long' },
  'llama-cpp-done-without-empty-line': { text: 'Hello', finish: 'stop' },
  'lm-studio-error-event': { text: 'Hello', finish: 'server-failed' },
  'ollama-error-as-text': { text: 'Hello', finish: 'server-failed' },
  'groq-tool-use-failed': { finish: 'request-refused' },
  'gemini-error-list': { finish: 'server-failed' },
  'anthropic-error-event': { text: 'Hello', finish: 'server-failed' },
  'vllm-error-object': { text: 'Hello', finish: 'server-failed' },
  'mistral-error-object': { finish: 'server-failed' },
  'custom-byte-order-mark': { text: 'Hello', finish: 'stop' },
  'custom-carriage-returns-only': { text: 'Hello', finish: 'stop' },
  'custom-ids-and-retry-fields': { text: 'Hello', finish: 'stop' },
};

const NAMES = [...readdirSync(FIXTURES), ...readdirSync(RAW_FIXTURES)];

it.each(NAMES)('understands %s', async (fixture) => {
  const name = fixture.replace(/^\d{4}-\d{2}-|\.(jsonl|sse)$/g, '');
  expect(EXPECTED).toHaveProperty(name);
  expect(summarize(await read(fixture))).toEqual(EXPECTED[name]);
});

it('has a fixture for everything that is expected', () => {
  expect(Object.keys(EXPECTED)).toHaveLength(NAMES.length);
});

it('gives the first delta of each call its id and name, and consecutive places from 0', async () => {
  for (const fixture of NAMES) {
    const seen = new Set<number>();
    for (const part of await read(fixture)) {
      if (part.type !== 'tool-call-delta') continue;
      expect(part.id).not.toBe('');
      expect(part.name).not.toBe('');
      expect(part.index).toBeLessThanOrEqual(seen.size);
      seen.add(part.index);
    }
  }
});

it.each<[string, unknown]>([
  ['null', null],
  ['a number', 7],
  ['a text', 'hello'],
  ['an empty list', []],
  ['choices that are no list', { choices: 'none' }],
  ['a choice that is no object', { choices: [null] }],
  ['calls that are no list', { choices: [{ delta: { tool_calls: 'x' } }] }],
  ['a call that is no object', { choices: [{ delta: { tool_calls: [3] } }] }],
  ['usage without numbers', { choices: [], usage: { prompt_tokens: 'many' } }],
])('reads nothing out of %s', (_name, chunk) => {
  const reader = createChunkReader({ host: 'server.test', newCallId: () => 'id' });
  expect(reader.read(chunk)).toEqual([]);
});

it('takes thousands of calls without slowing down', () => {
  const reader = createChunkReader({ host: 'server.test', newCallId: () => 'id' });
  const time = processorTime(() => {
    for (let index = 0; index < 100_000; index++)
      reader.read({ choices: [{ delta: { tool_calls: [{ index, id: `c${index}`, function: { name: 'f' } }] } }] });
  });
  expect(time).toBeLessThan(3_000);
});
