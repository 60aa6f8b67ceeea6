import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileObject } from '../../../lib/assistants/objects.ts';
import { textOf } from '../../../lib/assistants/prompt/message-text.ts';
import type { Stretch, ThreadRows, UsageRows } from '../../../lib/panel/ports.ts';
import { Database } from '../../../lib/store/database.ts';
import { createPanelReads } from '../../../lib/store/panel-reads.ts';
import { fillThread } from '../../../scripts/bench/long-thread.ts';
import { countRows } from '../../support/counted-rows.ts';
import { createWorld } from '../../support/engine.ts';
import { eventually } from '../../support/eventually.ts';

const THREAD = 'long';
const ALL = 2_000;

let db: Database;
let databases = 0;

beforeEach(() => {
  databases += 1;
  db = new Database(`stretch-${databases}`);
});

afterEach(() => db.close());

/** The rows of a stretch, as they are now. */
function watched(stretch?: Stretch) {
  const seen: ThreadRows[] = [];
  const stop = createPanelReads(db).thread(THREAD, stretch)((rows) => seen.push(rows));
  const next = async (holds: (rows: ThreadRows) => boolean) => {
    await eventually(() => expect(seen.some((rows) => holds(rows))).toBe(true));
    return seen.findLast((rows) => holds(rows)) as ThreadRows;
  };
  return { stop, seen, next, first: () => next(() => true) };
}

async function read(stretch?: Stretch): Promise<ThreadRows> {
  const { first, stop } = watched(stretch);
  const rows = await first();
  stop();
  return rows;
}

const ordersOf = ({ messages }: ThreadRows) => messages.map(({ local }) => local.order);
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('a thread of 2,000 messages', () => {
  beforeEach(() => fillThread(db, THREAD, ALL));

  it('opens with its newest messages and reads no more rows than a thread of a few', async () => {
    const rows = await countRows(async () => {
      const thread = await read();
      expect(ordersOf(thread)).toEqual(upTo(ALL - 39, ALL));
      expect(thread.before?.local.order).toBe(ALL - 40);
      expect(thread.after).toBeUndefined();
      expect(thread.asked).toBe(`msg_${THREAD}_${ALL - 2}`);
    });
    // Forty messages, the one before them, and the newest run.
    expect(rows).toBeLessThanOrEqual(50);
  });

  it('gives any stretch of itself, with what stands right before and behind it', async () => {
    const rows = await countRows(async () => {
      const thread = await read({ at: 1_000, before: 20, behind: 40 });
      expect(ordersOf(thread)).toEqual(upTo(980, 1_039));
      expect(thread.before?.local.order).toBe(979);
      expect(thread.after?.local.order).toBe(1_040);
      expect(thread.last?.local.order).toBe(ALL);
    });
    expect(rows).toBeLessThanOrEqual(70);
  });

  it('begins and ends where there is nothing more', async () => {
    const beginning = await read({ at: 5, before: 40, behind: 10 });
    expect(ordersOf(beginning)).toEqual(upTo(1, 14));
    expect(beginning.before).toBeUndefined();
    const end = await read({ at: ALL - 5, before: 10, behind: 40 });
    expect(ordersOf(end)).toEqual(upTo(ALL - 15, ALL));
    expect(end.after).toBeUndefined();
  });

  it('grows at its end, and keeps its beginning while messages come in', async () => {
    const { next, stop } = watched();
    const before = await next(({ messages }) => messages.length === 40);
    const [last] = before.messages.slice(-1);
    if (last === undefined) throw new Error('The thread is empty.');
    await db.messages.put({ ...last, id: 'msg_new', local: { order: ALL + 1 } });
    const after = await next(({ messages }) => messages.at(-1)?.id === 'msg_new');
    stop();
    expect(ordersOf(after)).toEqual(upTo(ALL - 39, ALL + 1));
  });

  it('does not move a stretch in its middle when a message of it goes', async () => {
    const { next, stop } = watched({ at: 1_000, before: 20, behind: 20 });
    await next(({ messages }) => messages.length === 40);
    await db.messages.delete(`msg_${THREAD}_${1_000}`);
    const after = await next(({ messages }) => messages.length === 39);
    stop();
    expect(ordersOf(after)).toEqual(upTo(980, 1_019).filter((order) => order !== 1_001));
  });

  it('tells what all its runs have used, and reads only the new ones after an answer', async () => {
    const seen: UsageRows[] = [];
    const stop = createPanelReads(db).usage(THREAD)((rows) => seen.push(rows));
    await eventually(() => expect(seen.at(-1)?.partial).toBe(false));
    // The newest answers are there before all of them are.
    expect(seen[0]).toMatchObject({ partial: true });
    expect(seen[0]?.runs.at(-1)?.id).toBe(`run_${THREAD}_${ALL - 1}`);
    const runs = seen.at(-1)?.runs ?? [];
    expect(runs.map(({ local }) => local.order)).toEqual(upTo(1, ALL / 2).map((count) => count * 2));
    const newest = await db.runs.get(`run_${THREAD}_${ALL - 1}`);
    if (newest === undefined) throw new Error('There is no run.');
    const rows = await countRows(async () => {
      await db.runs.put({ ...newest, id: 'run_new', local: { ...newest.local, order: ALL + 2 } });
      await eventually(() => expect(seen.at(-1)?.runs.at(-1)?.id).toBe('run_new'));
    });
    stop();
    expect(rows).toBeLessThanOrEqual(5);
    expect(seen.at(-1)?.runs).toHaveLength(ALL / 2 + 1);
    expect(seen.at(-1)?.runs[0]).toBe(runs[0]);
  });
});

describe('pages that were attached before the stretch', () => {
  const page = (id: string, url: string, kind = 'page') =>
    ({ id, local: { order: 0, page: { title: id, url, kind, content_hash: id } } }) as unknown as FileObject;

  async function attach(number: number, ...ids: string[]): Promise<void> {
    await db.messages.update(`msg_${THREAD}_${number}`, {
      attachments: ids.map((file_id) => ({ file_id, tools: [] })),
    });
  }

  beforeEach(async () => {
    await fillThread(db, THREAD, 100);
    await db.files.bulkPut([
      page('inn', 'https://a.test/inn'),
      page('inn-later', 'https://a.test/inn'),
      page('inn-last', 'https://a.test/inn'),
      page('marked', 'https://a.test/inn', 'selection'),
      page('drava', 'https://a.test/drava'),
    ]);
  });

  it('are told by their addresses, each as it was attached last', async () => {
    await attach(2, 'inn');
    await attach(4, 'drava', 'inn-later');
    await attach(6, 'marked');
    await attach(98, 'inn-last');
    expect([...((await read()).earlier_pages ?? [])]).toEqual([['https://a.test/inn', 'inn-later']]);
  });

  it('are none where nothing of the stretch is attached, or where it begins with the thread', async () => {
    await attach(2, 'inn');
    expect((await read()).earlier_pages?.size).toBe(0);
    await attach(4, 'inn-later');
    expect((await read({ at: 10, before: 40, behind: 0 })).earlier_pages?.size).toBe(0);
  });

  it('are those of this thread alone', async () => {
    await fillThread(db, 'other', 10);
    await db.messages.update('msg_other_2', { attachments: [{ file_id: 'inn', tools: [] }] });
    await attach(98, 'inn-later');
    expect((await read()).earlier_pages?.size).toBe(0);
  });
});

it('shows the earlier version of a first question that is chosen, though its messages stand before all that were there', async () => {
  const world = createWorld();
  const { threads, engine } = world.startWorker();
  const { id } = await threads.create({ messages: ['How?', 'Why?'].map((content) => ({ role: 'user', content })) });
  const [first = ''] = await world.db.messages.orderBy('[thread_id+local.order]').primaryKeys();
  await engine.messageVersions.setAside(id, first);
  await threads.messages.create(id, { role: 'user', content: 'When?' });
  const seen: ThreadRows[] = [];
  const stop = createPanelReads(world.db).thread(id)((rows) => seen.push(rows));
  await eventually(() => expect(seen.at(-1)?.messages.map(textOf)).toEqual(['When?']));
  await engine.messageVersions.choose(id, first);
  await eventually(() => expect(seen.at(-1)?.messages.map(textOf)).toEqual(['How?', 'Why?']));
  stop();
  expect([seen.at(-1)?.before, seen.at(-1)?.after]).toEqual([undefined, undefined]);
});
