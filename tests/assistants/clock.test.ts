import { beforeEach, expect, it } from 'vitest';
import { createWorld, settle, type Worker } from '../support/engine.ts';

const HOUR = 3_600_000;

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

/** The next worker finds the clock an hour behind the one before it. */
function setBack(): void {
  worker.kill();
  world.clock.advance(-HOUR);
  worker = world.startWorker();
}

async function answer(words: string): Promise<void> {
  await settle();
  await worker.backend.words(words);
  await worker.backend.stop();
  await settle();
}

it('an answer comes behind its question although the clock was set back between them', async () => {
  const thread = await worker.threads.create({ messages: [{ role: 'user', content: 'Why?' }] });
  setBack();
  await worker.threads.runs.create(thread.id, { assistant_id: 'asst_sitethread' });
  await answer('Because.');
  const { data } = await worker.threads.messages.list(thread.id, { order: 'asc' });
  expect(data.map(({ role }) => role)).toEqual(['user', 'assistant']);
});

it('messages and runs are listed as they were made, however often the clock is set back', async () => {
  const thread = await worker.threads.create();
  const made: string[] = [];
  for (const turn of [1, 2, 3]) {
    await worker.threads.messages.create(thread.id, { role: 'user', content: `Question ${turn}` });
    setBack();
    const run = await worker.threads.runs.create(thread.id, { assistant_id: 'asst_sitethread' });
    made.push(run.id);
    await answer(`Answer ${turn}`);
    setBack();
  }
  const messages = await worker.threads.messages.list(thread.id, { order: 'asc' });
  expect(messages.data.map(({ content: [part] }) => part?.type === 'text' && part.text.value)).toEqual([
    'Question 1',
    'Answer 1',
    'Question 2',
    'Answer 2',
    'Question 3',
    'Answer 3',
  ]);
  const runs = await worker.threads.runs.list(thread.id, { order: 'asc' });
  expect(runs.data.map(({ id }) => id)).toEqual(made);
});
