import { expect, it } from 'vitest';
import { createSentRequests } from '../../lib/store/sent-requests.ts';
import { askRun, createWorld } from '../support/engine.ts';

function keepingWorld() {
  const world = createWorld({ keeps_requests: true });
  return { ...world, worker: world.startWorker(), sent: createSentRequests(world.db, () => 0) };
}

it('what a model was asked can be looked at word for word, with what it could use', async () => {
  const { worker, sent } = keepingWorld();
  const { run } = await askRun(worker, 'Why do bees dance?');
  await expect.poll(() => sent.ofRun(run.id)).toHaveLength(1);
  const [asked] = worker.backend.requests;
  const [kept] = await sent.ofRun(run.id);
  expect(kept?.request).toMatchObject({
    model: asked?.model,
    messages: asked?.messages,
    temperature: asked?.temperature,
  });
  expect(JSON.stringify(kept)).toContain('Why do bees dance?');
});

it('goes with the thread, and with a message of it that is deleted', async () => {
  const { worker, sent, db } = keepingWorld();
  const { run, thread } = await askRun(worker, 'A secret');
  await worker.backend.words('Because.');
  await worker.backend.stop();
  await expect.poll(() => sent.ofRun(run.id)).toHaveLength(1);
  const [answer] = (await worker.threads.messages.list(thread.id)).data;
  await worker.engine.messageVersions.remove(thread.id, answer?.id ?? '');
  expect(await sent.ofRun(run.id)).toEqual([]);

  const other = await askRun(worker, 'Another secret');
  await worker.backend.words('Because.');
  await worker.backend.stop();
  await expect.poll(() => db.sent_requests.count()).toBe(1);
  await worker.threads.delete(other.thread.id);
  expect(await db.sent_requests.count()).toBe(0);
});

it('a full disk costs what was sent, and no answer', async () => {
  const { worker, db } = keepingWorld();
  db.sent_requests.hook('creating', () => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const { thread } = await askRun(worker);
  await worker.backend.words('Because.');
  await worker.backend.stop();
  const [run] = (await worker.threads.runs.list(thread.id)).data;
  expect(run?.status).toBe('completed');
  expect(await db.sent_requests.count()).toBe(0);
});
