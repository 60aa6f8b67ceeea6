import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Usage } from '../../../lib/assistants/objects.ts';
import type { StreamPart } from '../../../lib/assistants/ports.ts';
import { createChunkReader } from '../../../lib/models/chat-completions/chunk-reader.ts';
import { textOf } from '../talk.ts';

const FIXTURES = new URL('../../fixtures/sse/', import.meta.url);
const USAGE: Usage = { prompt_tokens: 20, completion_tokens: 8, total_tokens: 28 };

type Summary = {
  text?: string;
  reasoning?: string;
  /** `id name arguments`, in order. */
  calls?: string[];
  usage?: Usage;
  finish: string;
};

function read(fixture: string): StreamPart[] {
  const lines = readFileSync(new URL(fixture, FIXTURES), 'utf8').trim().split('\n');
  let made = 0;
  const reader = createChunkReader({ host: 'server.test', newCallId: () => `made-${++made}` });
  return [...lines.flatMap((line) => reader.read(JSON.parse(line))), ...reader.end({ saw_done: false })];
}

function summarize(parts: readonly StreamPart[]): Summary {
  const calls: string[] = [];
  const summary: Summary = { finish: '' };
  const reasoning = parts.map((part) => (part.type === 'reasoning-delta' ? part.delta : '')).join('');
  if (textOf(parts) !== '') summary.text = textOf(parts);
  if (reasoning !== '') summary.reasoning = reasoning;
  for (const part of parts) {
    if (part.type === 'tool-call-delta')
      calls[part.index] = (calls[part.index] ?? `${part.id} ${part.name} `) + part.arguments_delta;
    if (part.type === 'usage') summary.usage = part.usage;
    if (part.type === 'finish') summary.finish += part.reason;
    if (part.type === 'error') summary.finish += part.error.kind;
  }
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
};

it.each(readdirSync(FIXTURES))('understands %s', (fixture) => {
  const name = fixture.replace(/^\d{4}-\d{2}-|\.jsonl$/g, '');
  expect(summarize(read(fixture))).toEqual(EXPECTED[name]);
});

it('gives the first delta of each call its id and name, and consecutive places from 0', () => {
  for (const fixture of readdirSync(FIXTURES)) {
    const seen = new Set<number>();
    for (const part of read(fixture)) {
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
  const started = performance.now();
  for (let index = 0; index < 100_000; index++)
    reader.read({ choices: [{ delta: { tool_calls: [{ index, id: `c${index}`, function: { name: 'f' } }] } }] });
  expect(performance.now() - started).toBeLessThan(3_000);
});
