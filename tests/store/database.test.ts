import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeAll, expect, it } from 'vitest';
import { Database } from '../../lib/store/database.ts';
import { WORDS_BEHIND } from '../../lib/store/search/message-words.ts';
import { createStore } from '../../lib/store/store.ts';
import { VERSION_1 } from './version-1.ts';

const CALL = { id: 'call_1', type: 'function', function: { name: 'look', arguments: '{"a":1}', output: 'found' } };
const WAITING = { id: 'call_2', type: 'function', function: { name: 'look', arguments: '{}', output: null } };

/** One row a table, as version 1 wrote it. */
const ROWS: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  assistants: [{ id: 'asst_1', model: 'default', tool_resources: null, local: { order: 1 } }],
  threads: [
    {
      id: 'thread_1',
      metadata: { title: 'T' },
      tool_resources: null,
      local: { order: 2, site: 'a.test', active_at: 5, pages: [] },
    },
  ],
  messages: [{ id: 'msg_1', thread_id: 'thread_1', run_id: null, local: { order: 3 } }],
  runs: [{ id: 'run_1', thread_id: 'thread_1', status: 'requires_action', local: { order: 4, active: 1 } }],
  run_steps: [
    {
      id: 'step_1',
      run_id: 'run_1',
      type: 'tool_calls',
      step_details: { type: 'tool_calls', tool_calls: [CALL, WAITING] },
      local: { order: 5 },
    },
    {
      id: 'step_2',
      run_id: 'run_1',
      type: 'message_creation',
      step_details: { type: 'message_creation', message_creation: { message_id: 'msg_1' } },
      local: { order: 6 },
    },
  ],
  files: [
    {
      id: 'file-1',
      purpose: 'assistants',
      local: { order: 7, media_type: '', page: { content_hash: 'abc', url: 'u' } },
    },
    { id: 'file-2', purpose: 'vision', local: { order: 8, media_type: '' } },
  ],
  file_contents: [{ id: 'file-1', bytes: Uint8Array.of(1, 2, 3) }],
  sites: [{ site: 'a.test', thread_id: 'thread_1' }],
  connections: [{ id: 'conn_1', created_at: 9 }],
  settings: [{ key: 'toolbar_button', value: 'popup' }],
  drafts: [{ key: 'a.test', text: 'half a question' }],
};

let db: Database;

/** Tables and their indexes as IndexedDB itself has them. */
function onDisk(database: Database): Record<string, unknown> {
  const idb = database.backendDB();
  const names = [...idb.objectStoreNames];
  const transaction = idb.transaction(names);
  return Object.fromEntries(
    names.map((name) => {
      const table = transaction.objectStore(name);
      return [name, { key: table.keyPath, indexes: [...table.indexNames] }];
    }),
  );
}

beforeAll(async () => {
  const old = new Dexie('upgrade');
  old.version(1).stores(VERSION_1);
  for (const [table, rows] of Object.entries(ROWS)) await old.table(table).bulkPut(rows);
  old.close();
  db = new Database('upgrade');
});

it.each(Object.keys(VERSION_1).filter((table) => table !== 'run_steps'))(
  'the upgrade from version 1 keeps %s as they are',
  async (table) => {
    const rows = await db.table<Record<string, unknown>>(table).toArray();
    // What the upgrade itself has noted.
    expect(rows.filter(({ key }) => key !== WORDS_BEHIND)).toEqual(ROWS[table]);
  },
);

it('the upgrade keeps the calls of a step as the model made them', async () => {
  const step = await db.run_steps.get('step_1');
  expect(step).toMatchObject(ROWS['run_steps']?.[0] ?? {});
  expect(step?.local).toEqual({
    order: 5,
    calls: [
      { id: 'call_1', name: 'look', arguments: '{"a":1}', output: 'found' },
      { id: 'call_2', name: 'look', arguments: '{}', output: null },
    ],
  });
});

it('the upgrade leaves a step without calls alone', async () => {
  expect(await db.run_steps.get('step_2')).toEqual(ROWS['run_steps']?.[1]);
});

it('files of version 1 are found by their purpose', async () => {
  const { data } = await createStore(db).files.list({ limit: 10, order: 'asc', purpose: 'vision' });
  expect(data.map(({ id }) => id)).toEqual(['file-2']);
});

it('what version 2 adds is there and empty', async () => {
  const store = createStore(db);
  expect(await store.vector_stores.list({ limit: 10, order: 'asc' })).toEqual({ data: [], has_more: false });
  await store.token_ratios.put({ id: 'conn_1/model', ratio: 1.2 });
  expect(await store.token_ratios.get('conn_1/model')).toEqual({ id: 'conn_1/model', ratio: 1.2 });
});

it('a database opened anew has the same tables and indexes as an upgraded one', async () => {
  const fresh = new Database('fresh');
  await fresh.open();
  expect(onDisk(fresh)).toEqual(onDisk(db));
  expect(onDisk(fresh)['token_ratios']).toBeDefined();
});
