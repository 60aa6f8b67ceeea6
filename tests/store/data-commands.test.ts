import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dataCommands, forgetUnused } from '../../lib/store/data-commands.ts';
import { createPreferences } from '../../lib/store/preferences.ts';
import { unusedThreads } from '../../lib/store/threads/unused-threads.ts';
import { askRun, createWorld, settle, type Worker } from '../support/engine.ts';
import { siteThread } from '../support/site-threads.ts';

const DAY = 86_400_000;

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

describe('deleting everything', () => {
  it('ends the answer that is under way first, and nothing is written afterwards', async () => {
    await askRun(worker);
    await worker.backend.words('Half an ans');
    const forgetAll = vi.fn(async () => undefined);
    const look = vi.fn();
    const commands = dataCommands({ db: world.db, engine: worker.engine, secrets: { forgetAll }, look });
    await commands['data-delete']();
    await worker.backend.words('wer');
    await new Promise((resolve) => setTimeout(resolve, 600));
    const counts = await Promise.all(world.db.tables.map(async (table) => [table.name, await table.count()]));
    expect(counts.filter(([, count]) => count !== 0)).toEqual([]);
    expect([forgetAll, look].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('stops the title that an answer asks for which ends by itself meanwhile', async () => {
    const site = await siteThread({ names_threads: true, keeps_requests: true });
    await site.ask('How do bees choose?');
    const { engine, backend } = site.worker;
    const runs = { ...engine.runs, cancel: async () => Promise.reject(await site.answer('They dance.')) };
    const secrets = { forgetAll: async () => undefined };
    await dataCommands({ db: site.world.db, engine: { ...engine, runs }, secrets, look: () => {} })['data-delete']();
    await settle();
    expect(backend.requests).toHaveLength(2);
    expect(backend.signals[1]?.aborted).toBe(true);
  });

  it('leaves an engine that works as if it were new', async () => {
    await askRun(worker);
    const secrets = { forgetAll: async () => undefined };
    await dataCommands({ db: world.db, engine: worker.engine, secrets, look: () => {} })['data-delete']();
    const { thread } = await askRun(worker);
    await worker.backend.words('An answer.');
    await worker.backend.stop();
    const { data } = await worker.threads.messages.list(thread.id);
    expect(data.map(({ role }) => role).sort()).toEqual(['assistant', 'user']);
  });
});

describe('unused threads', () => {
  async function make(site: string, days: number, change = {}): Promise<string> {
    const thread = await worker.engine.threads.startFor(site);
    await worker.engine.messages.create(thread.id, { role: 'user', content: 'x' });
    const row = await world.db.threads.get(thread.id);
    if (row === undefined) throw new Error('The thread is gone.');
    const active_at = world.clock.now() - days * DAY;
    await world.db.threads.put({ ...row, local: { ...row.local, active_at, ...change } });
    return thread.id;
  }
  const left = () => world.db.threads.toCollection().primaryKeys();
  const forget = () => forgetUnused(world.db, worker.engine.threads, world.clock.now());

  it('stay as long as nobody has said otherwise', async () => {
    const old = await make('a.test', 4_000);
    await forget();
    expect(await left()).toEqual([old]);
  });

  it('go with their messages, but not those that were used since, nor pinned ones', async () => {
    await make('a.test', 31);
    const kept = [await make('b.test', 29), await make('c.test', 400, { pinned_at: 1 })];
    expect(await unusedThreads(world.db, 30, world.clock.now())).toHaveLength(1);
    await createPreferences(world.db).setRetention(30);
    await forget();
    expect((await left()).sort()).toEqual([...kept].sort());
    expect(await world.db.messages.count()).toBe(2);
  });

  it('count from their import where that was later', async () => {
    await make('a.test', 400, { imported_at: world.clock.now() - 31 * DAY });
    const kept = await make('b.test', 400, { imported_at: world.clock.now() - 29 * DAY });
    await createPreferences(world.db).setRetention(30);
    await forget();
    expect(await left()).toEqual([kept]);
  });

  it('go without a site where they were imported, and stay where a program has made them', async () => {
    await make('a.test', 400, { site: null, imported_at: 1 });
    const made = await make('b.test', 400, { site: null });
    await createPreferences(world.db).setRetention(30);
    await forget();
    expect(await left()).toEqual([made]);
  });

  it('stay while they are being answered', async () => {
    const { thread } = await askRun(worker);
    const row = await world.db.threads.get(thread.id);
    if (row === undefined) throw new Error('The thread is gone.');
    await world.db.threads.put({ ...row, local: { ...row.local, active_at: 0 } });
    await createPreferences(world.db).setRetention(30);
    await forget();
    expect(await left()).toEqual([thread.id]);
  });
});

describe('what the settings say', () => {
  it.each([undefined, null, 7, 'dark', { theme: 'pink', text_size: 3 }, []])('is the default for %j', async (value) => {
    await world.db.settings.bulkPut(['appearance', 'never_read', 'retention_days'].map((key) => ({ key, value })));
    const preferences = createPreferences(world.db);
    expect(await preferences.appearance()).toEqual({ theme: 'system', text_size: 'normal', density: 'comfortable' });
    expect(await preferences.neverRead()).toEqual([]);
    expect(await preferences.retention()).toBe(value === 7 ? 7 : null);
  });
});
