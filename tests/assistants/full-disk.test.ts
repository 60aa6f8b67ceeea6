import { expect, it, vi } from 'vitest';
import { toAppError } from '../../lib/errors.ts';
import { createWorld, settle } from '../support/engine.ts';

/** What Dexie gives for a transaction that ran out of room. */
function quotaExceeded(): Error {
  const inner = new DOMException('No room left.', 'QuotaExceededError');
  return Object.assign(new Error('AbortError'), { name: 'AbortError', inner });
}

it('a transaction that was aborted for want of room is known as a full disk', () => {
  expect(toAppError(quotaExceeded())).toEqual({ kind: 'storage-full' });
  expect(toAppError(new DOMException('No room left.', 'QuotaExceededError'))).toEqual({ kind: 'storage-full' });
  expect(toAppError(Object.assign(new Error('AbortError'), { name: 'AbortError' })).kind).toBe('unexpected');
});

it('a question that does not fit is refused as such, and nothing of it is kept', async () => {
  const world = createWorld();
  const worker = world.startWorker();
  const thread = await worker.threads.create();
  vi.spyOn(world.db.runs, 'put').mockRejectedValueOnce(quotaExceeded());
  await expect(
    worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      additional_messages: [{ role: 'user', content: 'Too much' }],
    }),
  ).rejects.toMatchObject({ status: 500, code: 'storage-full' });
  expect((await worker.threads.messages.list(thread.id)).data).toEqual([]);
});

it('a run whose start could not be written is taken up again and never touched by what was in memory', async () => {
  const world = createWorld();
  const worker = world.startWorker();
  const thread = await worker.threads.create();
  const put = world.db.runs.put.bind(world.db.runs);
  let writes = 0;
  vi.spyOn(world.db.runs, 'put').mockImplementation((row) => {
    writes += 1;
    // The first write makes the run, the second would start it.
    return writes === 2 ? (Promise.reject(quotaExceeded()) as ReturnType<typeof put>) : put(row);
  });
  const run = await worker.threads.runs.create(thread.id, {
    assistant_id: 'asst_sitethread',
    additional_messages: [{ role: 'user', content: 'Why?' }],
  });
  await settle();
  expect((await world.store.runs.get(run.id))?.status).toBe('queued');
  // Its expiry, and nothing else.
  expect(world.clock.waiting).toBe(1);

  await worker.engine.reconcile();
  await settle();
  await worker.backend.words('Because.');
  await worker.backend.stop();
  world.clock.advance(700_000);
  await settle();
  expect((await world.store.runs.get(run.id))?.status).toBe('completed');
});
