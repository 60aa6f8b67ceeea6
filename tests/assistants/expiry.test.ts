import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { askRun, createWorld, settle, type Worker } from '../support/engine.ts';

/** A run lives ten minutes. Milliseconds. */
const LIFE = 600_000;

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

describe('a run whose time is over when no worker is there', () => {
  it('is dropped at its server by the next worker', async () => {
    const { thread, run } = await askRun(worker);
    await worker.backend.say({ type: 'remote', remote: { id: 'resp_1', cursor: 0 } });
    worker.kill();
    world.clock.advance(LIFE);
    worker = world.startWorker();
    await worker.engine.reconcile();
    await settle();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'expired' });
    expect(worker.backend.abandoned).toMatchObject([{ id: 'resp_1' }]);
    expect(worker.backend.resumed).toEqual([]);
  });

  async function waitingRun() {
    const thread = await worker.threads.create({ messages: [{ role: 'user', content: 'Weather?' }] });
    const run = await worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      tools: [{ type: 'function', function: { name: 'weather' } }],
    });
    await settle();
    const call: StreamPart = {
      type: 'tool-call-delta',
      index: 0,
      id: 'call_1',
      name: 'weather',
      arguments_delta: '{}',
    };
    await worker.backend.say(call, { type: 'finish', reason: 'tool-calls' });
    await settle();
    return { thread_id: thread.id, run_id: run.id };
  }

  it('takes no outputs from the client that starts the next worker', async () => {
    const { thread_id, run_id } = await waitingRun();
    worker.kill();
    world.clock.advance(LIFE);
    worker = world.startWorker();
    const tool_outputs = [{ tool_call_id: 'call_1', output: 'sunny' }];
    await expect(worker.threads.runs.submitToolOutputs(run_id, { thread_id, tool_outputs })).rejects.toMatchObject({
      status: 400,
      error: { message: 'Runs in status "expired" do not accept tool outputs.' },
    });
    await settle();
    expect(await worker.threads.runs.retrieve(run_id, { thread_id })).toMatchObject({ status: 'expired' });
    expect(worker.backend.requests).toEqual([]);
  });

  it('can no longer be cancelled', async () => {
    const { thread_id, run_id } = await waitingRun();
    worker.kill();
    world.clock.advance(LIFE);
    worker = world.startWorker();
    await expect(worker.threads.runs.cancel(run_id, { thread_id })).rejects.toMatchObject({
      status: 400,
      error: { message: "Cannot cancel run with status 'expired'." },
    });
  });
});

describe('files whose time is over and which cannot be deleted', () => {
  it('do not keep a worker from ending what the one before it left', async () => {
    const file = new File(['Some words.'], 'a.txt');
    const expires_after = { anchor: 'created_at', seconds: 3_600 } as const;
    const { id } = await worker.client.files.create({ purpose: 'assistants', file, expires_after });
    world.clock.advance(3_600_000);
    const { thread, run } = await askRun(worker);
    worker.kill();
    worker = world.startWorker();
    vi.spyOn(world.db.files, 'delete').mockRejectedValue(new Error('The disk fails.'));
    await worker.engine.reconcile();
    await settle();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'failed' });
    expect(await world.store.files.get(id)).toBeDefined();
  });
});
