import { beforeEach, describe, expect, it } from 'vitest';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { estimateTokens } from '../../lib/search/tokens.ts';
import { askRun, createWorld, settle, type Worker } from '../support/engine.ts';

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

const FUNCTIONS = [{ type: 'function' as const, function: { name: 'weather' } }];

function heard(cursor: number): StreamPart {
  return { type: 'remote', remote: { id: 'resp_1', cursor } };
}

function call(arguments_delta: string): StreamPart {
  return { type: 'tool-call-delta', index: 0, id: 'call_1', name: 'weather', arguments_delta };
}

/** Kills the worker, and starts the next one, which looks for what was left. */
async function die(): Promise<void> {
  worker.kill();
  worker = world.startWorker();
  await worker.engine.reconcile();
  await settle();
}

async function textOf(threadId: string): Promise<unknown> {
  const { data } = await worker.threads.messages.list(threadId);
  const content = data[0]?.content[0];
  return [data.length, data[0]?.status, content?.type === 'text' ? content.text.value : null];
}

describe('an answer that goes on at its server', () => {
  it('is taken up where it was heard last, and says nothing twice', async () => {
    const { thread, run } = await askRun(worker);
    await worker.backend.words('One ');
    await worker.backend.say(heard(1));
    // Heard, and on disk, but not yet known to be behind a cursor.
    await worker.backend.words('two ');
    world.clock.advance(500);
    await settle();
    await die();

    expect(worker.backend.requests).toEqual([]);
    expect(worker.backend.resumed).toMatchObject([{ id: 'resp_1', cursor: 1 }]);
    await worker.backend.words('two ', 'three.');
    await worker.backend.stop();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'completed' });
    expect(await textOf(thread.id)).toEqual([2, 'completed', 'One two three.']);
    const steps = await worker.threads.runs.steps.list(run.id, { thread_id: thread.id });
    expect(steps.data).toHaveLength(1);
  });

  it('waits for its keys when they are locked after a restart, and goes on when they are not', async () => {
    const { thread, run } = await askRun(worker);
    await worker.backend.words('One ');
    await worker.backend.say(heard(1));
    world.clock.advance(500);
    await settle();
    world.keys.locked = true;
    await die();
    const row = async () => world.store.runs.get(run.id);
    expect(await row()).toMatchObject({
      status: 'in_progress',
      local: { waiting: { error: { kind: 'keys-locked' } } },
    });
    await worker.engine.reconcile(); // as the watchdog does
    await settle();
    expect(worker.backend.resumed).toEqual([]);

    world.keys.locked = false;
    await worker.engine.reconcile();
    await settle();
    expect((await row())?.local).not.toHaveProperty('waiting');
    expect(worker.backend.resumed).toMatchObject([{ id: 'resp_1', cursor: 1 }]);
    await worker.backend.words('two.');
    await worker.backend.stop();
    expect(await row()).toMatchObject({ status: 'completed' });
    expect(await textOf(thread.id)).toEqual([2, 'completed', 'One two.']);
  });

  it('is known by its id before its first word', async () => {
    const { thread } = await askRun(worker);
    await worker.backend.say(heard(0));
    await die();
    expect(worker.backend.resumed).toMatchObject([{ id: 'resp_1', cursor: 0 }]);
    await worker.backend.words('All of it.');
    await worker.backend.stop();
    expect(await textOf(thread.id)).toEqual([2, 'completed', 'All of it.']);
  });

  it('is taken up again and again', async () => {
    const { thread } = await askRun(worker);
    const words = ['a ', 'b ', 'c ', 'd ', 'e '];
    for (const [index, word] of words.entries()) {
      await worker.backend.words(word);
      await worker.backend.say(heard(index + 1));
      world.clock.advance(500);
      await settle();
      await die();
      expect(worker.backend.resumed).toMatchObject([{ cursor: index + 1 }]);
    }
    await worker.backend.stop();
    expect(await textOf(thread.id)).toEqual([2, 'completed', 'a b c d e ']);
  });

  it('repeats calls from the first one', async () => {
    const thread = await worker.threads.create();
    const run = await worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      tools: FUNCTIONS,
      additional_messages: [{ role: 'user', content: 'Weather?' }],
    });
    await settle();
    await worker.backend.say(heard(3), call('{"ci'), heard(4));
    world.clock.advance(500);
    await settle();
    await die();
    expect(worker.backend.resumed).toMatchObject([{ cursor: 3 }]);
    await worker.backend.say(call('{"ci'), call('ty":"Rome"}'), { type: 'finish', reason: 'tool-calls' });
    await settle();
    const waiting = await worker.threads.runs.retrieve(run.id, { thread_id: thread.id });
    expect(waiting.required_action?.submit_tool_outputs.tool_calls).toMatchObject([
      { id: 'call_1', function: { arguments: '{"city":"Rome"}' } },
    ]);
    expect((await worker.threads.runs.steps.list(run.id, { thread_id: thread.id })).data).toHaveLength(1);
  });

  it('is not taken up when only the calls it made were still to be performed', async () => {
    const { data: assistants } = await worker.client.beta.assistants.list();
    expect(assistants).toEqual([]);
    const other = await worker.client.beta.assistants.create({ model: 'm', name: 'Other' });
    const asker = await worker.client.beta.assistants.create({ model: 'm', metadata: { consults: other.id } });
    const thread = await worker.threads.create({ messages: [{ role: 'user', content: 'Ask!' }] });
    const run = await worker.threads.runs.create(thread.id, { assistant_id: asker.id });
    await settle();
    const arguments_delta = JSON.stringify({ assistant: other.id, question: 'Well?' });
    await worker.backend.say(
      heard(1),
      { type: 'tool-call-delta', index: 0, id: 'call_1', name: 'consult_assistant', arguments_delta },
      { type: 'finish', reason: 'tool-calls' },
    );
    await settle();
    await die();
    expect(worker.backend.resumed).toEqual([]);
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'failed' });
  });

  it('is dropped at its server when the worker dies in the middle of a cancel', async () => {
    const { thread, run } = await askRun(worker);
    await worker.backend.words('One ');
    await worker.backend.say(heard(1));
    const stored = await world.store.runs.get(run.id);
    if (stored === undefined) throw new Error('There is no run.');
    worker.kill();
    await world.store.runs.put({ ...stored, status: 'cancelling' });
    worker = world.startWorker();
    await worker.engine.reconcile();
    await settle();
    expect(worker.backend.abandoned).toMatchObject([{ id: 'resp_1' }]);
    expect(worker.backend.resumed).toEqual([]);
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'cancelled' });
  });

  it('keeps its words, and its run the new name, however the two are written', async () => {
    for (let turns = 0; turns < 12; turns += 1) {
      world = createWorld();
      worker = world.startWorker();
      const { thread, run } = await askRun(worker);
      await worker.backend.say(heard(0));
      await worker.backend.words('One ');
      await worker.backend.say(heard(1));
      const renamed = worker.threads.runs.update(run.id, { thread_id: thread.id, metadata: { name: 'Rome' } });
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      world.clock.advance(500);
      await renamed;
      await settle();
      await die();
      expect(worker.backend.resumed).toMatchObject([{ cursor: 1 }]);
      await worker.backend.words('two.');
      await worker.backend.stop();
      expect(await textOf(thread.id)).toEqual([2, 'completed', 'One two.']);
      const { metadata } = await worker.threads.runs.retrieve(run.id, { thread_id: thread.id });
      expect([turns, metadata]).toEqual([turns, { name: 'Rome' }]);
    }
  });

  it('keeps its words when its run is renamed before they were written', async () => {
    const { thread, run } = await askRun(worker);
    await worker.backend.say(heard(0));
    await worker.backend.words('One ');
    await worker.backend.say(heard(1));
    await worker.threads.runs.update(run.id, { thread_id: thread.id, metadata: { name: 'Rome' } });
    await die();
    const cursor = worker.backend.resumed[0]?.cursor;
    // What was said behind the cursor comes again, and nothing else.
    await worker.backend.words(...(cursor === 1 ? ['two.'] : ['One ', 'two.']));
    await worker.backend.stop();
    expect(await textOf(thread.id)).toEqual([2, 'completed', 'One two.']);
  });

  it('is no part of its own prompt, and so does not use up the run’s budget', async () => {
    const thread = await worker.threads.create({ messages: [{ role: 'user', content: 'Why?' }] });
    const run = await worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      instructions: 'Be long.',
      max_prompt_tokens: 256,
    });
    await settle();
    await worker.backend.say(heard(0));
    await worker.backend.words('word '.repeat(600));
    await worker.backend.say(heard(1));
    world.clock.advance(500);
    await settle();
    await die();
    expect(worker.backend.resumed).toHaveLength(1);
    await worker.backend.words('End.');
    await worker.backend.stop();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'completed' });
  });

  it('is estimated as a whole when its server tells no usage', async () => {
    const { thread, run } = await askRun(worker);
    const words = 'word '.repeat(600);
    await worker.backend.say(heard(0));
    await worker.backend.words(words);
    await worker.backend.say(heard(1));
    world.clock.advance(500);
    await settle();
    await die();
    await worker.backend.words('End.');
    await worker.backend.stop();
    const { usage } = await worker.threads.runs.retrieve(run.id, { thread_id: thread.id });
    expect(usage?.completion_tokens).toBeGreaterThanOrEqual(estimateTokens(words));
  });

  it('leaves no trace of its server in what a client sees, and none in the row when it is over', async () => {
    const { run } = await askRun(worker);
    await worker.backend.say(heard(1));
    expect((await world.store.runs.get(run.id))?.local.remote).toMatchObject({ id: 'resp_1' });
    await worker.backend.words('Yes.');
    await worker.backend.stop();
    expect((await world.store.runs.get(run.id))?.local).not.toHaveProperty('remote');
    expect(world.clock.waiting).toBe(0);
  });
});

describe('a request that has to wait', () => {
  it('says until when and why, and no longer than until the first word', async () => {
    const { run } = await askRun(worker);
    const until = world.clock.now() + 30_000;
    await worker.backend.say({ type: 'waiting', until, error: { kind: 'rate-limited', retry_after: 30 } });
    expect((await world.store.runs.get(run.id))?.local.waiting).toEqual({
      until,
      error: { kind: 'rate-limited', retry_after: 30 },
    });
    await worker.backend.words('Yes.');
    expect((await world.store.runs.get(run.id))?.local).not.toHaveProperty('waiting');
  });

  it('is made after all when the worker dies meanwhile, since the server has turned it away', async () => {
    const { thread, run } = await askRun(worker);
    const until = world.clock.now() + 30_000;
    await worker.backend.say({ type: 'waiting', until, error: { kind: 'rate-limited', retry_after: 30 } });
    await die();
    expect(worker.backend.requests).toEqual([]);
    world.clock.advance(29_999);
    await settle();
    expect(worker.backend.requests).toEqual([]);
    world.clock.advance(1);
    await settle();
    expect(worker.backend.requests).toHaveLength(1);
    expect((await world.store.runs.get(run.id))?.local).not.toHaveProperty('waiting');
    await worker.backend.words('Yes.');
    await worker.backend.stop();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'completed' });
    expect(await textOf(thread.id)).toEqual([2, 'completed', 'Yes.']);
  });

  it('is made once, however many workers die before it is due and behind it', async () => {
    const { thread, run } = await askRun(worker);
    const until = world.clock.now() + 30_000;
    await worker.backend.say({ type: 'waiting', until, error: { kind: 'rate-limited', retry_after: 30 } });
    for (let death = 0; death < 3; death += 1) {
      await die();
      world.clock.advance(5_000);
      await settle();
      expect(worker.backend.requests).toEqual([]);
    }
    world.clock.advance(15_000);
    await settle();
    expect(worker.backend.requests).toHaveLength(1);
    await die();
    expect(worker.backend.requests).toEqual([]);
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'failed' });
  });

  it('can be cancelled while the next worker waits', async () => {
    const { thread, run } = await askRun(worker);
    const until = world.clock.now() + 30_000;
    await worker.backend.say({ type: 'waiting', until, error: { kind: 'rate-limited', retry_after: 30 } });
    await die();
    await worker.threads.runs.cancel(run.id, { thread_id: thread.id });
    await settle();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'cancelled' });
    world.clock.advance(30_000);
    await settle();
    expect(worker.backend.requests).toEqual([]);
  });

  it('is not made again when the worker has died and nobody knows whether it was', async () => {
    const { thread, run } = await askRun(worker);
    const until = world.clock.now() + 30_000;
    await worker.backend.say({ type: 'waiting', until, error: { kind: 'rate-limited', retry_after: 30 } });
    world.clock.advance(30_000);
    await die();
    expect(worker.backend.requests).toEqual([]);
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'failed' });
  });

  it('can be cancelled', async () => {
    const { thread, run } = await askRun(worker);
    const until = world.clock.now() + 30_000;
    await worker.backend.say({ type: 'waiting', until, error: { kind: 'rate-limited', retry_after: 30 } });
    await worker.threads.runs.cancel(run.id, { thread_id: thread.id });
    await settle();
    expect(worker.backend.signals[0]?.aborted).toBe(true);
    const ended = await world.store.runs.get(run.id);
    expect(ended?.status).toBe('cancelled');
    expect(ended?.local).not.toHaveProperty('waiting');
  });
});

describe('a run that waits for outputs while its server waits too', () => {
  async function waitingRun() {
    const thread = await worker.threads.create({ messages: [{ role: 'user', content: 'Weather?' }] });
    const run = await worker.threads.runs.create(thread.id, { assistant_id: 'asst_sitethread', tools: FUNCTIONS });
    await settle();
    await worker.backend.say(heard(1), call('{}'), { type: 'finish', reason: 'tool-calls' });
    await settle();
    return { thread, run };
  }

  it('goes on there with the outputs', async () => {
    const { thread, run } = await waitingRun();
    worker.kill();
    worker = world.startWorker();
    await worker.threads.runs.submitToolOutputs(run.id, {
      thread_id: thread.id,
      tool_outputs: [{ tool_call_id: 'call_1', output: 'sunny' }],
    });
    await settle();
    expect(worker.backend.requests[0]?.remote).toMatchObject({ id: 'resp_1' });
  });

  it('tells it when it is cancelled', async () => {
    const { thread, run } = await waitingRun();
    await worker.threads.runs.cancel(run.id, { thread_id: thread.id });
    await settle();
    expect(worker.backend.abandoned).toMatchObject([{ id: 'resp_1' }]);
  });

  it('tells it when its time is over', async () => {
    await waitingRun();
    world.clock.advance(600_000);
    await settle();
    expect(worker.backend.abandoned).toMatchObject([{ id: 'resp_1' }]);
  });
});

describe('a cancel that reaches a worker that has just started', () => {
  const ANSWERS = [
    ['goes on at its server', true],
    ['went with its worker', false],
  ] as const;

  /** A run that was being answered when its worker died; nobody has looked for it yet. */
  async function leftRun(hasRemote: boolean) {
    world = createWorld();
    worker = world.startWorker();
    const { thread, run } = await askRun(worker);
    if (hasRemote) await worker.backend.say(heard(0));
    await worker.backend.words('One ');
    world.clock.advance(500);
    await settle();
    worker.kill();
    worker = world.startWorker();
    return { id: run.id, path: { thread_id: thread.id } };
  }

  it.each(ANSWERS)('ends a run whose answer %s', async (_where, hasRemote) => {
    const { id, path } = await leftRun(hasRemote);
    await worker.threads.runs.cancel(id, path);
    await settle();
    expect(await worker.threads.runs.retrieve(id, path)).toMatchObject({ status: 'cancelled' });
    expect(worker.backend.abandoned).toHaveLength(hasRemote ? 1 : 0);
    expect(worker.backend.resumed).toEqual([]);
  });

  it.each(ANSWERS)('ends it also while that worker looks for what was left: one that %s', async (_where, hasRemote) => {
    for (let turns = 0; turns < 20; turns += 1) {
      const { id, path } = await leftRun(hasRemote);
      const cancelled = worker.threads.runs.cancel(id, path).then(
        () => true,
        () => false,
      );
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await worker.engine.reconcile();
      const wasTaken = await cancelled;
      await settle();
      const { status } = await worker.threads.runs.retrieve(id, path);
      // A cancel that comes too late is refused: the run has failed with its worker.
      expect([turns, status]).toEqual([turns, wasTaken ? 'cancelled' : 'failed']);
    }
  });
});
