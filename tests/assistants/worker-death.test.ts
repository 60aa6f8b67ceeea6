import { describe, expect, it } from 'vitest';
import { PAGE_MEDIA_TYPE } from '../../lib/page/snapshot.ts';
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

it('the citations of an answer that was cut by a worker’s death are still checked against its page', async () => {
  const world = createWorld();
  const first = world.startWorker();
  const snapshot = {
    url: 'https://a.test/',
    title: 'Mills',
    language: 'en',
    kind: 'article',
    content_hash: 'x',
    passages: [{ id: 1, text: 'The mill was built in 1871.', headings: [] }],
  };
  const file = await first.client.files.create({
    purpose: 'assistants',
    file: new File([JSON.stringify(snapshot)], 'page.json', { type: PAGE_MEDIA_TYPE }),
  });
  const thread = await first.threads.create();
  await first.threads.runs.create(thread.id, {
    assistant_id: 'asst_sitethread',
    additional_messages: [
      { role: 'user', content: 'When?', attachments: [{ file_id: file.id, tools: [{ type: 'file_search' }] }] },
    ],
  });
  await settle();
  await first.backend.words('It is old: “built in 1871” 【1】 and');
  world.clock.advance(500);
  await settle();
  first.kill();
  const second = world.startWorker();
  await second.engine.reconcile();
  const { data } = await world.store.messages.list(thread.id, { limit: 1, order: 'desc' });
  expect(data[0]).toMatchObject({
    status: 'incomplete',
    local: { citations: [{ marker: 1, quote: 'built in 1871' }] },
    content: [{ text: { annotations: [{ type: 'file_citation', file_citation: { file_id: file.id } }] } }],
  });
});
