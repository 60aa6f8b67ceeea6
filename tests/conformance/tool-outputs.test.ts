import { describe, expect, it } from 'vitest';
import { settle } from '../support/engine.ts';
import { CALLS_END, call, TIME, useWorld, WEATHER } from './world.ts';

const world = useWorld();

const EXPECTED = "Expected tool outputs for call_ids ['call_weather', 'call_time'], got";

type Row = readonly [name: string, ids: readonly string[], got: string];

const REFUSED: readonly Row[] = [
  ['none', [], '[]'],
  ['one of two', ['call_weather'], "['call_weather']"],
  ['one of two, twice', ['call_weather', 'call_weather'], "['call_weather', 'call_weather']"],
  ['an unknown id among them', ['call_weather', 'call_x'], "['call_weather', 'call_x']"],
  ['one too many', ['call_weather', 'call_time', 'call_x'], "['call_weather', 'call_time', 'call_x']"],
  ['one of them doubled', ['call_weather', 'call_time', 'call_time'], "['call_weather', 'call_time', 'call_time']"],
];

describe('outputs are refused, and still waited for:', () => {
  it.each(REFUSED)('%s', async (_name, ids, got) => {
    const place = await world.waiting();
    const { status, body } = await world.submit(place, ...ids);
    expect([status, body.error?.message]).toEqual([400, `${EXPECTED} ${got}`]);
    expect(await world.run(place)).toMatchObject({ status: 'requires_action' });
    expect((await world.submit(place, 'call_weather', 'call_time')).status).toBe(200);
  });
});

it('a waiting run names its calls, and its step shows them without output', async () => {
  const place = await world.waiting();
  const calls = [
    { id: 'call_weather', type: 'function', function: { name: 'weather', arguments: '{"city":"Rome"}' } },
    { id: 'call_time', type: 'function', function: { name: 'time', arguments: '{}' } },
  ];
  expect((await world.run(place)).required_action).toEqual({
    type: 'submit_tool_outputs',
    submit_tool_outputs: { tool_calls: calls },
  });
  expect(await world.steps(place)).toMatchObject([
    {
      type: 'tool_calls',
      status: 'in_progress',
      completed_at: null,
      step_details: { tool_calls: [{ function: { output: null } }, { function: { output: null } }] },
    },
  ]);
});

it('outputs complete the step, take the run back to queued and reach the model in the order of the calls', async () => {
  const place = await world.waiting();
  const { body } = await world.submit(place, 'call_time', 'call_weather');
  expect(body).toMatchObject({ status: 'queued', required_action: null });
  expect(await world.steps(place)).toMatchObject([
    {
      status: 'completed',
      step_details: {
        tool_calls: [
          { function: { output: 'output of call_weather' } },
          { function: { output: 'output of call_time' } },
        ],
      },
    },
  ]);
  await settle();
  expect(world.worker.backend.requests[1]?.messages.slice(-3)).toMatchObject([
    { role: 'assistant', tool_calls: [{ id: 'call_weather' }, { id: 'call_time' }] },
    { role: 'tool', tool_call_id: 'call_weather', content: 'output of call_weather' },
    { role: 'tool', tool_call_id: 'call_time', content: 'output of call_time' },
  ]);
});

it('a run begins once: its start does not move when it goes on', async () => {
  const place = await world.waiting();
  const { started_at } = await world.run(place);
  await world.pass(30);
  await world.submit(place, 'call_weather', 'call_time');
  await settle();
  expect(await world.run(place)).toMatchObject({ status: 'in_progress', started_at });
});

it('the same outputs a second time are refused', async () => {
  const place = await world.waiting();
  const submissions = await Promise.all([
    world.submit(place, 'call_weather', 'call_time'),
    world.submit(place, 'call_weather', 'call_time'),
  ]);
  expect(submissions.map(({ status }) => status).sort()).toEqual([200, 400]);
  await settle();
  expect(world.worker.backend.requests).toHaveLength(2);
});

it('an absent output counts as empty', async () => {
  const place = await world.ask({ tools: [WEATHER] });
  await world.worker.backend.say(...call('weather'), CALLS_END);
  const path = `/threads/${place.thread_id}/runs/${place.run_id}/submit_tool_outputs`;
  expect((await world.call('POST', path, { tool_outputs: [{ tool_call_id: 'call_weather' }] })).status).toBe(200);
  expect(await world.steps(place)).toMatchObject([{ step_details: { tool_calls: [{ function: { output: '' } }] } }]);
});

it('calls may follow calls, each round in a step of its own', async () => {
  const place = await world.ask({ tools: [WEATHER, TIME] });
  await world.worker.backend.say(...call('weather'), CALLS_END);
  await world.submit(place, 'call_weather');
  await settle();
  await world.worker.backend.say(...call('time'), CALLS_END);
  expect((await world.run(place)).required_action?.submit_tool_outputs.tool_calls).toMatchObject([{ id: 'call_time' }]);
  await world.submit(place, 'call_time');
  await settle();
  await world.worker.backend.words('Done.');
  await world.worker.backend.stop();
  expect(await world.run(place)).toMatchObject({ status: 'completed' });
  expect((await world.steps(place)).map(({ type, status }) => [type, status])).toEqual([
    ['tool_calls', 'completed'],
    ['tool_calls', 'completed'],
    ['message_creation', 'completed'],
  ]);
});

it('words before a call are a message of their own, complete before the calls', async () => {
  const place = await world.ask({ tools: [WEATHER] });
  await world.worker.backend.words('Let me see.');
  await world.worker.backend.say(...call('weather'), CALLS_END);
  expect((await world.steps(place)).map(({ type, status }) => [type, status])).toEqual([
    ['message_creation', 'completed'],
    ['tool_calls', 'in_progress'],
  ]);
  expect((await world.messages(place.thread_id))[1]).toMatchObject({ status: 'completed' });
});

it('outputs are accepted from a worker that did not ask for them', async () => {
  const place = await world.waiting();
  await world.restart();
  expect(await world.run(place)).toMatchObject({ status: 'requires_action' });
  expect((await world.submit(place, 'call_weather', 'call_time')).status).toBe(200);
  await settle();
  await world.worker.backend.words('Done.');
  await world.worker.backend.stop();
  expect(await world.run(place)).toMatchObject({ status: 'completed' });
});

it('outputs for a run of another thread are refused', async () => {
  const { run_id } = await world.waiting();
  const thread_id = await world.thread();
  const { status, body } = await world.submit({ thread_id, run_id }, 'call_weather', 'call_time');
  expect([status, body.error?.message]).toEqual([404, `No run found with id '${run_id}'.`]);
});

it('a later question comes with the calls and their outputs', async () => {
  const place = await world.waiting();
  await world.submit(place, 'call_weather', 'call_time');
  await settle();
  await world.worker.backend.words('Sunny.');
  await world.worker.backend.stop();
  await world.askIn(place.thread_id, {
    tools: [WEATHER],
    additional_messages: [{ role: 'user', content: 'And now?' }],
  });
  expect(world.worker.backend.requests[2]?.messages.filter(({ role }) => role !== 'system')).toMatchObject([
    { role: 'user', content: 'Why?' },
    { role: 'assistant', tool_calls: [{ id: 'call_weather' }, { id: 'call_time' }] },
    { role: 'tool', tool_call_id: 'call_weather' },
    { role: 'tool', tool_call_id: 'call_time' },
    { role: 'assistant', content: 'Sunny.' },
    { role: 'user', content: 'And now?' },
  ]);
});
