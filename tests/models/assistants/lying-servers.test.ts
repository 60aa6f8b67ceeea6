import { afterEach, expect, it } from 'vitest';
import type { StreamPart } from '../../../lib/assistants/ports.ts';
import { createAssistantsBackend } from '../../../lib/models/assistants/backend.ts';
import { createServerMemory } from '../../../lib/models/assistants/server-memory.ts';
import { collect, connectionTo, endsOf, modelRequest, surroundingsWith, textOf } from '../talk.ts';
import { type AssistantsServer, startAssistantsServer } from './assistants-server.ts';
import {
  type Lies,
  type LyingServer,
  MILLISECONDS,
  notFound,
  requiresAction,
  said,
  startLying,
} from './lying-server.ts';

const STOP: StreamPart = { type: 'finish', reason: 'stop' };
const DONE = { status: 'completed', usage: { prompt_tokens: 9, completion_tokens: 2 } };
const DOES_NOT_STREAM = () => Response.json({ error: { message: 'Streaming is not supported.' } }, { status: 400 });

let server: AssistantsServer;
let lying: LyingServer;
afterEach(() => server.close());

async function open(lies: Lies, { basePath = '/v1', memory = createServerMemory(), model = 'test-model' } = {}) {
  lying = startLying(lies);
  server = await startAssistantsServer(lying.handler, basePath);
  return another(memory, model);
}

function another(memory = createServerMemory(), model = 'test-model') {
  const sleep = () => new Promise<void>((resolve) => setImmediate(resolve));
  return createAssistantsBackend(connectionTo(server.baseUrl, { model }), surroundingsWith(), { memory, sleep });
}

const still = () => new AbortController().signal;

function isRun(asked: { method: string; path: string }): boolean {
  return asked.method === 'POST' && asked.path.endsWith('/runs');
}

function wantsStream(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'stream' in body;
}

it.each<[string, Lies, string?]>([
  ['answers a stream with the bare run and counts in milliseconds', { states: [{ status: 'in_progress' }, DONE] }],
  ['has its API at the root', { states: [DONE] }, ''],
  [
    'says the answer in parts',
    { states: [DONE], messages: [said('', { content: [{ type: 'text', text: { value: 'Here you are.' } }] })] },
  ],
  [
    'says the text of a part plainly',
    { states: [DONE], messages: [said('', { content: { type: 'text', text: 'Here you are.' } })] },
  ],
  [
    'ignores run_id and names no runs',
    {
      states: [DONE],
      messages: [
        said('Here you are.', { run_id: undefined }),
        { id: 'msg_1', role: 'user', content: 'What is this?' },
        said('Before.', { id: 'msg_0', run_id: undefined }),
      ],
    },
  ],
  [
    'gives the oldest first whatever is asked for',
    {
      states: [DONE],
      messages: [
        { id: 'msg_1', role: 'user', content: 'What is this?', created_at: MILLISECONDS },
        said('Here ', { created_at: MILLISECONDS + 5 }),
        said('you are.', { id: 'msg_3', created_at: MILLISECONDS + 9 }),
      ],
    },
  ],
  [
    'refuses to stream (400)',
    { states: [DONE], instead: (asked) => (wantsStream(asked.body) ? DOES_NOT_STREAM() : null) },
  ],
  ['refuses to stream (404)', { states: [DONE], instead: (asked) => (wantsStream(asked.body) ? notFound() : null) }],
  [
    'refuses to stream without a word',
    { states: [DONE], instead: (asked) => (wantsStream(asked.body) ? new Response(null, { status: 400 }) : null) },
  ],
  ['knows states nobody else knows', { states: [{ status: 'thinking' }, { status: 'warming_up' }, DONE] }],
  [
    'lists bare messages',
    {
      states: [DONE],
      instead: (asked) => (asked.path.endsWith('/messages') ? Response.json([said('Here you are.')]) : null),
    },
  ],
  [
    'fails a few looks',
    {
      states: [{ status: 'in_progress' }, DONE],
      instead: ({ path }, it) => {
        if (!path.endsWith('/runs/run_1') || it.looks > 3) return null;
        it.looks += 1;
        return new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } });
      },
    },
  ],
  [
    'fails to make the run at first',
    {
      states: [DONE],
      instead: (asked, it) => {
        if (!isRun(asked) || it.looks++ > 0) return null;
        return Response.json({ error: { message: 'Overloaded' } }, { status: 503 });
      },
    },
  ],
])('gets the answer of a server that %s', async (_name, lies, basePath = '/v1') => {
  const backend = await open(lies, { basePath });
  const parts = await collect(backend.stream(modelRequest(), still()));
  expect([textOf(parts).replace('\n\n', ''), endsOf(parts)]).toEqual(['Here you are.', [STOP]]);
  expect(lying.runs).toBe(1);
});

it('finds the run that a failing gateway hid, and asks for no second', async () => {
  const backend = await open({
    states: [DONE],
    instead: (asked, it) => {
      if (!isRun(asked) || it.runs > 0) return null;
      it.runs += 1;
      return new Response('<h1>Gateway timeout</h1>', { status: 504, headers: { 'content-type': 'text/html' } });
    },
  });
  const parts = await collect(backend.stream(modelRequest(), still()));
  expect(parts.map(({ type }) => type)).toContain('waiting');
  expect(textOf(parts)).toBe('Here you are.');
  expect(server.count('POST /threads/{thread_id}/runs')).toBe(1);
});

it('learns once what a server cannot do, and which assistant is ours', async () => {
  const memory = createServerMemory();
  const backend = await open(
    { states: [DONE], instead: (asked) => (wantsStream(asked.body) ? DOES_NOT_STREAM() : null) },
    { memory },
  );
  await collect(backend.stream(modelRequest(), still()));
  await collect(another(memory).stream(modelRequest(), still()));
  expect(server.requests.filter(({ body }) => wantsStream(body))).toHaveLength(1);
  expect([server.count('GET /assistants'), server.count('POST /assistants')]).toEqual([1, 1]);
});

it('leaves out what the server refuses by name', async () => {
  const backend = await open({
    states: [DONE],
    instead: ({ body }) =>
      typeof body === 'object' && body !== null && 'temperature' in body
        ? Response.json({ error: { message: "Unsupported parameter: 'temperature'." } }, { status: 400 })
        : null,
  });
  const parts = await collect(backend.stream(modelRequest({ temperature: 0.2 }), still()));
  expect(endsOf(parts)).toEqual([STOP]);
  expect(lying.runs).toBe(1);
});

it('makes its assistant anew when the server has forgotten it', async () => {
  const memory = createServerMemory();
  memory.assistants.set(JSON.stringify(['test-model', []]), 'asst_gone');
  const backend = await open(
    {
      states: [DONE],
      instead: ({ body }) =>
        JSON.stringify(body)?.includes('asst_gone') ? notFound("No assistant found with id 'asst_gone'.") : null,
    },
    { memory },
  );
  expect(endsOf(await collect(backend.stream(modelRequest(), still())))).toEqual([STOP]);
});

it.each<[string, Lies, object]>([
  [
    'a thread the server has forgotten',
    {
      states: [],
      instead: ({ path }) => (path.endsWith('/run_1') ? notFound("No thread found with id 'thread_1'.") : null),
    },
    { kind: 'server-failed', status: 404, detail: "No thread found with id 'thread_1'." },
  ],
  ['an answer without words', { states: [DONE], messages: [] }, { kind: 'empty-answer' }],
  [
    'a run that somebody else cancelled',
    { states: [{ status: 'cancelled' }] },
    { kind: 'server-failed', detail: 'The run is cancelled.' },
  ],
  ['a run that took too long', { states: [{ status: 'expired' }] }, { kind: 'expired' }],
  ['an action that is no function', { states: [{ status: 'requires_action' }] }, { kind: 'server-failed' }],
  [
    'a run that failed',
    { states: [{ status: 'failed', last_error: { code: 'server_error', message: 'No GPU.' } }] },
    { kind: 'server-failed', status: 500, detail: 'No GPU.' },
  ],
  [
    'a quota that is used up',
    {
      states: [
        {
          status: 'failed',
          last_error: { code: 'rate_limit_exceeded', message: 'You exceeded your current quota: insufficient_quota' },
        },
      ],
    },
    { kind: 'quota-used-up' },
  ],
  ['a server of another kind', { states: [], instead: () => notFound() }, { kind: 'wrong-address' }],
  [
    'a wrong key',
    {
      states: [],
      instead: () => Response.json({ error: { message: 'Incorrect API key provided.' } }, { status: 401 }),
    },
    { kind: 'key-refused' },
  ],
])('names %s', async (_name, lies, error) => {
  const backend = await open(lies);
  const parts = await collect(backend.stream(modelRequest(), still()));
  expect(endsOf(parts)).toEqual([{ type: 'error', error: expect.objectContaining(error) }]);
});

it('asks once where the refusal is clear', async () => {
  const refused = () => Response.json({ error: { message: "Invalid value for 'instructions'." } }, { status: 400 });
  const backend = await open({ states: [], instead: (asked) => (isRun(asked) ? refused() : null) });
  const parts = await collect(backend.stream(modelRequest(), still()));
  expect(endsOf(parts)).toMatchObject([{ error: { kind: 'request-refused' } }]);
  expect(server.count('POST /threads/{thread_id}/runs')).toBe(1);
});

it('asks once with a key that is refused', async () => {
  const backend = await open({
    states: [],
    instead: () => Response.json({ error: { message: 'Incorrect API key provided.' } }, { status: 401 }),
  });
  await collect(backend.stream(modelRequest(), still()));
  expect(server.requests).toHaveLength(1);
});

it('waits for a server that has no room for a thread, and says so', async () => {
  let refusals = 0;
  const backend = await open({
    states: [DONE],
    instead: ({ method, path }) =>
      method === 'POST' && path === '/threads' && refusals++ < 2
        ? Response.json({ error: { message: 'Slow down.' } }, { status: 429, headers: { 'retry-after': '7' } })
        : null,
  });
  const parts = await collect(backend.stream(modelRequest(), still()));
  expect(parts.filter(({ type }) => type === 'waiting')).toMatchObject([
    { error: { kind: 'rate-limited', retry_after: 7 } },
    { error: { kind: 'rate-limited', retry_after: 7 } },
  ]);
  expect(endsOf(parts)).toEqual([STOP]);
});

it('stops a run by forgetting its thread where nothing cancels it', async () => {
  const abort = new AbortController();
  const backend = await open({ states: [{ status: 'in_progress' }] });
  for await (const part of backend.stream(modelRequest(), abort.signal))
    if (part.type === 'remote' && part.remote.id.includes('run_1')) abort.abort();
  await expect.poll(() => server.count('DELETE /threads/{thread_id}')).toBeGreaterThan(0);
  expect(server.count('POST /threads/{thread_id}/runs/{run_id}/cancel')).toBe(1);
});

it('throws the thread away once the cancelled run lets go of it', async () => {
  const abort = new AbortController();
  let refusals = 0;
  const backend = await open({
    states: [{ status: 'in_progress' }],
    instead: ({ method }) => {
      if (method !== 'DELETE') return null;
      return refusals++ === 0
        ? Response.json({ error: { message: 'The thread has an active run.' } }, { status: 400 })
        : Response.json({ id: 'thread_1', object: 'thread.deleted', deleted: true });
    },
  });
  for await (const part of backend.stream(modelRequest(), abort.signal))
    if (part.type === 'remote' && part.remote.id.includes('run_1')) abort.abort();
  await expect.poll(() => server.count('DELETE /threads/{thread_id}')).toBe(2);
});

it('asks the functions of a run whose arguments are objects, and counts the tokens after them by its steps', async () => {
  const backend = await open({
    states: [
      requiresAction({ id: 'call_1', function: { name: 'weather', arguments: { city: 'Rome' } } }),
      { status: 'completed', usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } },
    ],
    // Newest first, as servers write them: `expires_at`, and no metadata.
    steps: [
      {
        id: 'step_2',
        expires_at: null,
        step_details: { type: 'message_creation' },
        usage: { prompt_tokens: 60, completion_tokens: 5 },
      },
      {
        id: 'step_1',
        expires_at: 0,
        step_details: { type: 'tool_calls', tool_calls: [{ type: 'function' }] },
        usage: { prompt_tokens: 40, completion_tokens: 15 },
      },
    ],
  });
  const first = await collect(backend.stream(modelRequest(), still()));
  expect(first).toContainEqual({
    type: 'tool-call-delta',
    index: 0,
    id: 'call_1',
    name: 'weather',
    arguments_delta: '{"city":"Rome"}',
  });
  const remote = first.findLast((part) => part.type === 'remote')?.remote ?? null;
  const messages = [...modelRequest().messages, { role: 'tool', tool_call_id: 'call_1', content: 'Sunny' } as const];
  const second = await collect(backend.stream(modelRequest({ messages, remote }), still()));
  expect(textOf(first) + textOf(second)).toBe('Here you are.');
  expect(second).toContainEqual({
    type: 'usage',
    usage: { prompt_tokens: 60, completion_tokens: 5, total_tokens: 65 },
  });
});

it('does not ask for the same functions again when their outputs got lost on the way', async () => {
  const backend = await open({ states: [requiresAction({ id: 'call_1', function: { name: 'weather' } })] });
  const place = { id: JSON.stringify(['thread_1', 'run_1', 0, 'call_1']), cursor: 0, text_length: 0 };
  const parts = await collect(backend.resume(place, still()));
  expect(parts.filter(({ type }) => type === 'tool-call-delta')).toEqual([]);
  expect(endsOf(parts)).toEqual([{ type: 'error', error: { kind: 'interrupted' } }]);
});
