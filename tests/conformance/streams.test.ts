import type { AssistantStream } from 'openai/lib/AssistantStream';
import { describe, expect, it } from 'vitest';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { CALLS_END, call, QUESTION, TIME, usage, useWorld, WEATHER } from './world.ts';

const world = useWorld();

const ASK = { assistant_id: 'asst_sitethread', additional_messages: [QUESTION] };

/** The names of the last stream's events, without what they have in common. */
function names(stream = world.worker.judge.streams.at(-1)): string[] {
  return (stream ?? []).map(({ event }) => event.replace(/^thread\./, ''));
}

async function streamed(more: object = {}): Promise<AssistantStream> {
  const thread_id = await world.thread();
  const stream = world.worker.threads.runs.stream(thread_id, { ...ASK, ...more });
  // Whoever waits for its end is told; nobody else is.
  stream.done().catch(() => undefined);
  await world.asked();
  return stream;
}

const BEGINNING = ['run.created', 'run.queued', 'run.in_progress'];
const OPEN_MESSAGE = ['run.step.created', 'run.step.in_progress', 'message.created', 'message.in_progress'];
const WORDS: StreamPart[] = [
  { type: 'text-delta', delta: 'Be' },
  { type: 'text-delta', delta: 'cause.' },
];

type Row = readonly [name: string, parts: readonly StreamPart[], events: readonly string[]];

const STREAMS: readonly Row[] = [
  [
    'an answer',
    [...WORDS, usage(1, 2), { type: 'finish', reason: 'stop' }],
    [...OPEN_MESSAGE, 'message.delta', 'message.delta', 'message.completed', 'run.step.completed', 'run.completed'],
  ],
  ['no answer', [{ type: 'finish', reason: 'stop' }], ['run.completed']],
  [
    'an answer that is too long',
    [...WORDS, { type: 'finish', reason: 'length' }],
    [...OPEN_MESSAGE, 'message.delta', 'message.delta', 'message.incomplete', 'run.step.completed', 'run.incomplete'],
  ],
  [
    'an answer that is filtered',
    [{ type: 'finish', reason: 'content-filter' }],
    [...OPEN_MESSAGE, 'message.incomplete', 'run.step.completed', 'run.incomplete'],
  ],
  [
    'a failure in the middle',
    [...WORDS, { type: 'error', error: { kind: 'server-failed', status: 500, detail: '' } }],
    [...OPEN_MESSAGE, 'message.delta', 'message.delta', 'message.incomplete', 'run.step.failed', 'run.failed'],
  ],
  ['a failure at once', [{ type: 'error', error: { kind: 'rate-limited', retry_after: 1 } }], ['run.failed']],
  [
    'one call',
    [...call('weather'), CALLS_END],
    [
      'run.step.created',
      'run.step.in_progress',
      'run.step.delta',
      'run.step.delta',
      'run.step.delta',
      'run.requires_action',
    ],
  ],
  [
    'words and then a call',
    [...WORDS, ...call('weather'), CALLS_END],
    [
      ...OPEN_MESSAGE,
      'message.delta',
      'message.delta',
      'message.completed',
      'run.step.completed',
      'run.step.created',
      'run.step.in_progress',
      'run.step.delta',
      'run.step.delta',
      'run.step.delta',
      'run.requires_action',
    ],
  ],
];

describe.each(STREAMS)('the stream of %s', (_name, parts, events) => {
  it('has its events in the published order', async () => {
    const stream = await streamed({ tools: [WEATHER] });
    await world.worker.backend.say(...parts);
    await stream.done();
    expect(names()).toEqual([...BEGINNING, ...events, 'done']);
  });

  it('ends with the run as it is stored', async () => {
    const stream = await streamed({ tools: [WEATHER] });
    await world.worker.backend.say(...parts);
    const run = await stream.finalRun();
    expect(await world.run({ thread_id: run.thread_id, run_id: run.id })).toEqual(run);
  });

  it('of a new thread begins with the thread', async () => {
    const stream = world.worker.threads.createAndRunStream({
      assistant_id: 'asst_sitethread',
      tools: [WEATHER],
      thread: { messages: [QUESTION], metadata: { a: 'b' } },
    });
    await world.asked();
    await world.worker.backend.say(...parts);
    await stream.done();
    expect(names()).toEqual(['created', ...BEGINNING, ...events, 'done']);
    expect(world.worker.judge.streams.at(-1)?.[0]?.data).toMatchObject({ object: 'thread', metadata: { a: 'b' } });
  });
});

describe('the stream of outputs', () => {
  async function submitted() {
    const { thread_id, run_id } = await world.waiting();
    const stream = world.worker.threads.runs.submitToolOutputsStream(run_id, {
      thread_id,
      tool_outputs: ['call_weather', 'call_time'].map((tool_call_id) => ({ tool_call_id, output: 'x' })),
    });
    stream.done().catch(() => undefined);
    await world.asked();
    return { stream, thread_id, run_id };
  }

  it('begins with the end of the step and goes on with the run', async () => {
    const { stream } = await submitted();
    await world.worker.backend.say(...WORDS, { type: 'finish', reason: 'stop' });
    await stream.done();
    expect(names()).toEqual([
      'run.step.completed',
      'run.queued',
      'run.in_progress',
      ...OPEN_MESSAGE,
      'message.delta',
      'message.delta',
      'message.completed',
      'run.step.completed',
      'run.completed',
      'done',
    ]);
  });

  it('may end with further calls', async () => {
    const { stream } = await submitted();
    await world.worker.backend.say(...call('time'), CALLS_END);
    expect((await stream.finalRun()).status).toBe('requires_action');
    expect(names().at(-2)).toBe('run.requires_action');
  });

  it('tells the end of a run that is cancelled', async () => {
    const { stream, ...place } = await submitted();
    await world.worker.backend.words('Half');
    await world.cancel(place);
    expect((await stream.finalRun()).status).toBe('cancelled');
  });

  it('is an error, not a stream, when the outputs are refused', async () => {
    const { thread_id, run_id } = await world.waiting();
    const path = `/threads/${thread_id}/runs/${run_id}/submit_tool_outputs`;
    const { status } = await world.call('POST', path, { stream: true, tool_outputs: [] });
    expect(status).toBe(400);
  });
});

it('a run that is cancelled in the middle tells the end of all that was open', async () => {
  const stream = await streamed();
  await world.worker.backend.words('Half');
  const { id: run_id = '', thread_id = '' } = stream.currentRun() ?? {};
  await world.cancel({ thread_id, run_id });
  expect((await stream.finalRun()).status).toBe('cancelled');
  expect(names()).toEqual([
    ...BEGINNING,
    ...OPEN_MESSAGE,
    'message.delta',
    'run.cancelling',
    'message.incomplete',
    'run.step.cancelled',
    'run.cancelled',
    'done',
  ]);
});

it('a run that expires in the middle tells so', async () => {
  const stream = await streamed();
  await world.worker.backend.words('Half');
  await world.pass(600);
  expect((await stream.finalRun()).status).toBe('expired');
  expect(names().slice(-4)).toEqual(['message.incomplete', 'run.step.expired', 'run.expired', 'done']);
});

it('two calls are told by their places', async () => {
  const stream = await streamed({ tools: [WEATHER, TIME] });
  const done: (string | null)[] = [];
  stream.on('toolCallDone', (made) => done.push(made.type === 'function' ? made.function.arguments : null));
  await world.worker.backend.say(
    ...call('weather', '{"city":"Rome"}'),
    ...call('time', '{"zone":"UTC"}', 1),
    CALLS_END,
  );
  await stream.done();
  expect(done).toEqual(['{"city":"Rome"}', '{"zone":"UTC"}']);
});

it('the words of the stream are the message that is stored', async () => {
  const stream = await streamed();
  await world.worker.backend.words('One ', 'two 🙂 ', 'three.');
  await world.worker.backend.stop();
  const [message] = await stream.finalMessages();
  const stored = (await world.messages(message?.thread_id ?? '')).at(-1);
  expect(message?.content).toMatchObject([{ text: { value: 'One two 🙂 three.' } }]);
  expect(stored?.content).toMatchObject([{ text: { value: 'One two 🙂 three.' } }]);
});

it.each([
  ['a character that is cut in two', ['\ud83d', '\ude42']],
  ['empty lines and what looks like an event', ['one\n\n', 'event: done\ndata: [DONE]\n\n', 'two']],
  ['characters that end a line elsewhere', ['a\u2028b', '\r\nc\u0000']],
])('%s arrives as it was said', async (_name, words) => {
  const stream = await streamed();
  await world.worker.backend.words(...words);
  await world.worker.backend.stop();
  const [message] = await stream.finalMessages();
  const stored = (await world.messages(message?.thread_id ?? '')).at(-1);
  for (const { content } of [message, stored].filter((one) => one !== undefined))
    expect(content).toMatchObject([{ text: { value: words.join('') } }]);
});

it('two streams of two threads do not mix', async () => {
  const first = await streamed();
  await world.worker.backend.words('First');
  await world.worker.backend.stop();
  const second = await streamed();
  await world.worker.backend.words('Second');
  await world.worker.backend.stop();
  await Promise.all([first.done(), second.done()]);
  const [one, other] = world.worker.judge.streams.map((stream) => JSON.stringify(stream));
  expect(one).not.toContain('Second');
  expect(other).not.toContain('First');
});

it('a run that is refused answers with an error, not with a stream', async () => {
  const { thread_id } = await world.waiting();
  const { status } = await world.call('POST', `/threads/${thread_id}/runs`, {
    assistant_id: 'asst_sitethread',
    stream: true,
  });
  expect(status).toBe(400);
  const other = await world.call('POST', '/threads/thread_x/runs', { assistant_id: 'asst_sitethread', stream: true });
  expect(other.status).toBe(404);
});

it('stream: false and stream: null answer with the run', async () => {
  for (const stream of [false, null]) {
    const thread = await world.thread();
    const { body } = await world.call('POST', `/threads/${thread}/runs`, { ...ASK, stream });
    expect(body).toMatchObject({ object: 'thread.run', status: 'queued' });
  }
});

it('a budget that is used up ends the stream', async () => {
  const stream = await streamed({
    max_prompt_tokens: 256,
    additional_messages: [{ role: 'user', content: 'word '.repeat(3000) }],
  });
  await stream.done();
  expect(names()).toEqual([...BEGINNING, 'run.incomplete', 'done']);
});

it('a reader that goes away does not stop the run', async () => {
  const thread_id = await world.thread();
  // Past the judge, who reads every stream to its end.
  const response = await world.worker.api.fetch(`https://sitethread.local/v1/threads/${thread_id}/runs`, {
    method: 'POST',
    body: JSON.stringify({ ...ASK, stream: true }),
  });
  await world.asked();
  await response.body?.cancel();
  await world.worker.backend.words('Because.');
  await world.worker.backend.stop();
  expect((await world.worker.threads.runs.list(thread_id)).data).toMatchObject([{ status: 'completed' }]);
  expect(await world.messages(thread_id)).toHaveLength(2);
});
