import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { createPanelReads } from '../../../lib/store/panel-reads.ts';
import { findThreads } from '../../../lib/store/search/find-threads.ts';
import { readThreadExport } from '../../../lib/store/threads/thread-export.ts';
import { createUsedRuns } from '../../../lib/store/used-runs.ts';
import { settle } from '../../support/engine.ts';
import { eventually } from '../../support/eventually.ts';
import { siteThread } from '../../support/site-threads.ts';

const PAGE = 'How bees choose a home';

describe('a title by rule', () => {
  it('is there with the first question, and stays where that tells something', async () => {
    const { ask, answer, title } = await siteThread();
    await ask('please tell me who gives the stop signal', {}, { page: true });
    expect(await title()).toBe('Tell me who gives the stop signal');
    await answer('# Signals\n\nOther scouts.');
    expect(await title()).toBe('Tell me who gives the stop signal');
    await ask('And what is a waggle dance?');
    await answer('A run.');
    expect(await title()).toBe('Tell me who gives the stop signal');
  });

  it.each([
    ['a question that only points', 'What does this mean?', {}],
    ['a summary', 'Tell the whole story of stop signals and waggle dances.', { task: 'summarize' }],
    ['a prompt', 'Draft a reply that says: the last train leaves at nine.', { task: 'answer', prompt: 'reply' }],
  ])('is the page’s for %s', async (_what, question, metadata) => {
    const { ask, answer, title } = await siteThread();
    await ask(question, metadata, { page: true });
    expect(await title()).toBe(PAGE);
    await answer('# Another heading');
    expect(await title()).toBe(PAGE);
  });

  it('is looked at again when the first answer is there, also where no panel is open, and the thread is found by it', async () => {
    const { world, ask, answer, title } = await siteThread();
    await ask('What is this?');
    expect(await title()).toBe('What is this?');
    await answer('## The waggle dance\n\nScouts run in an eight.');
    expect(await title()).toBe('The waggle dance');
    expect((await findThreads(world.db, 'waggle', 5)).map((found) => found.title)).toEqual(['The waggle dance']);
    await ask('Why?');
    await answer('## The stop signal');
    expect(await title()).toBe('The waggle dance');
  });

  it('waits for an answer where the first question gets none, and takes what came of one that was stopped', async () => {
    const { worker, thread_id, ask, title } = await siteThread();
    await ask('What is this?');
    await worker.backend.say({ type: 'error', error: { kind: 'offline', host: 'a.test' } as never });
    await settle();
    expect(await title()).toBe('What is this?');
    const run = await ask('Explain');
    await worker.backend.words('Scouts dance for hours. And then');
    await worker.threads.runs.cancel(run.id, { thread_id });
    await settle();
    expect(await title()).toBe('Scouts dance for hours');
  });

  it('is put right by the next worker where the first was stopped in the middle of the answer', async () => {
    const { world, worker, thread_id, ask } = await siteThread();
    await ask('What is this?');
    await worker.backend.words('Scouts dance for hours. And');
    world.clock.advance(1_000);
    await settle();
    worker.kill();
    const next = world.startWorker();
    await next.engine.reconcile();
    await settle();
    expect((await next.threads.retrieve(thread_id)).metadata).toEqual({ title: 'Scouts dance for hours' });
  });

  it('touches no title that the user or a program has given, before or meanwhile', async () => {
    const before = await siteThread();
    await before.worker.threads.update(before.thread_id, { metadata: { title: 'Given' } });
    await before.ask('What is this?');
    await before.answer('# Bees');
    expect(await before.title()).toBe('Given');

    const meanwhile = await siteThread();
    await meanwhile.ask('What is this?');
    await meanwhile.commands['thread-mark']({ thread_id: meanwhile.thread_id, title: 'Mine' });
    await meanwhile.answer('# Bees');
    expect(await meanwhile.title()).toBe('Mine');

    const program = await siteThread();
    await program.ask('What is this?');
    await program.worker.threads.update(program.thread_id, { metadata: { title: 'Program' } });
    await program.answer('# Bees');
    expect(await program.title()).toBe('Program');
  });

  it('is none of a thread that a program has made', async () => {
    const { worker, answer } = await siteThread();
    const { id } = await worker.threads.create();
    await worker.threads.runs.create(id, {
      assistant_id: 'asst_sitethread',
      additional_messages: [{ role: 'user', content: 'How do bees dance?' }],
    });
    await settle();
    await answer('# Bees');
    expect((await worker.threads.retrieve(id)).metadata).toEqual({});
  });

  it('is the first question’s that is left, and its answer’s', async () => {
    const { worker, commands, thread_id, ask, answer, title } = await siteThread();
    await ask('How do wasps build?');
    await answer('With paper.');
    await ask('What is this?');
    await answer('# Bees');
    const { data } = await worker.threads.messages.list(thread_id, { order: 'asc', limit: 1 });
    await commands['message-remove']({ thread_id, message_id: data[0]?.id ?? '' });
    await commands['thread-mark']({ thread_id, title: null });
    expect(await title()).toBe('Bees');
  });

  it('can be had back after a rename', async () => {
    const { commands, thread_id, ask, answer, title } = await siteThread();
    await ask('What is this?');
    await answer('# Bees');
    await commands['thread-mark']({ thread_id, title: 'Mine' });
    await commands['thread-mark']({ thread_id, title: null });
    expect(await title()).toBe('Bees');
  });
});

describe('a title by the model', () => {
  const wanted = () => siteThread({ names_threads: true, keeps_requests: true });

  it('is asked for once, after the first answer, of the model that answered, and cleaned', async () => {
    const { worker, ask, answer, title } = await wanted();
    await ask('How do bees choose?');
    await answer(`They dance. ${'And dance. '.repeat(900)}`);
    expect(await title()).toBe('How do bees choose?');
    expect(worker.backend.requests).toHaveLength(2);
    const asked = worker.backend.requests[1];
    expect(asked).toMatchObject({
      ...{ model: 'scripted-model', tools: [], hosted_tools: 'none', temperature: null, reasoning_effort: null },
      max_completion_tokens: 24,
    });
    expect(asked?.messages.at(-1)?.content).toMatch(/How do bees choose\?[\s\S]*They dance\./);
    expect(JSON.stringify(asked).length).toBeLessThan(4_000);
    await answer('**Title:** “Bees on the move”.\n\nAnything else?');
    expect(await title()).toBe('Bees on the move');
    await ask('And wasps?');
    await answer('They do not.');
    expect(worker.backend.requests).toHaveLength(3);
    expect(await title()).toBe('Bees on the move');
  });

  it('counts as the first run’s, which tells of it as a step and in what was sent', async () => {
    const { world, worker, thread_id, ask, answer } = await wanted();
    const [reads, usedRuns] = [createPanelReads(world.db), createUsedRuns(world.db)];
    let shown = 0;
    const { id } = await ask('How do bees choose?');
    await answer('They dance.', 30);
    const stop = reads.usage(thread_id)(({ runs }) => {
      shown = runs.reduce((sum, { local }) => sum + local.used.total_tokens, 0);
    });
    await eventually(() => expect(shown).toBe(30));
    expect((await usedRuns(0)).map(({ used }) => used.total_tokens)).toEqual([30]);
    world.clock.advance(2_000);
    await answer('Bees on the move', 12);
    const run = await worker.threads.runs.retrieve(id, { thread_id });
    expect([run.status, run.usage?.total_tokens]).toEqual(['completed', 42]);
    const steps = (await worker.threads.runs.steps.list(id, { thread_id, order: 'asc' })).data;
    expect(steps.map(({ type, status, usage }) => [type, status, usage?.total_tokens])).toEqual([
      ['message_creation', 'completed', 30],
      ['tool_calls', 'completed', 12],
    ]);
    expect(JSON.stringify(steps[1]?.step_details)).toContain('"name":"name_thread"');
    await eventually(async () => expect(await reads.sentRequests(id)).toHaveLength(2));
    await eventually(() => expect(shown).toBe(42));
    expect((await usedRuns(0)).map(({ used }) => used.total_tokens)).toEqual([42]);
    stop();
    expect((await readThreadExport(world.db, thread_id))?.messages).toHaveLength(2);
  });

  it('is in no later prompt', async () => {
    const { worker, ask, answer } = await wanted();
    await ask('How do bees choose?');
    await answer('They dance.');
    await answer('Bees on the move');
    await ask('And wasps?');
    expect(JSON.stringify(worker.backend.requests[2]?.messages)).not.toMatch(/name_thread|on the move/);
  });

  it('asks a model that thinks to think little, and leaves it room', async () => {
    const { worker, ask, answer } = await wanted();
    await ask('How do bees choose?');
    await worker.backend.words('They dance.');
    const usage = { prompt_tokens: 10, completion_tokens: 400, total_tokens: 410 };
    await worker.backend.say({ type: 'usage', usage });
    await worker.backend.stop();
    expect(worker.backend.requests[1]).toMatchObject({ reasoning_effort: 'low', max_completion_tokens: 512 });
    await answer('Bees');
  });

  it.each([
    ['nothing', '', 0],
    ['marks alone', '**', 10],
  ])('leaves the title of the rule where the model says %s', async (_what, words, tokens) => {
    const { ask, answer, title } = await wanted();
    await ask('What is this?');
    await answer('# Bees');
    await answer(words, tokens);
    expect(await title()).toBe('Bees');
  });

  it.each(['error', 'waiting'] as const)(
    'leaves it, and says nothing, where the server answers with %s',
    async (type) => {
      const { world, worker, thread_id, ask, answer, title } = await wanted();
      const { id } = await ask('What is this?');
      await answer('# Bees');
      const error = { kind: 'offline', host: 'a.test' } as never;
      await worker.backend.say(type === 'error' ? { type, error } : { type, error, until: world.clock.now() + 5_000 });
      await settle();
      expect(await title()).toBe('Bees');
      expect(worker.backend.open).toBe(false);
      const run = await worker.threads.runs.retrieve(id, { thread_id });
      expect([run.status, run.last_error, run.usage?.total_tokens]).toEqual(['completed', null, 10]);
    },
  );

  it('waits 20 seconds for a model that stalls, while the next question is answered as ever', async () => {
    const { world, worker, ask, answer, title } = await wanted();
    await ask('What is this?');
    await answer('# Bees');
    expect(worker.backend.open).toBe(true);
    world.clock.advance(19_000);
    await settle();
    expect(worker.backend.signals[1]?.aborted).toBe(false);
    world.clock.advance(1_001);
    await settle();
    expect(worker.backend.signals[1]?.aborted).toBe(true);
    await ask('And wasps?');
    expect(worker.backend.requests).toHaveLength(3);
    await answer('They do not.');
    expect(await title()).toBe('Bees');
  });

  it('is stopped when the thread is deleted, and with everything', async () => {
    for (const how of ['thread', 'everything'] as const) {
      const { worker, commands, thread_id, ask, answer } = await wanted();
      await ask('What is this?');
      await answer('# Bees');
      if (how === 'thread') await commands['thread-delete']({ thread_id });
      else worker.engine.leaveTitles();
      await settle();
      expect(worker.backend.signals[1]?.aborted).toBe(true);
    }
  });

  it('is not asked for when nobody wants one any more in the moment in which the answer ends', async () => {
    const { worker, ask, answer, title } = await wanted();
    worker.engine.subscribe(({ event }) => event.event === 'thread.run.completed' && worker.engine.leaveTitles());
    await ask('What is this?');
    await answer('# Bees');
    expect(await title()).toBe('Bees');
    expect(worker.backend.requests).toHaveLength(1);
  });

  it('writes nothing of a thread that is gone', async () => {
    const { world, worker, commands, thread_id, ask, answer } = await wanted();
    await ask('What is this?');
    await answer('# Bees');
    await worker.backend.words('Bees on the move');
    await commands['thread-delete']({ thread_id });
    await commands['thread-forget']({ thread_id });
    await settle();
    expect(await Promise.all([world.db.threads.count(), world.db.runs.count(), world.db.run_steps.count()])).toEqual([
      0, 0, 0,
    ]);
  });

  it('does not take the place of what the user calls the thread meanwhile', async () => {
    const { commands, thread_id, ask, answer, title } = await wanted();
    await ask('What is this?');
    await answer('# Bees');
    await commands['thread-mark']({ thread_id, title: 'Mine' });
    await answer('Bees on the move');
    expect(await title()).toBe('Mine');
  });

  it('is asked for by nobody unasked, nor of a run that failed or was stopped, nor on this device', async () => {
    const unasked = await siteThread();
    await unasked.ask('What is this?');
    await unasked.answer('# Bees');
    expect(unasked.worker.backend.requests).toHaveLength(1);

    const stopped = await wanted();
    const run = await stopped.ask('What is this?');
    await stopped.worker.backend.words('Scouts dance.');
    await stopped.worker.threads.runs.cancel(run.id, { thread_id: stopped.thread_id });
    await settle();
    expect(stopped.worker.backend.requests).toHaveLength(1);

    const device = await wanted();
    Object.assign(device.worker.backend, { reads_messages: false });
    await device.ask('What is this?');
    await device.answer('“Scouts dance.”', 0);
    expect(device.worker.backend.requests).toHaveLength(1);
    expect(await device.title()).toBe('What is this?');
  });
});
