import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { DEFAULT_ASSISTANT } from '../../lib/assistants/default-assistant.ts';
import { createUsedRuns } from '../../lib/store/used-runs.ts';
import { countRows } from '../support/counted-rows.ts';
import { createWorld, settle } from '../support/engine.ts';

it('runs are told once they have ended, and what has been read is not read again', async () => {
  const world = createWorld();
  const worker = world.startWorker();
  const read = createUsedRuns(world.db);
  const { id } = await worker.threads.create({ messages: [{ role: 'user', content: 'How?' }] });
  const run = await worker.threads.runs.create(id, { assistant_id: DEFAULT_ASSISTANT });
  await settle();
  await worker.backend.words('By dancing.');
  expect(await read(0)).toEqual([]);
  await worker.backend.stop();
  const told = await read(0);
  expect(told).toHaveLength(1);
  expect(told[0]?.used.total_tokens).toBeGreaterThan(0);
  const [row] = await world.db.runs.toArray();
  if (row === undefined) throw new Error('There is no run.');
  const earlier = Array.from({ length: 50 }, (_, at) => ({
    ...row,
    id: `run_${at}`,
    created_at: row.created_at - 50 + at,
  }));
  await world.db.runs.bulkPut(earlier);
  expect((await read(0)).map(({ created_at }) => created_at)).toEqual(
    [...earlier, row].map(({ created_at }) => created_at),
  );

  await world.db.runs.put({
    ...row,
    id: 'run_now',
    created_at: row.created_at + 1,
    local: { ...row.local, active: 1 },
  });
  const rows = await countRows(async () => expect(await read(0)).toHaveLength(51));
  expect(rows).toBe(1);
  expect(await read((row.created_at - 10) * 1_000)).toHaveLength(11);
  await world.db.runs.delete(run.id);
  expect(await read(0)).toHaveLength(50);
});
