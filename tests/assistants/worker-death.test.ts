import { describe, expect, it } from 'vitest';
import { askRun, createWorld, settle } from '../support/engine.ts';

const WORDS = ['One ', 'two ', 'three ', 'four ', 'five ', 'six ', 'seven ', 'eight ', 'nine ', 'ten.'];

describe('a worker killed in the middle of an answer', () => {
  it.each(WORDS.map((_word, index) => index + 1))('after word %i: nothing is lost or doubled', async (count) => {
    const world = createWorld();
    const first = world.startWorker();
    const { thread, run } = await askRun(first);
    for (const word of WORDS.slice(0, count)) {
      await first.backend.words(word);
      world.clock.advance(500);
      await settle();
    }
    first.kill();

    const second = world.startWorker();
    await second.engine.reconcile();
    await settle();
    const messages = await second.threads.messages.list(thread.id, { order: 'asc' });
    expect(messages.data.map(({ role, status }) => [role, status])).toEqual([
      ['user', 'completed'],
      ['assistant', 'incomplete'],
    ]);
    expect(messages.data[1]).toMatchObject({
      incomplete_details: { reason: 'run_failed' },
      content: [{ text: { value: WORDS.slice(0, count).join('') } }],
    });
    expect(await second.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({
      status: 'failed',
      last_error: { code: 'server_error' },
    });
    expect(second.backend.requests).toEqual([]);

    await second.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      additional_messages: [{ role: 'user', content: 'Continue.' }],
    });
    await settle();
    await second.backend.words('And on.');
    await second.backend.stop();
    expect(second.backend.requests[0]?.messages.map(({ content }) => content)).toContain(
      WORDS.slice(0, count).join(''),
    );
    expect((await second.threads.messages.list(thread.id)).data).toHaveLength(4);
  });

  it('killed before the request left: the run is asked once, by the next worker', async () => {
    const world = createWorld();
    const first = world.startWorker();
    const thread = await first.threads.create();
    const asked = first.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      additional_messages: [{ role: 'user', content: 'Why?' }],
    });
    const created = new Promise<void>((resolve) => {
      first.engine.subscribe(({ event }) => {
        if (event.event !== 'thread.run.queued') return;
        first.kill();
        resolve();
      });
    });
    await Promise.all([asked, created]);
    await settle();
    expect(first.backend.requests).toEqual([]);

    const second = world.startWorker();
    await second.engine.reconcile();
    await second.engine.reconcile();
    await settle();
    expect(second.backend.requests).toHaveLength(1);
    await second.backend.words('Because.');
    await second.backend.stop();
    expect((await second.threads.messages.list(thread.id)).data).toHaveLength(2);
  });

  it('reconciling is idempotent and leaves alone what is being answered', async () => {
    const world = createWorld();
    const worker = world.startWorker();
    const { thread, run } = await askRun(worker);
    await worker.backend.words('Still ');
    await Promise.all([worker.engine.reconcile(), worker.engine.reconcile()]);
    await worker.backend.words('here.');
    await worker.backend.stop();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'completed' });
    expect(worker.backend.requests).toHaveLength(1);
  });

  it('a run whose time is over expires when a worker comes back', async () => {
    const world = createWorld();
    const first = world.startWorker();
    const { thread, run } = await askRun(first);
    first.kill();
    world.clock.advance(601_000);
    const second = world.startWorker();
    await second.engine.reconcile();
    expect(await second.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'expired' });
  });
});
