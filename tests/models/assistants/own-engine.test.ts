import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FunctionTool } from '../../../lib/assistants/objects.ts';
import type { ModelMessage, ModelRequest, Remote, StreamPart } from '../../../lib/assistants/ports.ts';
import { createAssistantsBackend } from '../../../lib/models/assistants/backend.ts';
import { createServerMemory } from '../../../lib/models/assistants/server-memory.ts';
import { createWorld, settle, type Worker } from '../../support/engine.ts';
import { collect, connectionTo, endsOf, modelRequest, surroundingsWith, textOf } from '../talk.ts';
import { type AssistantsServer, startAssistantsServer } from './assistants-server.ts';

/** Our own engine, behind its front door and HTTP, as the server of another. */

const RUNS = 'POST /threads/{thread_id}/runs';
const LOOKS = 'GET /threads/{thread_id}/runs/{run_id}';
const SUBMIT = 'POST /threads/{thread_id}/runs/{run_id}/submit_tool_outputs';

let remote: Worker;
let server: AssistantsServer;

beforeEach(async () => {
  remote = createWorld().startWorker();
  server = await startAssistantsServer((request) => remote.api.fetch(request));
});

afterEach(() => server.close());

function open({ memory = createServerMemory(), model = 'test-model', sleep = fast } = {}) {
  return createAssistantsBackend(connectionTo(server.baseUrl, { model }), surroundingsWith(), { memory, sleep });
}

/** Fifty times as fast as a user would see it. */
function fast(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds / 50));
}

function unable() {
  return { ...createServerMemory(), refused: new Set(['stream']) };
}

/** Resolves when the server's model is asked something. */
async function asked(): Promise<void> {
  for (let turn = 0; turn < 200 && !remote.backend.open; turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

async function answered(request: ModelRequest, words: readonly string[], backend = open()): Promise<StreamPart[]> {
  const parts = collect(backend.stream(request, new AbortController().signal));
  await asked();
  await remote.backend.words(...words);
  await remote.backend.say({ type: 'usage', usage: { prompt_tokens: 30, completion_tokens: 4, total_tokens: 34 } });
  await remote.backend.stop();
  return parts;
}

function lastRemote(parts: readonly StreamPart[]): Remote {
  const found = parts.findLast((part) => part.type === 'remote');
  if (found?.type !== 'remote') throw new Error('There is no remote part.');
  return found.remote;
}

function tool(name: string): FunctionTool {
  return { type: 'function', function: { name, parameters: { type: 'object', properties: {} } } };
}

function call(name: string, index = 0): StreamPart {
  return { type: 'tool-call-delta', index, id: `call_${name}`, name, arguments_delta: '{"city":"Rome"}' };
}

/** The messages of a prompt after these calls were answered. */
function round(...names: string[]): ModelMessage[] {
  return [
    { role: 'user', content: 'What is this?' },
    {
      role: 'assistant',
      content: '',
      tool_calls: names.map((name) => ({
        id: `call_${name}`,
        type: 'function',
        function: { name, arguments: '{"city":"Rome"}' },
      })),
    },
    ...names.map((name): ModelMessage => ({ role: 'tool', tool_call_id: `call_${name}`, content: `${name} is fine` })),
  ];
}

it('hands on the words as they come, then the tokens and the end', async () => {
  const parts = await answered(modelRequest(), ['It is ', 'a ', 'page.']);
  expect(parts.filter(({ type }) => type !== 'remote')).toEqual([
    { type: 'text-delta', delta: 'It is ' },
    { type: 'text-delta', delta: 'a ' },
    { type: 'text-delta', delta: 'page.' },
    { type: 'usage', usage: { prompt_tokens: 30, completion_tokens: 4, total_tokens: 34 } },
    { type: 'finish', reason: 'stop' },
  ]);
  expect(server.count(LOOKS)).toBe(0);
});

it('puts the prompt into a thread, and its instructions and settings into the run', async () => {
  const messages: ModelMessage[] = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Page text' },
    { role: 'assistant', content: 'I see.' },
    { role: 'user', content: 'And?' },
  ];
  await answered(modelRequest({ messages, temperature: 0.5, max_completion_tokens: 900 }), ['So.']);
  const [prompt] = remote.backend.requests;
  expect(prompt).toMatchObject({ model: 'test-model', temperature: 0.5, max_completion_tokens: 900 });
  expect(prompt?.messages).toEqual(messages);
});

it('leaves nothing behind but its assistant, which it finds again', async () => {
  await answered(modelRequest(), ['One']);
  await answered(modelRequest(), ['Two'], open());
  await settle();
  await expect.poll(() => server.count('DELETE /threads/{thread_id}')).toBe(2);
  expect(server.count('POST /assistants')).toBe(1);
  expect((await remote.client.beta.assistants.list()).data.map(({ name, model }) => [name, model])).toContainEqual([
    'Sitethread',
    'test-model',
  ]);
});

it.each([
  ['streaming', createServerMemory],
  ['polling', unable],
])('lets the run of the server wait for functions, and sends it their outputs (%s)', async (_name, memory) => {
  const backend = open({ memory: memory() });
  const given = { tools: [tool('weather'), tool('time')] };
  const first = collect(backend.stream(modelRequest(given), new AbortController().signal));
  await asked();
  await remote.backend.words('Let me see. ');
  await remote.backend.say(call('weather'), call('time', 1), { type: 'finish', reason: 'tool-calls' });
  const before = await first;
  expect(textOf(before)).toBe('Let me see. ');
  expect(before.filter(({ type }) => type === 'tool-call-delta')).toEqual([call('weather'), call('time', 1)]);
  expect(before.at(-1)).toEqual({ type: 'finish', reason: 'tool-calls' });

  const next = modelRequest({ ...given, messages: round('weather', 'time'), remote: lastRemote(before) });
  const after = await answered(next, ['Sunny.'], backend);
  expect(textOf(after)).toBe('Sunny.');
  expect(after.slice(-2)).toEqual([
    { type: 'usage', usage: { prompt_tokens: 30, completion_tokens: 4, total_tokens: 34 } },
    { type: 'finish', reason: 'stop' },
  ]);
  expect(remote.backend.requests[1]?.messages.slice(-2)).toEqual([
    { role: 'tool', tool_call_id: 'call_weather', content: 'weather is fine' },
    { role: 'tool', tool_call_id: 'call_time', content: 'time is fine' },
  ]);
  expect([server.count(RUNS), server.count(SUBMIT)]).toEqual([1, 1]);
});

it('sends outputs once, also when the connection breaks behind them', async () => {
  const backend = open();
  const given = { tools: [tool('weather')] };
  const first = collect(backend.stream(modelRequest(given), new AbortController().signal));
  await asked();
  await remote.backend.say(call('weather'), { type: 'finish', reason: 'tool-calls' });
  const place = lastRemote(await first);
  server.cutAfter = 0;
  const parts = await answered(
    modelRequest({ messages: round('weather'), remote: place, ...given }),
    ['Sunny.'],
    backend,
  );
  expect([textOf(parts), endsOf(parts)]).toEqual(['Sunny.', [{ type: 'finish', reason: 'stop' }]]);
  expect([server.count(RUNS), server.count(SUBMIT)]).toEqual([1, 1]);
});

it('asks anew, with the outputs told, when the run that wanted them is gone', async () => {
  const backend = open();
  const given = { tools: [tool('weather')] };
  const first = collect(backend.stream(modelRequest(given), new AbortController().signal));
  await asked();
  await remote.backend.say(call('weather'), { type: 'finish', reason: 'tool-calls' });
  const place = lastRemote(await first);
  const [thread_id, run_id] = JSON.parse(place.id);
  await remote.threads.runs.cancel(run_id, { thread_id });
  await remote.threads.delete(thread_id);
  const parts = await answered(
    modelRequest({ messages: round('weather'), remote: place, ...given }),
    ['Sunny.'],
    backend,
  );
  expect(textOf(parts)).toBe('Sunny.');
  expect(remote.backend.requests[1]?.messages).toEqual([
    { role: 'user', content: 'What is this?' },
    { role: 'assistant', content: '[Call of weather] {"city":"Rome"}' },
    { role: 'user', content: '[Result of weather]\nweather is fine' },
  ]);
});

it('follows a run whose stream broke, wherever that was, and asks for nothing twice', async () => {
  const words = ['Grüße ', 'aus ', 'Tōkyō', ', ', 'sagte ', 'sie.'];
  for (let cut = 0; cut < 8_000; cut += 250) {
    server.cutAfter = cut + Math.floor(Math.random() * 250);
    const before = server.count(RUNS);
    const parts = await answered(modelRequest(), words);
    expect([cut, textOf(parts), endsOf(parts)]).toEqual([cut, words.join(''), [{ type: 'finish', reason: 'stop' }]]);
    expect(server.count(RUNS) - before).toBe(1);
  }
}, 30_000);

it('takes up a run after the worker has died, behind what was heard', async () => {
  const died = new AbortController();
  const heard: StreamPart[] = [];
  const listening = (async () => {
    for await (const part of open().stream(modelRequest(), died.signal)) {
      heard.push(part);
      // Nothing of a dead worker runs on, nor is anything of it told to the server.
      if (textOf(heard) === 'Half ') await new Promise(() => undefined);
    }
  })();
  void listening;
  await asked();
  await remote.backend.words('Half ');
  await expect.poll(() => textOf(heard)).toBe('Half ');
  const place = { ...lastRemote(heard), text_length: 0 };
  // The part with the place behind the words was not handed on any more: it is one delta behind.
  const rest = collect(open().resume(place, new AbortController().signal));
  await remote.backend.words('and whole.');
  await remote.backend.stop();
  const after = await rest;
  expect(place.cursor).toBe(0);
  expect(textOf(after)).toBe('Half and whole.');
  expect(endsOf(after)).toEqual([{ type: 'finish', reason: 'stop' }]);
  expect(server.count(RUNS)).toBe(1);
});

it('finds the run that was asked for when the worker died before it had a name', async () => {
  const dead = open({ memory: unable(), sleep: () => new Promise(() => undefined) });
  void collect(dead.stream(modelRequest(), new AbortController().signal));
  await asked();
  const place = { id: JSON.stringify([newestThread(server), null, 0]), cursor: 0, text_length: 0 };
  const taken = collect(open().resume(place, new AbortController().signal));
  await remote.backend.words('Here.');
  await remote.backend.stop();
  expect(textOf(await taken)).toBe('Here.');
  expect(server.count(RUNS)).toBe(1);
});

/** Where the newest run was asked for. */
function newestThread({ requests }: AssistantsServer): string {
  return requests.findLast(({ method, path }) => method === 'POST' && path.endsWith('/runs'))?.path.split('/')[2] ?? '';
}

it.each([
  ['streaming', createServerMemory],
  ['polling', unable],
])('ends silently when it is aborted, and cancels the run at the server (%s)', async (_name, memory) => {
  const abort = new AbortController();
  const parts = collect(open({ memory: memory() }).stream(modelRequest(), abort.signal));
  await asked();
  await remote.backend.words('Half');
  await new Promise((resolve) => setTimeout(resolve, 30));
  abort.abort();
  expect(endsOf(await parts)).toEqual([]);
  await expect.poll(() => remote.backend.signals[0]?.aborted).toBe(true);
  await expect.poll(() => server.count('POST /threads/{thread_id}/runs/{run_id}/cancel')).toBe(1);
  await expect.poll(() => server.count('DELETE /threads/{thread_id}')).toBe(1);
});

it('tells the server once that nobody wants an answer any more', async () => {
  const backend = open();
  const given = { tools: [tool('weather')] };
  const first = collect(backend.stream(modelRequest(given), new AbortController().signal));
  await asked();
  await remote.backend.say(call('weather'), { type: 'finish', reason: 'tool-calls' });
  const place = lastRemote(await first);
  expect(server.count('POST /threads/{thread_id}/runs/{run_id}/cancel')).toBe(0);
  await backend.abandon(place);
  await backend.abandon(place);
  expect(server.count('POST /threads/{thread_id}/runs/{run_id}/cancel')).toBe(1);
});

it.each<[string, StreamPart, object]>([
  ['a limit', { type: 'finish', reason: 'length' }, { type: 'finish', reason: 'length' }],
  ['a filter', { type: 'finish', reason: 'content-filter' }, { type: 'finish', reason: 'content-filter' }],
  [
    'a failure',
    { type: 'error', error: { kind: 'server-failed', status: 500, detail: 'It broke' } },
    { type: 'error', error: { kind: 'server-failed', status: 500 } },
  ],
  [
    'a rate limit',
    { type: 'error', error: { kind: 'rate-limited', retry_after: null } },
    { type: 'error', error: { kind: 'rate-limited', retry_after: null } },
  ],
])('ends with what ended the run: %s', async (_name, ending, expected) => {
  for (const memory of [createServerMemory(), unable()]) {
    const parts = collect(open({ memory }).stream(modelRequest(), new AbortController().signal));
    await asked();
    await remote.backend.words('Half');
    await remote.backend.say(ending);
    const heard = await parts;
    expect(textOf(heard)).toBe('Half');
    expect(heard.at(-1)).toMatchObject(expected);
  }
});

it('runs an assistant of the user’s own by its id, which keeps its model and gets our instructions besides', async () => {
  const { id } = await remote.client.beta.assistants.create({ model: 'their-model', instructions: 'Rhyme.' });
  const messages: ModelMessage[] = [
    { role: 'system', content: 'Cite the page.' },
    { role: 'user', content: 'What is this?' },
  ];
  await answered(modelRequest({ model: id, messages }), ['So.'], open({ model: id }));
  expect(remote.backend.requests[0]?.model).toBe('their-model');
  expect(remote.backend.requests[0]?.messages[0]).toEqual({ role: 'system', content: 'Rhyme.\n\nCite the page.' });
  expect(server.count('POST /assistants')).toBe(0);
});

it('makes an assistant for more tools than a run may be given', async () => {
  const tools = Array.from({ length: 21 }, (_, index) => tool(`tool_${index}`));
  await answered(modelRequest({ tools }), ['So.']);
  expect(remote.backend.requests[0]?.tools).toHaveLength(21);
});
