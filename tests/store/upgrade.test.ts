import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, it } from 'vitest';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { PAGE_MEDIA_TYPE } from '../../lib/page/snapshot.ts';
import { createWorld, settle, type Worker } from '../support/engine.ts';
import { VERSION_1 } from './version-1.ts';

type Row = Record<string, unknown>;

const PAGE = {
  url: 'https://mills.test/',
  title: 'Mills',
  byline: null,
  language: 'en',
  captured_at: 1,
  content_hash: 'mills',
  kind: 'article',
  markdown: 'The mill was built in 1871.',
  passages: [{ id: 1, text: 'The mill was built in 1871.', headings: [] }],
  selection: null,
};

let world: ReturnType<typeof createWorld>;
let worker: Worker;
let thread_id: string;
let run_id: string;

/** A question about a page whose run waits for the output of a call. */
async function makeRows(): Promise<Map<string, Row[]>> {
  const made = createWorld();
  const { client, threads, backend } = made.startWorker();
  const file = new File([JSON.stringify(PAGE)], 'page.json', { type: PAGE_MEDIA_TYPE });
  const { id: file_id } = await client.files.create({ purpose: 'assistants', file });
  const attachments = [{ file_id, tools: [{ type: 'file_search' as const }] }];
  const thread = await threads.create({ messages: [{ role: 'user', content: 'When?', attachments }] });
  const tools = [{ type: 'function' as const, function: { name: 'weather' } }];
  const run = await threads.runs.create(thread.id, { assistant_id: 'asst_sitethread', tools });
  await settle();
  await backend.words('Let me look.');
  const call: StreamPart = { type: 'tool-call-delta', index: 0, id: 'call_1', name: 'weather', arguments_delta: '{}' };
  await backend.say(call, { type: 'finish', reason: 'tool-calls' });
  await settle();
  thread_id = thread.id;
  run_id = run.id;
  const tables = Object.keys(VERSION_1);
  return new Map(await Promise.all(tables.map(async (table) => [table, await rowsOf(made.db.table(table))] as const)));
}

const rowsOf = (table: { toArray(): Promise<unknown> }) => table.toArray() as Promise<Row[]>;

/** Version 1 knew no vector stores, and kept the calls of a step in its details alone. */
function asVersion1(table: string, row: Row): Row {
  if (table === 'threads') return { ...row, tool_resources: null };
  if (table !== 'run_steps') return row;
  const { order } = row['local'] as { order: number };
  return { ...row, local: { order } };
}

beforeEach(async () => {
  const rows = await makeRows();
  world = createWorld();
  const old = new Dexie(world.db.name);
  old.version(1).stores(VERSION_1);
  for (const [table, stored] of rows) await old.table(table).bulkPut(stored.map((row) => asVersion1(table, row)));
  old.close();
  worker = world.startWorker();
  await worker.engine.reconcile();
});

it('a run that waited for outputs under version 1 goes on with them, and still reads its page', async () => {
  const tool_outputs = [{ tool_call_id: 'call_1', output: 'rain' }];
  await worker.threads.runs.submitToolOutputs(run_id, { thread_id, tool_outputs });
  await settle();
  const messages = worker.backend.requests[0]?.messages ?? [];
  expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'user', 'assistant', 'assistant', 'tool']);
  expect(messages[1]?.content).toContain('The mill was built in 1871.');
  expect(messages.slice(-2)).toMatchObject([
    { tool_calls: [{ id: 'call_1', function: { name: 'weather', arguments: '{}' } }] },
    { tool_call_id: 'call_1', content: 'rain' },
  ]);
  await worker.backend.words('In 1871.');
  await worker.backend.stop();
  await settle();
  expect(await worker.threads.runs.retrieve(run_id, { thread_id })).toMatchObject({ status: 'completed' });
});

it('a thread of version 1 takes files, and its pages come along into its store', async () => {
  await worker.threads.runs.cancel(run_id, { thread_id });
  await settle();
  const file = await worker.client.files.create({
    purpose: 'assistants',
    file: new File(['The barn is red.'], 'barn.txt'),
  });
  await worker.threads.messages.create(thread_id, {
    role: 'user',
    content: 'And the barn?',
    attachments: [{ file_id: file.id, tools: [{ type: 'file_search' }] }],
  });
  for (let turn = 0; turn < 4; turn += 1) await settle();
  const { tool_resources } = await worker.threads.retrieve(thread_id);
  const store = tool_resources?.file_search?.vector_store_ids?.[0] ?? '';
  expect((await worker.client.vectorStores.retrieve(store)).file_counts).toMatchObject({ completed: 2, total: 2 });
  const found = await worker.client.vectorStores.search(store, { query: 'When was the mill built?' });
  expect(found.data[0]?.content[0]?.text).toContain('1871');
});
