import { beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../lib/assistants/context.ts';
import type { Run } from '../../lib/assistants/objects.ts';
import type { RunOperations } from '../../lib/assistants/operations/runs.ts';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { createConsult } from '../../lib/assistants/tools/consult.ts';
import { createWorld, settle, type Worker } from '../support/engine.ts';

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

const CALLS_END: StreamPart = { type: 'finish', reason: 'tool-calls' };

function ask(assistant: string, question: string, index = 0): StreamPart {
  const written = JSON.stringify({ assistant, question });
  return { type: 'tool-call-delta', index, id: `call_${index}`, name: 'consult_assistant', arguments_delta: written };
}

function usage(prompt_tokens: number, completion_tokens: number): StreamPart {
  const total_tokens = prompt_tokens + completion_tokens;
  return { type: 'usage', usage: { prompt_tokens, completion_tokens, total_tokens } };
}

/** An assistant that may consult a geographer, in the middle of being asked. */
async function askEditor() {
  const { assistants } = worker.client.beta;
  const geographer = await assistants.create({
    model: 'atlas',
    name: 'Geographer',
    description: 'knows places',
    instructions: 'Answer in one word.',
    tools: [{ type: 'function', function: { name: 'look_up' } }],
  });
  const editor = await assistants.create({ model: 'pen', metadata: { consults: `asst_gone, ${geographer.id}` } });
  const thread = await worker.threads.create({ messages: [{ role: 'user', content: 'Where is Rome?' }] });
  const run = await worker.threads.runs.create(thread.id, { assistant_id: editor.id });
  await settle();
  return { geographer, editor, thread, run };
}

async function stepsOf(thread_id: string, run_id: string) {
  return (await worker.threads.runs.steps.list(run_id, { thread_id, order: 'asc' })).data;
}

describe('an assistant that may consult another', () => {
  it('is given it as one function, with its name and what it is for', async () => {
    const { geographer } = await askEditor();
    const [tool] = worker.backend.requests[0]?.tools ?? [];
    expect(tool?.function.name).toBe('consult_assistant');
    expect(tool?.function.description).toContain(`${geographer.id}: Geographer, knows places`);
    expect(JSON.stringify(tool?.function.parameters)).toContain(JSON.stringify([geographer.id]));
  });

  it('asks it in a run of its own, in a thread of its own, and goes on with the answer', async () => {
    const { geographer, thread, run } = await askEditor();
    await worker.backend.say(ask(geographer.id, 'Country of Rome?'), usage(10, 5), CALLS_END);
    await settle();

    const [step] = await stepsOf(thread.id, run.id);
    expect(step).toMatchObject({ type: 'tool_calls', status: 'in_progress' });
    const path = Object.entries(step?.metadata ?? {}).find(([call]) => call === 'call_0')?.[1] ?? '';
    const [, , threadId = '', , runId = ''] = path.split('/');
    expect(path).toBe(`/threads/${threadId}/runs/${runId}`);
    const consulted = await worker.threads.runs.retrieve(runId, { thread_id: threadId });
    expect(consulted).toMatchObject({ status: 'in_progress', assistant_id: geographer.id, model: 'atlas', tools: [] });
    expect(worker.backend.requests[1]).toMatchObject({
      model: 'atlas',
      messages: [
        { role: 'system', content: 'Answer in one word.' },
        { role: 'user', content: 'Country of Rome?' },
      ],
    });

    await worker.backend.words('Italy');
    await worker.backend.say(usage(7, 1), { type: 'finish', reason: 'stop' });
    await settle();
    expect(await worker.threads.runs.retrieve(runId, { thread_id: threadId })).toMatchObject({
      status: 'completed',
      usage: { total_tokens: 8 },
    });
    expect(worker.backend.requests[2]?.messages.slice(-2)).toMatchObject([
      { role: 'assistant', tool_calls: [{ id: 'call_0', function: { name: 'consult_assistant' } }] },
      { role: 'tool', tool_call_id: 'call_0', content: 'Italy' },
    ]);

    await worker.backend.words('In Italy.');
    await worker.backend.say(usage(20, 3), { type: 'finish', reason: 'stop' });
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({
      status: 'completed',
      usage: { prompt_tokens: 30, completion_tokens: 8, total_tokens: 38 },
    });
    expect(await stepsOf(thread.id, run.id)).toMatchObject([
      {
        type: 'tool_calls',
        status: 'completed',
        usage: { total_tokens: 15 },
        step_details: { tool_calls: [{ id: 'call_0', type: 'function', function: { output: 'Italy' } }] },
      },
      { type: 'message_creation', status: 'completed', usage: { total_tokens: 23 } },
    ]);
  });

  it('asks two at once', async () => {
    const { geographer } = await askEditor();
    await worker.backend.say(ask(geographer.id, 'One?', 0), ask(geographer.id, 'Two?', 1), CALLS_END);
    for (let turn = 0; turn < 4; turn += 1) await settle();
    const questions = worker.backend.requests.slice(1).map(({ question }) => question);
    expect(questions.toSorted()).toEqual(['One?', 'Two?']);
  });

  it('hears of a consulted run that failed, and goes on', async () => {
    const { geographer } = await askEditor();
    await worker.backend.say(ask(geographer.id, 'Country?'), CALLS_END);
    await settle();
    await worker.backend.say({ type: 'error', error: { kind: 'rate-limited', retry_after: null } });
    await settle();
    const told = worker.backend.requests[2]?.messages.at(-1);
    expect(told?.role).toBe('tool');
    expect(JSON.parse(told?.content ?? '').error).toContain('rate-limited');
  });

  it.each([
    ['somebody who is not listed', { assistant: 'asst_stranger', question: 'Who?' }, "no assistant 'asst_stranger'"],
    ['nobody', { question: 'Who?' }, "no assistant 'undefined'"],
    ['nothing', { assistant: 'Geographer', question: ' ' }, 'The question is empty.'],
  ])('hears what is wrong when it asks %s', async (_what, written, sentence) => {
    await askEditor();
    const arguments_delta = JSON.stringify(written);
    await worker.backend.say(
      { type: 'tool-call-delta', index: 0, id: 'call_0', name: 'consult_assistant', arguments_delta },
      CALLS_END,
    );
    await settle();
    expect(JSON.parse(worker.backend.requests[1]?.messages.at(-1)?.content ?? '').error).toContain(sentence);
  });

  it('takes the consulted run with it when it is cancelled', async () => {
    const { geographer, thread, run } = await askEditor();
    await worker.backend.say(ask(geographer.id, 'Country?'), CALLS_END);
    await settle();
    await worker.threads.runs.cancel(run.id, { thread_id: thread.id });
    await settle();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'cancelled' });
    expect(await world.store.runs.active()).toEqual([]);
    expect(worker.backend.signals[1]?.aborted).toBe(true);
  });

  it('leaves no run behind when the worker dies meanwhile', async () => {
    const { geographer, thread, run } = await askEditor();
    await worker.backend.say(ask(geographer.id, 'Country?'), CALLS_END);
    await settle();
    worker.kill();
    worker = world.startWorker();
    await worker.engine.reconcile();
    await settle();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'failed' });
    expect(await world.store.runs.active()).toEqual([]);
    expect(worker.backend.requests).toEqual([]);
  });

  it('leaves no run behind either whose answer goes on at its server, and drops that answer', async () => {
    const { geographer, thread, run } = await askEditor();
    await worker.backend.say(ask(geographer.id, 'Country?'), CALLS_END);
    await settle();
    await worker.backend.say({ type: 'remote', remote: { id: 'resp_1', cursor: 0 } });
    await worker.backend.words('Ita');
    worker.kill();
    worker = world.startWorker();
    await worker.engine.reconcile();
    await settle();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'failed' });
    expect(await world.store.runs.active()).toEqual([]);
    expect(worker.backend.resumed).toEqual([]);
    expect(worker.backend.abandoned).toMatchObject([{ id: 'resp_1' }]);
  });

  it('can be consulted itself, three deep and no deeper', async () => {
    const { assistants } = worker.client.beta;
    const recluse = await assistants.create({ model: 'm', name: 'Recluse' });
    await assistants.update(recluse.id, { metadata: { consults: recluse.id } });
    const thread = await worker.threads.create({ messages: [{ role: 'user', content: 'Who am I?' }] });
    await worker.threads.runs.create(thread.id, { assistant_id: recluse.id });
    await settle();
    for (let depth = 0; depth < 3; depth += 1) {
      expect(worker.backend.requests[depth]?.tools).toHaveLength(1);
      await worker.backend.say(ask(recluse.id, `Depth ${depth}?`), CALLS_END);
      await settle();
    }
    expect(worker.backend.requests[3]?.question).toBe('Depth 2?');
    expect(worker.backend.requests[3]?.tools).toEqual([]);

    // What they were asked goes with the thread in which it came up, and what others asked stays.
    for (const words of ['Nobody.', 'Still nobody.', 'No.', 'Never.']) {
      await worker.backend.words(words);
      await worker.backend.stop();
      await settle();
    }
    const { threads, messages, runs, run_steps } = world.db;
    const rows = () => Promise.all([threads, messages, runs, run_steps].map((table) => table.count()));
    expect((await rows()).slice(0, 3)).toEqual([4, 8, 4]);
    const other = await worker.threads.create({ messages: [{ role: 'user', content: 'Who is there?' }] });
    // As no run of ours says of itself, but one of an imported file may.
    const first = (await runs.toArray()).find(({ thread_id }) => thread_id === thread.id);
    await runs.update(first?.id ?? '', { 'local.parent': { run_id: first?.id ?? '', depth: 1 } });
    await worker.threads.delete(thread.id);
    expect(await rows()).toEqual([1, 1, 0, 0]);
    expect((await world.db.threads.toArray())[0]?.id).toBe(other.id);
  });
});

describe('a consultation that cannot begin', () => {
  it('no longer listens for its end', async () => {
    let listeners = 0;
    const subscribe = () => {
      listeners += 1;
      return () => {
        listeners -= 1;
      };
    };
    const createWithThread = async () => {
      expect(listeners).toBe(1);
      throw new Error('There is no connection.');
    };
    const context = { store: world.store, clock: world.clock, subscribe } as unknown as Context;
    const consult = createConsult(context, { createWithThread } as unknown as RunOperations);
    const parent = { id: 'run_1', expires_at: null, local: {} } as unknown as Run;
    const signal = new AbortController().signal;
    const asked = consult({ assistant_id: 'asst_1', text: 'Why?', parent, signal, onRun: async () => undefined });
    await expect(asked).rejects.toThrow('There is no connection.');
    expect(listeners).toBe(0);
  });
});

describe('a model that calls what it was not given', () => {
  it('is told so, and may go on', async () => {
    await askEditor();
    await worker.backend.say(
      { type: 'tool-call-delta', index: 0, id: 'call_0', name: 'fly', arguments_delta: '{}' },
      CALLS_END,
    );
    await settle();
    expect(worker.backend.requests[1]?.messages.at(-1)).toEqual({
      role: 'tool',
      tool_call_id: 'call_0',
      content: JSON.stringify({ error: "There is no function 'fly'." }),
    });
  });

  it('is stopped in the end', async () => {
    const { thread, run } = await askEditor();
    for (let round = 0; round < 33 && worker.backend.open; round += 1) {
      await worker.backend.say(
        { type: 'tool-call-delta', index: 0, id: `call_${round}`, name: 'fly', arguments_delta: '{}' },
        CALLS_END,
      );
      await settle();
    }
    expect(worker.backend.requests).toHaveLength(32);
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({
      status: 'failed',
      last_error: { code: 'server_error' },
    });
  });
});
