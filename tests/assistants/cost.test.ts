import { describe, expect, it } from 'vitest';
import type { Message } from '../../lib/assistants/objects.ts';
import { fillThread, someWords } from '../../scripts/bench/long-thread.ts';
import { countedStore, isWrite, type StoreCall } from '../support/counted-store.ts';
import { createWorld, settle, type Worker } from '../support/engine.ts';

const LOOK_UP = { type: 'function', function: { name: 'look_up', parameters: {} } } as const;

/** A worker whose store is counted, and what it has counted. */
function countedWorker({ context_tokens = 8_000 } = {}) {
  const calls: StoreCall[] = [];
  const world = createWorld({ context_tokens, wrapStore: (store) => countedStore(store, calls) });
  return { ...world, calls, worker: world.startWorker() };
}

const rowsOf = (calls: readonly StoreCall[]) => calls.reduce((sum, { rows }) => sum + rows, 0);
const writesOf = (calls: readonly StoreCall[]) => calls.filter(isWrite);

/** Waits until the engine asks the model, however much there is to read before. */
async function untilAsked({ backend }: Worker): Promise<void> {
  for (let turn = 0; backend.requests.length === 0 && turn < 200; turn += 1) await settle();
}

describe('creating a message', () => {
  async function costIn(length: number) {
    const { db, calls, worker } = countedWorker();
    await fillThread(db, 'thread_filled', length);
    await worker.threads.messages.create('thread_filled', { role: 'user', content: someWords(1) });
    return calls.map(({ name, rows }) => ({ name, rows }));
  }

  it('costs the same store calls and rows in a thread of 10 and in one of 2,000', async () => {
    const short = await costIn(10);
    expect(await costIn(2_000)).toEqual(short);
    expect(short.length).toBeLessThanOrEqual(6);
    expect(short.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThanOrEqual(4);
  });
});

describe.each([
  ['without tools', []],
  ['with a tool, whose earlier calls are read from run steps', [LOOK_UP]],
])("a run's prompt %s", (_name, tools) => {
  async function costOf({ length, context_tokens = 8_000 }: { length: number; context_tokens?: number }) {
    const { db, calls, worker } = countedWorker({ context_tokens });
    await fillThread(db, 'thread_filled', length);
    await worker.threads.runs.create('thread_filled', {
      assistant_id: 'asst_sitethread',
      tools: [...tools],
      additional_messages: [{ role: 'user', content: someWords(1) }],
    });
    await untilAsked(worker);
    return { rows: rowsOf(calls), calls: calls.length, messages: worker.backend.requests[0]?.messages.length ?? 0 };
  }

  it('reads the same rows from a thread of 500 and from one of 2,000', async () => {
    const long = await costOf({ length: 2_000 });
    expect(long).toEqual(await costOf({ length: 500 }));
  });

  it('reads a number of rows that the budget bounds, and more of them when the budget doubles', async () => {
    const small = await costOf({ length: 2_000 });
    const large = await costOf({ length: 2_000, context_tokens: 16_000 });
    expect(large.messages).toBeGreaterThan(small.messages * 1.8);
    expect(large.rows).toBeGreaterThan(small.rows);
    for (const { rows, messages } of [small, large]) expect(rows).toBeLessThanOrEqual(3 * messages + 100);
  });
});

describe('a prompt over a thread that gives it little to say', () => {
  /** Rows read for a run in a thread of `length` messages of one kind, asked without a message of its own. */
  async function rowsOver(length: number, message: Pick<Message, 'role' | 'content'>) {
    const { db, calls, worker } = countedWorker();
    await fillThread(db, 'thread_filled', length);
    await db.messages.toCollection().modify((row) => Object.assign(row, message));
    await worker.threads.runs.create('thread_filled', { assistant_id: 'asst_sitethread' });
    await untilAsked(worker);
    return rowsOf(calls);
  }

  it.each([
    ['nobody has asked', { role: 'assistant', content: [{ type: 'text', text: { value: 'word', annotations: [] } }] }],
    [
      'there are pictures only',
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://a.test/' } }] },
    ],
  ] as const)('reads no further when %s', async (_what, message) => {
    expect(await rowsOver(5_000, message)).toBeLessThan(2_000);
  });
});

/** A run in a fresh thread that has been asked; what came before it is not counted. */
async function askedRun(tools: readonly (typeof LOOK_UP)[] = []) {
  const world = countedWorker();
  const { worker, calls } = world;
  const thread = await worker.threads.create();
  // The first use of the assistant writes it down.
  await worker.client.beta.assistants.retrieve('asst_sitethread');
  calls.length = 0;
  const run = await worker.threads.runs.create(thread.id, {
    assistant_id: 'asst_sitethread',
    tools: [...tools],
    additional_messages: [{ role: 'user', content: 'Why?' }],
  });
  await untilAsked(worker);
  return { ...world, thread, run };
}

/** Streams words at an even pace through one second of simulated time, up to the run's end. */
async function answerOfOneSecond(deltas: number) {
  const { calls, clock, worker, ...rest } = await askedRun();
  const before = calls.length;
  for (let delta = 0; delta < deltas; delta += 1) {
    await worker.backend.words('word ');
    clock.advance(1_000 / deltas);
    await settle();
  }
  await worker.backend.stop();
  return { ...rest, worker, writes: writesOf(calls.slice(before)) };
}

describe('a streamed answer', () => {
  it('writes as many rows with 200 deltas in a second as with 50, and all words are there at the end', async () => {
    const { worker, thread, run, writes } = await answerOfOneSecond(200);
    const [answer] = (await worker.threads.messages.list(thread.id)).data;
    expect(answer?.content).toMatchObject([{ text: { value: 'word '.repeat(200) } }]);
    expect((await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).status).toBe('completed');
    expect(writes.length).toBe((await answerOfOneSecond(50)).writes.length);
    expect(writes.length).toBeLessThanOrEqual(8);
  });

  it('is checkpointed at least twice a second, one row each time', async () => {
    const { writes } = await answerOfOneSecond(200);
    const alone = writes.filter(({ transaction }) => transaction === null);
    expect(alone.map(({ name }) => name)).toEqual(['messages.put', 'messages.put']);
  });
});

describe("an event's rows", () => {
  /** The rows that were written since the last look, by transaction. Each write that stands alone is a list of its own. */
  function createLook(calls: readonly StoreCall[]) {
    let seen = 0;
    return () => {
      const writes = writesOf(calls.slice(seen));
      seen = calls.length;
      const byTransaction = new Map<object, string[]>();
      for (const call of writes) {
        const key = call.transaction ?? call;
        byTransaction.set(key, [...(byTransaction.get(key) ?? []), call.name]);
      }
      return [...byTransaction.values()].map((names) => names.toSorted());
    };
  }

  it('are one transaction each from the question to the answer', async () => {
    const { worker, calls } = await askedRun();
    const look = createLook(calls);
    // Created with its question; in progress.
    expect(look()).toEqual([['messages.put', 'runs.put', 'threads.put'], ['runs.put']]);
    await worker.backend.words('Because');
    expect(look()).toEqual([['messages.put', 'run_steps.put']]);
    await worker.backend.words(' of', ' the', ' hills.');
    expect(look()).toEqual([]);
    await worker.backend.stop();
    expect(look()).toEqual([['messages.put', 'run_steps.put', 'runs.put']]);
  });

  it('are one transaction each in a round of calls', async () => {
    const { worker, calls, thread, run } = await askedRun([LOOK_UP]);
    const look = createLook(calls);
    look();
    const call = { type: 'tool-call-delta', index: 0, id: 'call_1', name: 'look_up', arguments_delta: '{}' } as const;
    await worker.backend.say(call);
    expect(look()).toEqual([['run_steps.put']]);
    await worker.backend.say({ type: 'finish', reason: 'tool-calls' });
    expect(look()).toEqual([['run_steps.put', 'runs.put']]);
    await worker.threads.runs.submitToolOutputs(run.id, {
      thread_id: thread.id,
      tool_outputs: [{ tool_call_id: 'call_1', output: 'Hills.' }],
    });
    await settle();
    // Submitted and queued; in progress again.
    expect(look()).toEqual([['run_steps.put', 'runs.put'], ['runs.put']]);
  });

  it('are one transaction when a run is cancelled in the middle of its answer', async () => {
    const { worker, calls, thread, run } = await askedRun();
    await worker.backend.words('Because');
    const look = createLook(calls);
    look();
    await worker.threads.runs.cancel(run.id, { thread_id: thread.id });
    await settle();
    // Cancelling; cancelled.
    expect(look()).toEqual([['runs.put'], ['messages.put', 'run_steps.put', 'runs.put']]);
  });
});
