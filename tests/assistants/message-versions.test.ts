import { beforeEach, expect, it } from 'vitest';
import { createWorld, settle, type Worker } from '../support/engine.ts';

let world = createWorld();
let worker: Worker;
let thread_id: string;

beforeEach(async () => {
  world = createWorld();
  worker = world.startWorker();
  thread_id = (await worker.engine.threads.startFor('example.org')).id;
});

const ask = { assistant_id: 'asst_sitethread' };

async function answer(words: string): Promise<void> {
  await expect.poll(() => worker.backend.open).toBe(true);
  await worker.backend.words(words);
  await worker.backend.stop();
}

async function say(question: string, words: string): Promise<void> {
  await worker.threads.runs.create(thread_id, {
    ...ask,
    additional_messages: [{ role: 'user', content: question }],
  });
  await answer(words);
}

async function messages(id = thread_id) {
  return (await worker.threads.messages.list(id, { order: 'asc' })).data;
}

async function texts(id = thread_id): Promise<string[]> {
  return (await messages(id)).map(({ content: [part] }) => (part?.type === 'text' ? part.text.value : ''));
}

async function idOf(text: string): Promise<string> {
  return (await messages())[(await texts()).indexOf(text)]?.id ?? '';
}

/** What the model was sent at last. */
const prompt = () => JSON.stringify(worker.backend.requests.at(-1)?.messages);

it('an answer asked for once more takes the place of the first, which can be chosen again', async () => {
  await say('Why?', 'One.');
  const first = await idOf('One.');
  await worker.engine.messageVersions.setAside(thread_id, first);
  expect(await texts()).toEqual(['Why?']);
  await worker.threads.runs.create(thread_id, ask);
  await answer('Two.');
  expect(prompt()).not.toContain('One.');
  const second = await idOf('Two.');
  await worker.engine.messageVersions.choose(thread_id, first);
  expect(await texts()).toEqual(['Why?', 'One.']);
  await say('And?', 'Because.');
  expect(prompt()).toContain('One.');
  expect(prompt()).not.toContain('Two.');
  await worker.engine.messageVersions.choose(thread_id, second);
  expect(await texts()).toEqual(['Why?', 'Two.']);
  await worker.engine.messageVersions.choose(thread_id, first);
  expect(await texts()).toEqual(['Why?', 'One.', 'And?', 'Because.']);
});

it('a question in other words takes everything behind it aside, other versions and all', async () => {
  await say('Why?', 'One.');
  await say('And?', 'Two.');
  const answerOfSecond = await idOf('Two.');
  await worker.engine.messageVersions.setAside(thread_id, answerOfSecond);
  await worker.threads.runs.create(thread_id, ask);
  await answer('Three.');
  const first = await idOf('Why?');
  await worker.engine.messageVersions.setAside(thread_id, first);
  await say('How?', 'So.');
  expect(await texts()).toEqual(['How?', 'So.']);
  await worker.engine.messageVersions.choose(thread_id, first);
  expect(await texts()).toEqual(['Why?', 'One.', 'And?', 'Three.']);
  await worker.engine.messageVersions.choose(thread_id, answerOfSecond);
  expect(await texts()).toEqual(['Why?', 'One.', 'And?', 'Two.']);
});

it('nothing is set aside or chosen while a run is under way', async () => {
  await say('Why?', 'One.');
  const first = await idOf('One.');
  await worker.threads.runs.create(thread_id, ask);
  await expect.poll(() => worker.backend.open).toBe(true);
  await expect(worker.engine.messageVersions.setAside(thread_id, first)).rejects.toThrow('while a run');
  await worker.backend.words('Two.');
  await worker.backend.stop();
  expect(await texts()).toEqual(['Why?', 'One.', 'Two.']);
});

it('what is unknown, or another thread’s, is refused', async () => {
  await say('Why?', 'One.');
  const { setAside, choose } = worker.engine.messageVersions;
  const other = (await worker.threads.create()).id;
  const first = await idOf('One.');
  await expect(setAside(other, first)).rejects.toThrow('No message found');
  await expect(choose(thread_id, first)).rejects.toThrow('No message found');
  await setAside(thread_id, first);
  await expect(choose(other, first)).rejects.toThrow('No message found');
  await expect(worker.engine.threads.branch('thread_none', first)).rejects.toThrow('No thread found');
});

it('a branch begins with the messages up to one of them, and neither thread hears of the other any more', async () => {
  await say('Why?', 'One.');
  await say('And?', 'Two.');
  const before = await messages();
  const branch = await worker.engine.threads.branch(thread_id, await idOf('One.'));
  expect(await texts(branch.id)).toEqual(['Why?', 'One.']);
  expect((await worker.engine.threads.currentOf('example.org')).id).toBe(branch.id);
  await worker.threads.runs.create(branch.id, { ...ask, additional_messages: [{ role: 'user', content: 'Else?' }] });
  await answer('Three.');
  expect(prompt()).toContain('One.');
  expect(await texts(branch.id)).toEqual(['Why?', 'One.', 'Else?', 'Three.']);
  expect(await messages()).toEqual(before);
  await worker.threads.delete(thread_id);
  expect(await texts(branch.id)).toHaveLength(4);
});

it('a message is deleted with the versions of what followed it, and all of them can be put back', async () => {
  await say('Why?', 'One.');
  const question = await idOf('Why?');
  const first = await idOf('One.');
  await worker.engine.messageVersions.setAside(thread_id, first);
  await worker.threads.runs.create(thread_id, ask);
  await answer('Two.');
  const removed = await worker.engine.messageVersions.remove(thread_id, question);
  expect(await texts()).toEqual(['Two.']);
  expect(await world.db.message_versions.count()).toBe(0);
  await worker.engine.messageVersions.putBack(removed);
  expect(await texts()).toEqual(['Why?', 'Two.']);
  await worker.engine.messageVersions.choose(thread_id, first);
  expect(await texts()).toEqual(['Why?', 'One.']);
});

it('versions go with their thread', async () => {
  await say('Why?', 'One.');
  await worker.engine.messageVersions.setAside(thread_id, await idOf('One.'));
  await settle();
  expect(await world.db.message_versions.count()).toBe(1);
  await worker.threads.delete(thread_id);
  expect(await world.db.message_versions.count()).toBe(0);
});

it('a run’s messages are listed in its own thread, and their copies in the branch', async () => {
  await say('Why?', 'Because.');
  const answer = (await messages()).at(-1);
  const branch = await worker.engine.threads.branch(thread_id, answer?.id ?? '');
  const ofRun = async (id: string) =>
    (await worker.threads.messages.list(id, { run_id: answer?.run_id ?? '' })).data.map((one) => one.thread_id);
  expect(await ofRun(thread_id)).toEqual([thread_id]);
  expect(await ofRun(branch.id)).toEqual([branch.id]);
});
