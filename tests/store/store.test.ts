import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type Worker } from '../support/engine.ts';

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

async function threadWith(count: number) {
  const thread = await worker.threads.create();
  const ids: string[] = [];
  for (let turn = 0; turn < count; turn += 1)
    ids.push((await worker.threads.messages.create(thread.id, { role: 'user', content: `Turn ${turn}` })).id);
  return { thread, ids };
}

describe('lists', () => {
  it('keep creation order within one second', async () => {
    const { thread, ids } = await threadWith(9);
    const listed = await worker.threads.messages.list(thread.id, { order: 'asc' });
    expect(listed.data.map(({ id }) => id)).toEqual(ids);
    expect(new Set(listed.data.map(({ created_at }) => created_at)).size).toBe(1);
  });

  it.each(['asc', 'desc'] as const)('page through everything once, %s', async (order) => {
    const { thread, ids } = await threadWith(23);
    const seen: string[] = [];
    for await (const message of worker.threads.messages.list(thread.id, { order, limit: 5 })) seen.push(message.id);
    expect(seen).toEqual(order === 'asc' ? ids : ids.toReversed());
  });

  it('before and after exclude the row they name', async () => {
    const { thread, ids } = await threadWith(5);
    const between = await worker.threads.messages.list(thread.id, {
      order: 'asc',
      after: ids[0] ?? '',
      before: ids[4] ?? '',
    });
    expect(between.data.map(({ id }) => id)).toEqual(ids.slice(1, 4));
  });

  it('hold the rows of their own thread only', async () => {
    const { thread } = await threadWith(2);
    await threadWith(3);
    expect((await worker.threads.messages.list(thread.id)).data).toHaveLength(2);
  });
});

describe('threads of a site', () => {
  it('a site has one current thread, made once', async () => {
    const [first, second] = await Promise.all([
      worker.engine.threads.currentOf('a.test'),
      worker.engine.threads.currentOf('a.test'),
    ]);
    expect(first.id).toBe(second.id);
    expect((await worker.engine.threads.currentOf('b.test')).id).not.toBe(first.id);
  });

  it('a new thread becomes the current one, and the earlier one can be chosen again', async () => {
    const first = await worker.engine.threads.currentOf('a.test');
    await worker.threads.messages.create(first.id, { role: 'user', content: 'Hello' });
    const second = await worker.engine.threads.startFor('a.test');
    expect(second.id).not.toBe(first.id);
    expect((await worker.engine.threads.currentOf('a.test')).id).toBe(second.id);
    await worker.engine.threads.choose('a.test', first.id);
    expect((await worker.engine.threads.currentOf('a.test')).id).toBe(first.id);
  });

  it('a current thread without a message is fresh already', async () => {
    const first = await worker.engine.threads.currentOf('a.test');
    expect((await worker.engine.threads.startFor('a.test')).id).toBe(first.id);
  });

  it('another site’s thread cannot be chosen', async () => {
    const other = await worker.engine.threads.currentOf('b.test');
    await expect(worker.engine.threads.choose('a.test', other.id)).rejects.toThrow('No thread found');
  });
});

describe('a transaction', () => {
  it('writes everything or nothing', async () => {
    const thread = await world.store.threads.get((await worker.threads.create()).id);
    if (thread === undefined) throw new Error('not stored');
    await expect(
      world.store.transaction(async () => {
        await world.store.threads.put({ ...thread, metadata: { title: 'half' } });
        throw new Error('stop here');
      }),
    ).rejects.toThrow('stop here');
    expect((await world.store.threads.get(thread.id))?.metadata).toEqual({});
  });
});
