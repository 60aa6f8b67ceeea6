import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWorld, settle } from '../support/engine.ts';

type World = ReturnType<typeof createWorld>;

/** What the rows of files say about a store or a batch. */
function countsOf(statuses: readonly string[]) {
  const count = (status: string) => statuses.filter((one) => one === status).length;
  return {
    in_progress: count('in_progress'),
    completed: count('completed'),
    failed: count('failed'),
    cancelled: count('cancelled'),
    total: statuses.length,
  };
}

/** Stores, batches and chunks say the same as the rows of files, at any moment. */
async function expectToAddUp({ db }: World): Promise<void> {
  const { stores, batches, rows, chunked } = await db.transaction('r', db.tables, async () => ({
    stores: await db.vector_stores.toArray(),
    batches: await db.vector_store_file_batches.toArray(),
    rows: await db.vector_store_files.toArray(),
    chunked: (await db.vector_store_chunks.toArray()).map((row) => `${row.vector_store_id} ${row.file_id}`),
  }));
  for (const store of stores) {
    const own = rows.filter((row) => row.vector_store_id === store.id);
    expect(store.file_counts).toEqual(countsOf(own.map(({ status }) => status)));
    expect(store.usage_bytes).toBe(own.reduce((sum, row) => sum + row.usage_bytes, 0));
    expect(store.status).toBe(store.file_counts.in_progress > 0 ? 'in_progress' : 'completed');
  }
  for (const batch of batches)
    expect(batch.file_counts).toEqual(
      countsOf(rows.filter(({ local }) => local.batch_id === batch.id).map(({ status }) => status)),
    );
  const known = new Set(stores.map(({ id }) => id));
  expect(rows.every((row) => known.has(row.vector_store_id))).toBe(true);
  const completed = rows.filter(({ status }) => status === 'completed');
  expect(chunked.sort()).toEqual(completed.map((row) => `${row.vector_store_id} ${row.id}`).sort());
}

type Command = {
  readonly what:
    | 'add'
    | 'batch'
    | 'cancel'
    | 'take-out'
    | 'delete-file'
    | 'delete-store'
    | 'attributes'
    | 'wait'
    | 'kill';
  readonly store: number;
  readonly file: number;
};

const command: fc.Arbitrary<Command> = fc.record({
  what: fc.constantFrom(
    ...(['add', 'batch', 'cancel', 'take-out', 'delete-file', 'delete-store', 'attributes', 'wait', 'kill'] as const),
  ),
  store: fc.nat(2),
  file: fc.nat(7),
});

it('whatever happens to files and stores, in whatever order, their sums add up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 25 }), async (commands) => {
      const world = createWorld();
      let worker = world.startWorker();
      const files: string[] = [];
      for (let index = 0; index < 8; index += 1) {
        const file = new File(['Words. '.repeat(index * 400 + 1)], index % 4 === 3 ? 'a.pdf' : 'a.txt');
        files.push((await worker.client.files.create({ purpose: 'assistants', file })).id);
      }
      const stores: string[] = [];
      for (let index = 0; index < 3; index += 1) stores.push((await worker.client.vectorStores.create({})).id);
      let batch = { id: '', store: '' };

      async function perform({ what, store, file }: Command): Promise<unknown> {
        const { vectorStores } = worker.client;
        const store_id = stores[store] ?? '';
        const file_id = files[file] ?? '';
        switch (what) {
          case 'add':
            return vectorStores.files.create(store_id, { file_id });
          case 'batch': {
            const made = await vectorStores.fileBatches.create(store_id, { file_ids: files.slice(file, file + 4) });
            batch = { id: made.id, store: store_id };
            return;
          }
          case 'cancel':
            return vectorStores.fileBatches.cancel(batch.id, { vector_store_id: batch.store });
          case 'take-out':
            return vectorStores.files.delete(file_id, { vector_store_id: store_id });
          case 'delete-file':
            return worker.client.files.delete(file_id);
          case 'delete-store':
            return vectorStores.delete(store_id);
          case 'attributes':
            return vectorStores.files.update(file_id, { vector_store_id: store_id, attributes: { a: file } });
          case 'wait':
            for (let turn = 0; turn < file; turn += 1) await new Promise((resolve) => setImmediate(resolve));
            return;
          case 'kill':
            worker.kill();
            await settle();
            worker = world.startWorker();
            return worker.engine.reconcile();
        }
      }

      for (const one of commands) {
        // What does not exist any more is refused; that is not what is looked at here.
        await perform(one).catch(() => undefined);
        await expectToAddUp(world);
      }
      for (const { id } of await world.db.vector_stores.toArray())
        while ((await worker.client.vectorStores.retrieve(id)).status === 'in_progress') {
          world.clock.advance(10_000);
          await settle();
        }
      await expectToAddUp(world);
    }),
    { numRuns: 40 },
  );
}, 60_000);
