import { beforeEach, describe, expect, it } from 'vitest';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { askRun, createWorld, settle, type Worker } from '../support/engine.ts';
import { send } from './refusals.ts';

let worker: Worker;

beforeEach(() => {
  worker = createWorld().startWorker();
});

/** What a client reads: the names in their order, and the data of each. */
async function eventsIn(response: Response) {
  const blocks = (await response.text()).split('\n\n').filter((block) => block !== '');
  return blocks.map((block) => {
    const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
    return { event, data: data === '[DONE]' ? data : JSON.parse(data) };
  });
}

const namesOf = (events: readonly { event: string }[]) => events.map(({ event }) => event);

const RUN = ['thread.run.created', 'thread.run.queued', 'thread.run.in_progress'];
const MESSAGE = [
  'thread.run.step.created',
  'thread.run.step.in_progress',
  'thread.message.created',
  'thread.message.in_progress',
  'thread.message.delta',
  'thread.message.completed',
  'thread.run.step.completed',
];

async function answer(): Promise<void> {
  await settle();
  await worker.backend.words('Because.');
  await worker.backend.stop();
}

/** A run that waits for the output of a call. */
async function waitingRun() {
  const { id: thread_id } = await worker.threads.create({ messages: [{ role: 'user', content: 'Why?' }] });
  const run = await worker.threads.runs.create(thread_id, {
    assistant_id: 'asst_sitethread',
    tools: [{ type: 'function', function: { name: 'look' } }],
  });
  await settle();
  const call: StreamPart = { type: 'tool-call-delta', index: 0, id: 'call_a', name: 'look', arguments_delta: '{}' };
  await worker.backend.say(call, { type: 'finish', reason: 'tool-calls' });
  return { thread_id, run_id: run.id };
}

describe('the stream of a run', () => {
  it('tells everything in the published order and ends with done', async () => {
    const { id } = await worker.threads.create({ messages: [{ role: 'user', content: 'Why?' }] });
    const response = await send(worker, 'POST', `/threads/${id}/runs`, {
      assistant_id: 'asst_sitethread',
      stream: true,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    await answer();
    const events = await eventsIn(response);
    expect(namesOf(events)).toEqual([...RUN, ...MESSAGE, 'thread.run.completed', 'done']);
    expect(events.at(-1)?.data).toBe('[DONE]');
    for (const { data } of events) expect(data).not.toHaveProperty('local');
  });

  it('begins with its thread when that is made with it', async () => {
    const response = await send(worker, 'POST', '/threads/runs', {
      assistant_id: 'asst_sitethread',
      thread: { messages: [{ role: 'user', content: 'Why?' }], metadata: { a: 'b' } },
      stream: true,
    });
    await answer();
    const events = await eventsIn(response);
    expect(namesOf(events)).toEqual(['thread.created', ...RUN, ...MESSAGE, 'thread.run.completed', 'done']);
    const [created, run] = events;
    expect(created?.data).toMatchObject({ object: 'thread', metadata: { a: 'b' } });
    expect(created?.data).not.toHaveProperty('local');
    expect(run?.data.thread_id).toBe(created?.data.id);
  });

  it('tells nothing of another run', async () => {
    const other = await waitingRun();
    const response = await send(worker, 'POST', '/threads/runs', {
      assistant_id: 'asst_sitethread',
      thread: { messages: [{ role: 'user', content: 'Why?' }] },
      stream: true,
    });
    await worker.threads.runs.cancel(other.run_id, other);
    await answer();
    const events = await eventsIn(response);
    expect(namesOf(events)).toEqual(['thread.created', ...RUN, ...MESSAGE, 'thread.run.completed', 'done']);
    expect(JSON.stringify(events)).not.toContain(other.thread_id);
  });

  it('is a refusal when the run cannot begin', async () => {
    const { thread } = await askRun(worker);
    const response = await send(worker, 'POST', `/threads/${thread.id}/runs`, {
      assistant_id: 'asst_sitethread',
      stream: true,
    });
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toContain('already has an active run');
  });
});

describe('a stream whose request is aborted', () => {
  let thread_id: string;

  beforeEach(async () => {
    thread_id = (await worker.threads.create({ messages: [{ role: 'user', content: 'Why?' }] })).id;
  });

  function openStream(signal: AbortSignal): Promise<Response> {
    return worker.api.fetch(`https://sitethread.local/v1/threads/${thread_id}/runs`, {
      method: 'POST',
      body: JSON.stringify({ assistant_id: 'asst_sitethread', stream: true }),
      signal,
    });
  }

  it('ends with the abort, and its run goes on without it', async () => {
    const controller = new AbortController();
    const read = (await openStream(controller.signal)).text();
    await settle();
    await worker.backend.words('Be');
    controller.abort();
    await expect(read).rejects.toMatchObject({ name: 'AbortError' });

    await worker.backend.words('cause.');
    await worker.backend.stop();
    const [answer] = (await worker.threads.messages.list(thread_id)).data;
    expect(answer).toMatchObject({ status: 'completed', content: [{ text: { value: 'Because.' } }] });
  });

  it('gives the official SDK an end too', async () => {
    const stream = await worker.threads.runs.create(thread_id, { assistant_id: 'asst_sitethread', stream: true });
    const seen: string[] = [];
    const read = (async () => {
      for await (const { event } of stream) seen.push(event);
    })();
    await settle();
    stream.controller.abort();
    await read;
    expect(seen).toEqual(RUN);
  });

  it.each([1, 2, 3, 5, 8])('ends also when it was aborted while its run was made (turn %i)', async (turns) => {
    const controller = new AbortController();
    const read = openStream(controller.signal).then((response) => response.text());
    const outcome = expect(read).rejects.toMatchObject({ name: 'AbortError' });
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await outcome;
  });
});

describe('the stream of a submission', () => {
  it('goes on where the run waited', async () => {
    const { thread_id, run_id } = await waitingRun();
    const response = await send(worker, 'POST', `/threads/${thread_id}/runs/${run_id}/submit_tool_outputs`, {
      tool_outputs: [{ tool_call_id: 'call_a', output: 'A' }],
      stream: true,
    });
    await answer();
    expect(namesOf(await eventsIn(response))).toEqual([
      'thread.run.step.completed',
      'thread.run.queued',
      'thread.run.in_progress',
      ...MESSAGE,
      'thread.run.completed',
      'done',
    ]);
  });
});
