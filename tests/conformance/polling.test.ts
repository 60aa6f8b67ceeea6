import { describe, expect, it } from 'vitest';
import { CALLS_END, call, QUESTION, useWorld, WEATHER } from './world.ts';

const world = useWorld();

const ASK = { assistant_id: 'asst_sitethread', additional_messages: [QUESTION] };
const SOON = { pollIntervalMs: 5 };

describe('the SDK polls', () => {
  it('a run to its end', async () => {
    const thread_id = await world.thread();
    const polled = world.worker.threads.runs.createAndPoll(thread_id, ASK, SOON);
    await world.asked();
    await world.worker.backend.words('Because.');
    await world.worker.backend.stop();
    expect(await polled).toMatchObject({ status: 'completed' });
  });

  it('a run to where it waits, and on from its outputs', async () => {
    const thread_id = await world.thread();
    const polled = world.worker.threads.runs.createAndPoll(thread_id, { ...ASK, tools: [WEATHER] }, SOON);
    await world.asked();
    await world.worker.backend.say(...call('weather'), CALLS_END);
    const { id, status } = await polled;
    expect(status).toBe('requires_action');
    const tool_outputs = [{ tool_call_id: 'call_weather', output: 'sunny' }];
    const goesOn = world.worker.threads.runs.submitToolOutputsAndPoll(id, { thread_id, tool_outputs }, SOON);
    await world.asked();
    await world.worker.backend.words('Sunny.');
    await world.worker.backend.stop();
    expect(await goesOn).toMatchObject({ id, status: 'completed' });
  });

  it('a thread and its run to the end', async () => {
    const polled = world.worker.threads.createAndRunPoll(
      { assistant_id: 'asst_sitethread', thread: { messages: [QUESTION] } },
      SOON,
    );
    await world.asked();
    await world.worker.backend.words('Because.');
    await world.worker.backend.stop();
    const { status, thread_id } = await polled;
    expect(status).toBe('completed');
    expect(await world.messages(thread_id)).toHaveLength(2);
  });

  it('a run that fails, is cancelled, expires or is cut short', async () => {
    const ends: readonly (() => Promise<unknown>)[] = [
      () => world.worker.backend.hangUp(),
      () => world.worker.backend.say({ type: 'finish', reason: 'length' }),
      () => world.pass(600),
    ];
    const statuses: string[] = [];
    for (const end of ends) {
      const polled = world.worker.threads.runs.createAndPoll(await world.thread(), ASK, SOON);
      await world.asked();
      await world.worker.backend.words('Half');
      await end();
      statuses.push((await polled).status);
    }
    expect(statuses).toEqual(['failed', 'incomplete', 'expired']);
  });

  it('a vector store and its files until they are searchable', async () => {
    const { vectorStores } = world.worker.client;
    const { id } = await vectorStores.create({});
    const file = new File(['The harbour closes at dusk.'], 'harbour.txt');
    expect(await vectorStores.files.uploadAndPoll(id, file, SOON)).toMatchObject({ status: 'completed' });
    const more = await world.worker.client.files.create({ purpose: 'assistants', file: new File(['Tea.'], 'tea.txt') });
    expect(await vectorStores.files.createAndPoll(id, { file_id: more.id }, SOON)).toMatchObject({
      status: 'completed',
    });
    const files = [new File(['One.'], 'one.txt'), new File(['Two.'], 'two.txt')];
    const batch = await vectorStores.fileBatches.uploadAndPoll(id, { files }, SOON);
    expect(batch).toMatchObject({ status: 'completed', file_counts: { completed: 2, total: 2 } });
    expect((await vectorStores.retrieve(id)).file_counts).toMatchObject({ completed: 4, total: 4 });
  });
});
