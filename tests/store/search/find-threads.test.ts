import { beforeEach, expect, it } from 'vitest';
import { findThreads } from '../../../lib/store/search/find-threads.ts';
import { createWorld, type Worker } from '../../support/engine.ts';
import { threadOf } from '../../support/thread-of.ts';

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

const found = async (typed: string, most = 6) => (await findThreads(world.db, typed, most)).map(({ title }) => title);

it('finds threads by the words of their titles and of their messages, each once', async () => {
  await threadOf(worker, 'How bees choose a home', 'The scouts dance.', 'More scouts dance.');
  await threadOf(worker, 'Wasps', 'Scouts of wasps do not.');
  expect(await found('scouts')).toEqual(['Wasps', 'How bees choose a home']);
  expect(await found('bees home')).toEqual(['How bees choose a home']);
  expect(await found('scouts dance')).toEqual(['How bees choose a home']);
});

it('takes the last word as one that is still being typed', async () => {
  await threadOf(worker, 'How bees choose a home', 'The scouts dance.');
  expect(await found('the scou')).toEqual(['How bees choose a home']);
  expect(await found('scou dance')).toEqual([]);
});

it('gives no more than are wanted, and none for nothing', async () => {
  for (const name of ['One', 'Two', 'Three']) await threadOf(worker, `${name} hive`, 'A question.');
  expect(await found('hive', 2)).toEqual(['Three hive', 'Two hive']);
  expect(await found(' ')).toEqual([]);
});

it('leaves out what is deleted', async () => {
  const id = await threadOf(worker, 'A hive', 'A question.');
  await world.db.threads.update(id, { 'local.deleted_at': 1 });
  expect(await found('hive')).toEqual([]);
});
