import { expect, it } from 'vitest';
import type { HostedCall } from '../../lib/assistants/objects.ts';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { settle } from '../support/engine.ts';
import { wrongInAnswer } from './published.ts';
import { CALLS_END, call, type Place, usage, useWorld, WEATHER } from './world.ts';

/** What a model's server does with its own tools, as a client of the Assistants API sees it; all of it judged. */

const world = useWorld();

const STOP = { type: 'finish', reason: 'stop' } as const;

function hosted(call: HostedCall['call'], status: HostedCall['status'] = 'completed'): StreamPart {
  return { type: 'hosted-call', call, status };
}

const CODE = hosted({
  id: 'ci_1',
  type: 'code_interpreter',
  code_interpreter: { input: 'print(2)', outputs: [{ type: 'logs', logs: '2' }] },
});
const SEARCH = hosted({
  id: 'fs_1',
  type: 'file_search',
  file_search: {
    results: [{ file_id: 'file-1', file_name: 'a.txt', score: 0.5, content: [{ type: 'text', text: 'A' }] }],
  },
});
const WEB = hosted({
  id: 'ws_1',
  type: 'function',
  function: { name: 'web_search', arguments: '{"query":"sun"}', output: '{"sources":[]}' },
});

function cites(start_index: number, end_index: number, url = 'https://sun.example/'): StreamPart {
  const url_citation = { url, title: 'Sun' };
  return { type: 'annotation', annotation: { type: 'url_citation', text: '', start_index, end_index, url_citation } };
}

async function contentsOf(place: Place) {
  const { data } = await world.worker.threads.messages.list(place.thread_id, { order: 'asc' });
  return data
    .filter(({ role }) => role === 'assistant')
    .map(({ content: [first], status }) => [status, first?.type === 'text' ? first.text.value : null]);
}

async function kindsOf(place: Place) {
  const steps = await world.steps(place);
  return steps.map(({ step_details, status }) => [
    step_details.type === 'tool_calls' ? step_details.tool_calls.map(({ id }) => id).join() : 'message',
    status,
  ]);
}

it('calls are steps in the order of the answer, and text around them is a message each', async () => {
  const place = await world.ask();
  const { backend } = world.worker;
  await backend.words('Let me ', 'look.');
  await backend.say(CODE, SEARCH);
  await backend.words('It is 2.');
  await backend.say(WEB);
  await backend.words('And far.');
  await backend.say(usage(10, 5), STOP);
  expect(await world.run(place)).toMatchObject({ status: 'completed' });
  expect(await kindsOf(place)).toEqual([
    ['message', 'completed'],
    ['ci_1', 'completed'],
    ['fs_1', 'completed'],
    ['message', 'completed'],
    ['ws_1', 'completed'],
    ['message', 'completed'],
  ]);
  expect(await contentsOf(place)).toEqual([
    ['completed', 'Let me look.'],
    ['completed', 'It is 2.'],
    ['completed', 'And far.'],
  ]);
  const [, code] = await world.steps(place);
  expect(code?.step_details).toMatchObject({
    tool_calls: [{ code_interpreter: { input: 'print(2)', outputs: [{ type: 'logs', logs: '2' }] } }],
  });
});

it('a call that failed is a step that failed, and the run goes on', async () => {
  const place = await world.ask();
  await world.worker.backend.say(
    hosted({ id: 'ci_2', type: 'code_interpreter', code_interpreter: { input: '', outputs: [] } }, 'failed'),
  );
  await world.worker.backend.words('Without.');
  await world.worker.backend.say(STOP);
  expect(await kindsOf(place)).toEqual([
    ['ci_2', 'failed'],
    ['message', 'completed'],
  ]);
  expect(await world.run(place)).toMatchObject({ status: 'completed' });
});

it('a call beside functions of the client stands in their run step', async () => {
  const place = await world.ask({ tools: [WEATHER] });
  await world.worker.backend.say(...call('weather', '{}'), WEB, CALLS_END);
  expect(await world.run(place)).toMatchObject({ status: 'requires_action' });
  await world.restart();
  await world.submit(place, 'call_weather');
  await world.worker.backend.words('Sunny.');
  await world.worker.backend.say(STOP);
  expect(await world.run(place)).toMatchObject({ status: 'completed' });
  expect(await kindsOf(place)).toEqual([
    ['call_weather,ws_1', 'completed'],
    ['message', 'completed'],
  ]);
});

it.each(['before the client has answered', 'while more calls are made'])(
  'a call beside functions is kept when the run is cancelled %s',
  async (when) => {
    const place = await world.ask({ tools: [WEATHER] });
    await world.worker.backend.say(...call('weather', '{}'), WEB);
    if (when.startsWith('before')) await world.worker.backend.say(CALLS_END);
    await world.cancel(place);
    expect(await kindsOf(place)).toEqual([['call_weather,ws_1', 'cancelled']]);
  },
);

it('no later prompt repeats a call that the server performed, nor speaks twice in a row', async () => {
  const place = await world.ask();
  await world.worker.backend.words('Before.');
  await world.worker.backend.say(WEB);
  await world.worker.backend.words('After.');
  await world.worker.backend.say(STOP);
  for (const tools of [[], [WEATHER]]) {
    await world.worker.threads.runs.create(place.thread_id, {
      assistant_id: 'asst_sitethread',
      tools,
      additional_messages: [{ role: 'user', content: 'And?' }],
    });
    await expect.poll(() => world.worker.backend.open).toBe(true);
    const messages = world.worker.backend.requests.at(-1)?.messages ?? [];
    expect(messages.filter(({ role }) => role === 'assistant')[0]).toEqual({
      role: 'assistant',
      content: 'Before.\n\nAfter.',
    });
    expect(JSON.stringify(messages)).not.toContain('web_search');
    await world.worker.backend.words('So.');
    await world.worker.backend.say(STOP);
  }
});

it('tokens of what the server has read by itself say nothing about how the model counts', async () => {
  const long = 'Why is the sky blue? '.repeat(100);
  const ratio = async () => (await world.store.token_ratios.get('scripted/scripted-model'))?.ratio;
  for (const [parts, learned] of [
    [[WEB], false],
    [[], true],
  ] as const) {
    await world.ask({ additional_messages: [{ role: 'user', content: long }] });
    await world.worker.backend.say(...parts);
    await world.worker.backend.words('So.');
    await world.worker.backend.say(usage(50_000, 5), STOP);
    expect((await ratio()) !== undefined).toBe(learned);
  }
});

it('sources on the web are annotations, of the message whose words they are about', async () => {
  const place = await world.ask();
  const { backend } = world.worker;
  await backend.words('One.');
  await backend.say(WEB);
  await backend.words('The sun is far.');
  // Counted through the whole answer; one that was heard before; and lies.
  await backend.say(cites(8, 11), cites(8, 11), cites(0, 3), cites(15, 400), cites(9, 2));
  await backend.say(STOP);
  const { data } = await world.worker.threads.messages.list(place.thread_id);
  expect(data[0]?.content).toMatchObject([
    {
      text: {
        value: 'The sun is far.',
        annotations: [
          {
            type: 'url_citation',
            text: 'sun',
            start_index: 4,
            end_index: 7,
            url_citation: { url: 'https://sun.example/', title: 'Sun' },
          },
        ],
      },
    },
  ]);
});

it('sources that were heard outlive the worker, each in its place', async () => {
  const heard = (cursor: number) => ({ type: 'remote', remote: { id: 'resp_1', cursor } }) as const;
  const place = await world.ask();
  await world.worker.backend.say(heard(0));
  await world.worker.backend.words('One.');
  await world.worker.backend.say(heard(1), WEB, heard(2));
  await world.worker.backend.words('The sun');
  await world.worker.backend.say(cites(8, 11), heard(4));
  world.clock.advance(500);
  await settle();
  await world.restart();
  expect(world.worker.backend.resumed).toEqual([
    { id: 'resp_1', cursor: 4, text_length: 11, message_start: 4, hosted: ['ws_1'] },
  ]);
  await world.worker.backend.words(' is far.');
  await world.worker.backend.say(cites(15, 18, 'https://far.example/'), STOP);
  expect(await contentsOf(place)).toEqual([
    ['completed', 'One.'],
    ['completed', 'The sun is far.'],
  ]);
  const { data } = await world.worker.threads.messages.list(place.thread_id);
  expect(data[0]?.content).toMatchObject([
    {
      text: {
        annotations: [
          { text: 'sun', start_index: 4 },
          { text: 'far', start_index: 11 },
        ],
      },
    },
  ]);
});

it('the stream of a run whose server uses its tools is in order, with the annotations in a delta', async () => {
  const thread = await world.worker.threads.create();
  const stream = world.worker.threads.runs.stream(thread.id, {
    assistant_id: 'asst_sitethread',
    additional_messages: [{ role: 'user', content: 'Why?' }],
  });
  const events: string[] = [];
  stream.on('event', ({ event }) => events.push(event));
  await expect.poll(() => world.worker.backend.open).toBe(true);
  await world.worker.backend.words('One.');
  await world.worker.backend.say(CODE, SEARCH, WEB);
  await world.worker.backend.words('Two.');
  await world.worker.backend.say(cites(4, 7), STOP);
  await stream.done();
  expect(events.filter((event) => event === 'thread.run.step.delta')).toHaveLength(3);
  const messages = await stream.finalMessages();
  expect(messages[1]?.content).toMatchObject([
    { text: { value: 'Two.', annotations: [{ url_citation: { url: 'https://sun.example/' } }] } },
  ]);
});

it('is judged by a description that has this one annotation more, and no other', () => {
  const url_citation = { url: 'https://sun.example/', title: '' };
  const annotation = { type: 'url_citation', text: 'a', start_index: 0, end_index: 1, url_citation };
  const wrong = (one: unknown) =>
    wrongInAnswer('GET /threads/{thread_id}/messages/{message_id}', {
      id: 'msg_1',
      object: 'thread.message',
      created_at: 1_790_000_000,
      thread_id: 'thread_1',
      status: 'completed',
      incomplete_details: null,
      completed_at: 1_790_000_000,
      incomplete_at: null,
      role: 'assistant',
      content: [{ type: 'text', text: { value: 'abc', annotations: [one] } }],
      assistant_id: null,
      run_id: null,
      attachments: [],
      metadata: {},
    });
  expect(wrong(annotation)).toEqual([]);
  expect(wrong({ ...annotation, url_citation: { url: 'nowhere', title: '' } })).not.toEqual([]);
  expect(wrong({ ...annotation, url_citation: { title: '' } })).not.toEqual([]);
  expect(wrong({ ...annotation, start_index: -1 })).not.toEqual([]);
  expect(wrong({ ...annotation, more: 1 })).not.toEqual([]);
  expect(wrong({ ...annotation, type: 'dream' })).not.toEqual([]);
});
