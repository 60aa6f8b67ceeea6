import { beforeEach, expect, it } from 'vitest';
import { createWorld, settle, type Worker } from '../support/engine.ts';

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld({ context_tokens: 32_000 });
  worker = world.startWorker();
});

const address = (name: string) => `https://a.test/${name}.png`;
const questionOf = (name: string, images = [name]) => ({
  role: 'user' as const,
  content: [
    { type: 'text' as const, text: name },
    ...images.map((one) => ({ type: 'image_url' as const, image_url: { url: address(one) } })),
  ],
});

/** Asks in the thread, waits for the answer, and gives what each message of the prompt has shown: its images, or its words. */
async function ask(threadId: string, ...question: Parameters<typeof questionOf>) {
  await worker.threads.runs.create(threadId, {
    assistant_id: 'asst_sitethread',
    additional_messages: [questionOf(...question)],
  });
  await settle();
  await worker.backend.words('Yes.');
  await worker.backend.stop();
  const asked = (worker.backend.requests.at(-1)?.messages ?? []).filter(({ role }) => role === 'user');
  return asked.map((message) =>
    message.role === 'user' && message.images !== undefined ? message.images.map(({ url }) => url) : message.content,
  );
}

const siteThread = async () => (await worker.engine.threads.currentOf('mills.test')).id;

it('a site’s thread shows its four newest images again, and says where one is no longer shown', async () => {
  const id = await siteThread();
  for (const name of ['a', 'b', 'c', 'd']) await ask(id, name);
  expect(await ask(id, 'e')).toEqual([
    'a\n\n[An image that is no longer shown.]',
    ...['b', 'c', 'd', 'e'].map((name) => [address(name)]),
  ]);
});

it('images of the question are shown all, and count', async () => {
  const id = await siteThread();
  await ask(id, 'a');
  await ask(id, 'b', ['b1', 'b2']);
  const images = ['c1', 'c2', 'c3'];
  expect(await ask(id, 'c', images)).toEqual([
    'a\n\n[An image that is no longer shown.]',
    'b\n\n[An image that is no longer shown.]\n\n[An image that is no longer shown.]',
    images.map(address),
  ]);
});

it('an image is shown with what follows, long after', async () => {
  const id = await siteThread();
  await ask(id, 'a');
  for (let turn = 0; turn < 6; turn += 1) await ask(id, 'And?', []);
  expect((await ask(id, 'And?', []))[0]).toEqual([address('a')]);
});

it('a thread made through the API shows all that there is room for', async () => {
  const { id } = await worker.threads.create();
  for (const name of ['a', 'b', 'c', 'd', 'e']) await ask(id, name);
  expect((await ask(id, 'f')).map((shown) => shown[0])).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map(address));
});

it('an answer that was made without images says so in its row, and nothing of it is published', async () => {
  const { id } = await worker.threads.create();
  await worker.threads.runs.create(id, {
    assistant_id: 'asst_sitethread',
    additional_messages: [questionOf('a')],
  });
  await settle();
  await worker.backend.say({ type: 'images-left-out' });
  await worker.backend.words('Words.');
  await worker.backend.stop();
  const [message] = (await worker.threads.messages.list(id, { order: 'desc', limit: 1 })).data;
  expect((await world.store.messages.get(message?.id ?? ''))?.local.images_left_out).toBe(true);
  expect(JSON.stringify(message)).not.toContain('left_out');
});
