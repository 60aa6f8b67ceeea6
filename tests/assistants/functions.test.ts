import { beforeEach, describe, expect, it } from 'vitest';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { createWorld, settle, type Worker } from '../support/engine.ts';

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

function call(index: number, name: string, written: string): StreamPart {
  return { type: 'tool-call-delta', index, id: `call_${name}`, name, arguments_delta: written };
}

const TOOLS = [
  { type: 'function' as const, function: { name: 'weather' } },
  { type: 'function' as const, function: { name: 'time' } },
];

const CALLS_END: StreamPart = { type: 'finish', reason: 'tool-calls' };

/** A run that waits for the outputs of two parallel calls. */
async function waitingRun() {
  const thread = await worker.threads.create();
  const run = await worker.threads.runs.create(thread.id, {
    assistant_id: 'asst_sitethread',
    tools: TOOLS,
    additional_messages: [{ role: 'user', content: 'Weather and time?' }],
  });
  await settle();
  await worker.backend.say(
    call(0, 'weather', '{"city"'),
    call(0, 'weather', ':"Rome"}'),
    call(1, 'time', '{}'),
    CALLS_END,
  );
  return { thread, run };
}

describe('a run that calls functions', () => {
  it('waits with every call and its whole arguments', async () => {
    const { thread, run } = await waitingRun();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({
      status: 'requires_action',
      required_action: {
        type: 'submit_tool_outputs',
        submit_tool_outputs: {
          tool_calls: [
            { id: 'call_weather', type: 'function', function: { name: 'weather', arguments: '{"city":"Rome"}' } },
            { id: 'call_time', type: 'function', function: { name: 'time', arguments: '{}' } },
          ],
        },
      },
    });
    const steps = await worker.threads.runs.steps.list(run.id, { thread_id: thread.id });
    expect(steps.data).toMatchObject([{ type: 'tool_calls', status: 'in_progress' }]);
  });

  it('goes on with all outputs, each after its call', async () => {
    const { thread, run } = await waitingRun();
    const submitted = await worker.threads.runs.submitToolOutputs(run.id, {
      thread_id: thread.id,
      tool_outputs: [
        { tool_call_id: 'call_time', output: 'noon' },
        { tool_call_id: 'call_weather', output: 'sunny' },
      ],
    });
    expect(submitted).toMatchObject({ status: 'queued', required_action: null });
    await settle();
    expect(worker.backend.requests[1]?.messages.slice(-3)).toMatchObject([
      { role: 'assistant', tool_calls: [{ id: 'call_weather' }, { id: 'call_time' }] },
      { role: 'tool', tool_call_id: 'call_weather', content: 'sunny' },
      { role: 'tool', tool_call_id: 'call_time', content: 'noon' },
    ]);
    await worker.backend.words('Sunny at noon.');
    await worker.backend.stop();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'completed' });
    const steps = await worker.threads.runs.steps.list(run.id, { thread_id: thread.id, order: 'asc' });
    expect(steps.data.map(({ type, status }) => [type, status])).toEqual([
      ['tool_calls', 'completed'],
      ['message_creation', 'completed'],
    ]);
  });

  it('refuses some of the outputs, and outputs that nobody waits for', async () => {
    const { thread, run } = await waitingRun();
    const submit = (...ids: string[]) =>
      worker.threads.runs.submitToolOutputs(run.id, {
        thread_id: thread.id,
        tool_outputs: ids.map((tool_call_id) => ({ tool_call_id, output: '' })),
      });
    await expect(submit('call_weather')).rejects.toThrow(
      "Expected tool outputs for call_ids ['call_weather', 'call_time'], got ['call_weather']",
    );
    await expect(submit('call_weather', 'call_weather')).rejects.toThrow('Expected tool outputs');
    await worker.threads.runs.cancel(run.id, { thread_id: thread.id });
    await expect(submit('call_weather', 'call_time')).rejects.toThrow(
      'Runs in status "cancelled" do not accept tool outputs.',
    );
  });

  it('still waits after the worker was killed, and goes on in the next one', async () => {
    const { thread, run } = await waitingRun();
    worker.kill();
    worker = world.startWorker();
    await worker.engine.reconcile();
    await worker.threads.runs.submitToolOutputs(run.id, {
      thread_id: thread.id,
      tool_outputs: ['call_weather', 'call_time'].map((tool_call_id) => ({ tool_call_id, output: 'x' })),
    });
    await settle();
    await worker.backend.words('Done.');
    await worker.backend.stop();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'completed' });
  });

  it('fails when the model calls a function that it was not given', async () => {
    const thread = await worker.threads.create();
    const run = await worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      additional_messages: [{ role: 'user', content: 'Time?' }],
    });
    await settle();
    await worker.backend.say(call(0, 'invented', '{}'));
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'failed' });
  });

  it('expires while it waits, at the next reconcile', async () => {
    const { thread, run } = await waitingRun();
    world.clock.advance(601_000);
    await worker.engine.reconcile();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'expired' });
    const steps = await worker.threads.runs.steps.list(run.id, { thread_id: thread.id });
    expect(steps.data).toMatchObject([{ status: 'expired' }]);
  });

  it('streams in the order that the official SDK insists on, before and after the outputs', async () => {
    const thread = await worker.threads.create({ messages: [] });
    const first = worker.threads.runs.stream(thread.id, {
      assistant_id: 'asst_sitethread',
      tools: TOOLS,
      additional_messages: [{ role: 'user', content: 'Time?' }],
    });
    await settle();
    await worker.backend.say(call(0, 'time', '{"zone":'), call(0, 'time', '"UTC"}'), CALLS_END);
    const waiting = await first.finalRun();
    expect(waiting.status).toBe('requires_action');
    const second = worker.threads.runs.submitToolOutputsStream(waiting.id, {
      thread_id: thread.id,
      tool_outputs: [{ tool_call_id: 'call_time', output: '12:00' }],
    });
    const names: string[] = [];
    second.on('event', ({ event }) => names.push(event));
    await settle();
    await worker.backend.words('Noon.');
    await worker.backend.stop();
    expect((await second.finalRun()).status).toBe('completed');
    expect(names.slice(0, 3)).toEqual(['thread.run.step.completed', 'thread.run.queued', 'thread.run.in_progress']);
  });
});

it('counts only its own words for a completion whose tokens nobody has reported', async () => {
  const thread = await worker.threads.create({ messages: [{ role: 'user', content: 'Weather?' }] });
  const run = await worker.threads.runs.create(thread.id, { assistant_id: 'asst_sitethread', tools: TOOLS });
  await settle();
  await worker.backend.words('many words '.repeat(200));
  // Answered by the engine, so that the next completion follows at once.
  await worker.backend.say(call(0, 'fly', '{}'), CALLS_END);
  await settle();
  await worker.backend.words('Sunny.');
  await worker.backend.stop();
  await settle();
  const steps = await worker.threads.runs.steps.list(run.id, { thread_id: thread.id });
  expect(steps.data[0]?.usage?.completion_tokens).toBeLessThan(10);
});
