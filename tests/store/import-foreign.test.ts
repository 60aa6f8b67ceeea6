import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pageAssistRows } from '../../lib/panel/page-assist/to-rows.ts';
import { Database } from '../../lib/store/database.ts';
import { findThreads } from '../../lib/store/search/find-threads.ts';
import { createThreadReads } from '../../lib/store/threads/thread-lists.ts';
import { unusedThreads } from '../../lib/store/threads/unused-threads.ts';
import { importForeign } from '../../lib/store/transfer/import-foreign.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 21);
const AT = NOW - 90 * DAY;

const said = { role: 'user', images: [], model: '', pages: [], created_at: AT } as const;
const chat = (title: string) => ({
  ...{ id: 'pa_1', title, pinned: false, created_at: AT },
  messages: [{ ...said, id: 'm1', text: 'Please tell me how bees choose.' }],
});

let db: Database;
let count = 0;

beforeEach(() => {
  count += 1;
  db = new Database(`foreign-${count}`);
});

afterEach(() => db.close());

const add = (title = 'Bees') => importForeign(db, { ...pageAssistRows({ chats: [chat(title)] }, NOW), prompts: [] });

it('an old chat stays as long as one that was used on the day of its import', async () => {
  await add();
  expect(await unusedThreads(db, 30, NOW + 29 * DAY)).toEqual([]);
  expect(await unusedThreads(db, 30, NOW + 31 * DAY)).toEqual(['thread_pa_1']);
});

it('a chat without a title is listed and found', async () => {
  await add('');
  const found = { id: 'thread_pa_1', title: 'Tell me how bees choose.' };
  expect(await findThreads(db, 'bees', 5)).toMatchObject([found]);
  const asked = { site: 'a.test', here: 5, others: 5, archived: 0 };
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const stop = createThreadReads(db).lists(asked)(({ others }) => resolve(others));
  expect(await promise).toMatchObject([found]);
  stop();
});

it('a chat that was deleted and is not gone yet comes back, and another time nothing is changed', async () => {
  await add();
  await db.table('threads').update('thread_pa_1', { 'local.deleted_at': NOW, 'local.imported_at': 1 });
  const { added, kept } = await add();
  expect([added.threads, kept.threads, added.messages, kept.messages]).toEqual([1, 0, 0, 1]);
  const thread = await db.threads.get('thread_pa_1');
  expect(thread?.local).toMatchObject({ imported_at: NOW });
  expect(thread?.local).not.toHaveProperty('deleted_at');
  expect((await add()).kept).toMatchObject({ threads: 1, messages: 1 });
  expect(await db.threads.get('thread_pa_1')).toEqual(thread);
});
