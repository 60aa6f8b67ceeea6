import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Usage } from '../../../lib/assistants/objects.ts';
import type { StreamPart } from '../../../lib/assistants/ports.ts';
import { createResponsesBackend } from '../../../lib/models/responses/backend.ts';
import { eventsOf, type ResponsesServer, startResponsesServer } from '../../support/model-server/responses-server.ts';
import { collect, connectionTo, endsOf, modelRequest, surroundingsWith, textOf } from '../talk.ts';
import { linesOf, STREAMS } from './fixtures.ts';
import { wrongInCreate, wrongInEvent } from './published.ts';

const USAGE: Usage = { prompt_tokens: 20, completion_tokens: 8, total_tokens: 28 };

type Summary = {
  text?: string;
  reasoning?: string;
  /** `id name arguments`, in order. */
  calls?: string[];
  /** Undefined is USAGE. */
  usage?: null;
  finish: string;
};

const SUN = 'call_a find {"q":"sun"}';
const FIND_AND_OPEN = { calls: [SUN, 'call_b open {}'], finish: 'tool-calls' };

const EXPECTED: Readonly<Record<string, Summary>> = {
  'openai-text': { text: 'Hello, world.', finish: 'stop' },
  'openai-emoji': { text: 'Grüße 👋🏽 日本', finish: 'stop' },
  'openai-two-content-parts': { text: 'One, two.', finish: 'stop' },
  'openai-two-messages': { text: 'Let me look.\n\nIt is blue.', finish: 'stop' },
  'openai-one-call': { calls: [SUN], finish: 'tool-calls' },
  'openai-two-calls': FIND_AND_OPEN,
  'openai-text-then-call': { text: 'I will look it up.', calls: [SUN], finish: 'tool-calls' },
  'openai-reasoning-summary': { reasoning: 'First thought.\n\nSecond.', text: 'Yes.', finish: 'stop' },
  'openai-reasoning-then-call': { reasoning: 'I need to look.', calls: ['call_a find {}'], finish: 'tool-calls' },
  'openai-refusal': { text: 'I cannot help with that.', finish: 'stop' },
  'openai-incomplete-length': { text: 'A very lo', finish: 'length' },
  'openai-incomplete-while-thinking': { finish: 'length' },
  'openai-incomplete-content-filter': { text: 'Well', finish: 'content-filter' },
  'openai-failed': { text: 'Half', usage: null, finish: 'server-failed' },
  'openai-failed-rate-limit': { usage: null, finish: 'rate-limited' },
  'openai-failed-invalid-prompt': { usage: null, finish: 'request-refused' },
  'openai-error-event': { usage: null, finish: 'server-failed' },
  'openai-error-event-nested': { text: 'Half', usage: null, finish: 'server-failed' },
  'openai-web-search': { text: 'The sun is far.', finish: 'stop' },
  'openai-file-search': { text: 'In the file.', finish: 'stop' },
  'openai-code-interpreter': { text: 'Two.', finish: 'stop' },
  'openai-keepalive-and-obfuscation': { text: 'Hello.', finish: 'stop' },
  'custom-unknown-events': { text: 'Still here.', finish: 'stop' },
  'custom-nulls': { text: 'Fine.', finish: 'stop' },
  'custom-every-event-twice': { text: 'One two three.', finish: 'stop' },
  'custom-out-of-order': { text: 'One two three.', finish: 'stop' },
  'custom-replayed-from-the-start': { text: 'One two three.', finish: 'stop' },
  'custom-numbers-with-gaps': { text: 'One two three.', finish: 'stop' },
  'custom-no-sequence-numbers': FIND_AND_OPEN,
  'custom-no-item-ids': { text: 'Look.', ...FIND_AND_OPEN },
  'custom-no-output-index': { text: 'Look.', ...FIND_AND_OPEN },
  'gateway-item-ids-change': { text: 'Look.', ...FIND_AND_OPEN },
  'custom-text-only-in-completed': { text: 'All at once.', finish: 'stop' },
  'custom-one-event': { text: 'All at once.', finish: 'stop' },
  'custom-tail-only-in-completed': { text: 'All at once.', finish: 'stop' },
  'custom-whole-response': { text: 'All at once.', finish: 'stop' },
  'custom-arguments-only-in-done': { calls: [SUN], finish: 'tool-calls' },
  'custom-call-only-in-completed': { calls: [SUN], finish: 'tool-calls' },
  'custom-object-arguments': { calls: [SUN], finish: 'tool-calls' },
  'custom-call-without-call-id': { calls: ['made find {"q":"sun"}'], finish: 'tool-calls' },
  'custom-arguments-before-the-call': { calls: [SUN], finish: 'tool-calls' },
  'custom-name-only-in-done': { calls: [SUN], finish: 'tool-calls' },
  'custom-no-usage': { text: 'No count.', usage: null, finish: 'stop' },
  'vllm-reasoning-text': { reasoning: 'Hm, the sun.', text: 'Far.', finish: 'stop' },
  'custom-done-instead-of-completed': { text: 'Fine.', usage: null, finish: 'stop' },
  'custom-done-after-completed': { text: 'Fine.', finish: 'stop' },
  'custom-cut-in-the-middle': { text: 'Half of it', usage: null, finish: 'cut-off' },
  'custom-cancelled': { text: 'Half', usage: null, finish: 'cut-off' },
  'custom-empty': { finish: 'empty-answer' },
  'custom-blank': { text: ' \n', finish: 'empty-answer' },
  'custom-status-left-out': { text: 'Fine.', usage: null, finish: 'stop' },
  'custom-chat-chunks': { usage: null, finish: 'not-an-api' },
};

let server: ResponsesServer;

beforeAll(async () => {
  server = await startResponsesServer();
});
afterAll(() => server.close());

function summarize(parts: readonly StreamPart[]): Summary {
  const calls: string[] = [];
  const summary: Summary = { finish: '' };
  const reasoning = parts.map((part) => (part.type === 'reasoning-delta' ? part.delta : '')).join('');
  if (textOf(parts) !== '') summary.text = textOf(parts);
  if (reasoning !== '') summary.reasoning = reasoning;
  for (const part of parts) {
    if (part.type === 'tool-call-delta')
      calls[part.index] = (calls[part.index] ?? `${madeId(part.id)} ${part.name} `) + part.arguments_delta;
    if (part.type === 'finish') summary.finish += part.reason;
    if (part.type === 'error') summary.finish += part.error.kind;
  }
  const usage = parts.find((part) => part.type === 'usage');
  if (usage === undefined) summary.usage = null;
  else expect(usage).toEqual({ type: 'usage', usage: USAGE });
  return calls.length === 0 ? summary : { ...summary, calls };
}

/** Ids that the backend makes up are new each time. */
function madeId(id: string): string {
  return /^call_.{36}$/.test(id) ? 'made' : id;
}

it.each(Object.keys(STREAMS))('reads the stream %s', async (name) => {
  server.script(eventsOf(linesOf(name)));
  const backend = createResponsesBackend(connectionTo(server.baseUrl), surroundingsWith());
  const parts = await collect(backend.stream(modelRequest(), new AbortController().signal));
  expect(summarize(parts)).toEqual(EXPECTED[name]);
  expect(endsOf(parts)).toHaveLength(1);
  expect(parts.at(-1)).toEqual(endsOf(parts)[0]);
  const sent = server.requests.at(-1);
  expect([sent?.method, sent?.path]).toEqual(['POST', '/v1/responses']);
  expect(wrongInCreate(sent?.body)).toEqual([]);
});

it('expects something of streams that exist, and of no others', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(STREAMS).sort());
});

/** What OpenAI's server sends and its description does not name. */
const UNDESCRIBED = ['keepalive'];

it.each(Object.keys(STREAMS).filter((name) => name.startsWith('openai-') && !name.endsWith('nested')))(
  'holds only published events in %s',
  (name) => {
    const events = linesOf(name).map((line) => JSON.parse(line));
    const described = events.filter(({ type }) => !UNDESCRIBED.includes(type));
    expect(described.flatMap(wrongInEvent)).toEqual([]);
  },
);
