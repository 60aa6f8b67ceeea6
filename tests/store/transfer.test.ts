import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toAppError } from '../../lib/errors.ts';
import type { DataProgress } from '../../lib/panel/options/data-model.ts';
import { Database } from '../../lib/store/database.ts';
import { createPreferences } from '../../lib/store/preferences.ts';
import { unusedThreads } from '../../lib/store/threads/unused-threads.ts';
import { exportDatabase } from '../../lib/store/transfer/export-database.ts';
import { LEFT_OUT, PARTS } from '../../lib/store/transfer/format.ts';
import { checkExport, importExport } from '../../lib/store/transfer/import-database.ts';

type Row = Record<string, unknown>;

const NOW = Date.UTC(2026, 10, 21);
const ordered = (id: string, order: number) => ({ id, created_at: 1_700_000_000, local: { order } });

const message = (id: string, order: number, change: Row = {}): Row => ({
  ...ordered(id, order),
  ...{ object: 'thread.message', thread_id: 'thread_1', status: 'completed', role: 'user', run_id: null },
  content: [{ type: 'text', text: { value: 'How do bees choose? 【1】 🐝 \u2028 \ud800', annotations: [] } }],
  ...{ attachments: [], metadata: { $odd: 'kept', __proto__: null }, assistant_id: null },
  ...{ incomplete_details: null, completed_at: null, incomplete_at: null },
  ...change,
});

const run = (id: string, order: number, change: Row = {}): Row => ({
  ...ordered(id, order),
  ...{ object: 'thread.run', thread_id: 'thread_1', status: 'completed', model: 'small', instructions: '', tools: [] },
  local: { order, connection_id: 'conn_1', used: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } },
  ...change,
});

const thread = (id: string, order: number): Row => ({
  ...ordered(id, order),
  ...{ object: 'thread', metadata: { title: 'Bees' }, tool_resources: null },
  local: { order, site: 'bees.test', active_at: NOW, pages: [], pinned_at: NOW },
});

/** At least one row of every table, with everything in it that JSON has no word for. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  settings: [
    { key: 'default_connection', value: 'conn_1' },
    { key: 'never_read', value: ['bank.example'] },
  ],
  connections: [
    {
      ...{ id: 'conn_1', name: 'Mine', service: 'custom', base_url: 'http://127.0.0.1:1/v1', model: 'small' },
      ...{ protocol: 'chat-completions', key_hint: null, created_at: 1 },
    },
  ],
  capabilities: [{ id: 'conn_1/small', refused: ['tools'] }],
  token_ratios: [{ id: 'conn_1/small', ratio: 1.25 }],
  prompts: [{ id: 'prompt_1', name: 'Shorter', command: 'shorter', text: '{{page}}', order: 1, created_at: 1 }],
  assistants: [{ ...ordered('asst_1', 1), model: 'small', tools: [], metadata: {}, instructions: null, name: null }],
  files: [
    {
      ...ordered('file-1', 1),
      bytes: 3,
      filename: 'a.bin',
      purpose: 'vision',
      status: 'processed',
      local: { order: 1, media_type: 'image/jpeg' },
    },
  ],
  file_contents: [{ id: 'file-1', bytes: Uint8Array.from({ length: 70_000 }, (_, index) => index % 256) }],
  passage_vectors: [
    { file_id: 'file-1', model: 'm', vectors: [Float32Array.of(0.1, -1, Number.NaN), new Float32Array()] },
  ],
  vector_stores: [{ ...ordered('vs_1', 1), name: '', file_counts: {}, status: 'completed' }],
  vector_store_files: [{ ...ordered('file-1', 1), vector_store_id: 'vs_1', status: 'completed' }],
  vector_store_chunks: [{ vector_store_id: 'vs_1', file_id: 'file-1', chunks: [{ text: 'x', headings: [] }] }],
  vector_store_file_batches: [{ ...ordered('vsfb_1', 1), vector_store_id: 'vs_1', status: 'completed' }],
  threads: [thread('thread_1', 1)],
  messages: Array.from({ length: 120 }, (_, index) => message(`msg_${index}`, index + 1)),
  message_versions: [
    { id: 'msg_v', thread_id: 'thread_1', after: 0, order: 1, messages: [message('msg_v', 1)], file_ids: [] },
  ],
  runs: [run('run_1', 1)],
  run_steps: [
    {
      ...ordered('step_1', 1),
      ...{ thread_id: 'thread_1', run_id: 'run_1', type: 'message_creation', status: 'completed', step_details: {} },
    },
  ],
  sent_requests: [{ number: 1, run_id: 'run_1', at: 1, body: Uint8Array.of(31, 139, 8) }],
  sites: [{ site: 'bees.test', thread_id: 'thread_1' }],
  drafts: [{ key: 'thread_1', text: 'half a question' }],
  draft_pictures: [
    { key: 'thread_1', pictures: [{ id: 'p', picture: new Blob([Uint8Array.of(1, 2, 3)], { type: 'image/jpeg' }) }] },
  ],
  draft_files: [{ key: 'thread_1', files: [] }],
};

const task = (signal = new AbortController().signal, onProgress: (progress: DataProgress) => void = () => {}) => ({
  signal,
  onProgress,
  now: NOW,
});

let db: Database;
let count = 0;
const open = () => new Database(`transfer-${++count}`);

beforeEach(() => {
  db = open();
});

afterEach(() => db.close());

async function fill(rows = ROWS): Promise<void> {
  for (const [table, some] of Object.entries(rows)) await db.table(table).bulkPut([...some]);
}

/** All rows that a file carries, blobs as their bytes. */
async function contents(of: Database): Promise<unknown> {
  const tables = await Promise.all(
    PARTS.map(async ({ table }) => [table, await legible(await of.table(table).toArray())] as const),
  );
  return Object.fromEntries(tables);
}

async function legible(value: unknown): Promise<unknown> {
  if (value instanceof Blob) return { type: value.type, bytes: [...new Uint8Array(await value.arrayBuffer())] };
  if (Array.isArray(value)) return Promise.all(value.map(legible));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  const entries = Object.entries(value).map(async ([key, one]) => [key, await legible(one)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

const exported = async () => exportDatabase(db, task());
const refusal = (work: Promise<unknown>) => work.then(() => null, toAppError);

describe('everything in one file', () => {
  it('names every table, or says that it is made anew', () => {
    const named = [...PARTS.map(({ table }) => table as string), ...LEFT_OUT];
    expect(named.sort()).toEqual(db.tables.map(({ name }) => name).sort());
    expect(Object.keys(ROWS).sort()).toEqual(PARTS.map(({ table }) => table as string).sort());
  });

  it('comes back row by row', async () => {
    await fill();
    const file = await exported();
    const other = open();
    const result = await importExport(other, file, task());
    await db.table('threads').update('thread_1', { 'local.imported_at': NOW });
    expect(await contents(other)).toEqual(await contents(db));
    expect(result?.added).toMatchObject({ threads: 1, messages: 120, files: 1, connections: 1, prompts: 1 });
    expect(await other.message_words.where('words').startsWith('bee').count()).toBeGreaterThan(120);
    other.close();
  });

  it('tells what is in it before anything is imported', async () => {
    await fill();
    const before = await contents(db);
    const preview = await checkExport(db, await exported(), task());
    expect(preview).toMatchObject({ source: 'sitethread', exported_at: NOW, hosts: ['127.0.0.1:1'] });
    expect(preview?.counts).toMatchObject({ threads: 1, messages: 120 });
    expect(await contents(db)).toEqual(before);
  });

  it('has no part of a key in it', async () => {
    await fill();
    await db.connections.update('conn_1', { key_hint: 'x9Qf' });
    expect(await (await exported()).text()).not.toContain('x9Qf');
  });

  it('can be stopped', async () => {
    await fill();
    const stop = new AbortController();
    const file = exportDatabase(
      db,
      task(stop.signal, () => stop.abort()),
    );
    await expect(file).rejects.toThrow('abort');
  });
});

describe('what is here already', () => {
  it('stays as it is, and a thread that is here gets no messages of another time', async () => {
    await fill();
    const file = await exported();
    await db.messages.bulkDelete(['msg_3', 'msg_4']);
    await db.settings.put({ key: 'default_connection', value: 'conn_2' });
    await db.prompts.delete('prompt_1');
    const before = await contents(db);
    const { added, kept } = (await importExport(db, file, task())) ?? {};
    expect(await contents(db)).toEqual({ ...(before as object), prompts: await db.prompts.toArray() });
    expect(added).toMatchObject({ threads: 0, messages: 0, prompts: 1 });
    expect(kept).toMatchObject({ threads: 1, messages: 120 });
  });

  it('does not lose its number to another request', async () => {
    await fill();
    const file = await exported();
    await Promise.all(['threads', 'runs'].map((table) => db.table(table).clear()));
    await db.sent_requests.put({ number: 1, run_id: 'run_other', at: 2, body: Uint8Array.of(1) });
    await importExport(db, file, task());
    expect((await db.sent_requests.toArray()).map(({ run_id }) => run_id)).toEqual(['run_other', 'run_1']);
  });
});

describe('how long threads are kept', () => {
  const DAY = 86_400_000;
  const days = 30;

  it('is a matter of each browser, and counts anew for what is imported', async () => {
    await fill({
      threads: [
        { ...thread('thread_1', 1), local: { order: 1, site: 'bees.test', active_at: NOW - 90 * DAY, pages: [] } },
      ],
    });
    await createPreferences(db).setRetention(7);
    const other = open();
    await createPreferences(other).setRetention(days);
    await importExport(other, await exported(), task());
    expect(await createPreferences(other).retention()).toBe(days);
    expect(await unusedThreads(other, days, NOW + 29 * DAY)).toEqual([]);
    expect(await unusedThreads(other, days, NOW + 31 * DAY)).toEqual(['thread_1']);
    const third = open();
    await importExport(third, await exported(), task());
    expect(await createPreferences(third).retention()).toBeNull();
    other.close();
    third.close();
  });

  it('does not come from a file of an earlier day', async () => {
    await fill({ settings: [{ key: 'retention_dayz', value: 1 }] });
    const text = await (await exported()).text();
    const other = open();
    await importExport(other, new Blob([text.replace('retention_dayz', 'retention_days')]), task());
    expect(await createPreferences(other).retention()).toBeNull();
    other.close();
  });

  it('stays without an end for a thread that a program has made', async () => {
    await fill({
      threads: [{ ...thread('thread_1', 1), local: { order: 1, site: null, active_at: NOW - 90 * DAY, pages: [] } }],
    });
    const other = open();
    await importExport(other, await exported(), task());
    expect(await unusedThreads(other, days, NOW + 90 * DAY)).toEqual([]);
    other.close();
  });
});

it('a thread that was deleted and is not gone yet comes back with what it still holds', async () => {
  await fill();
  const file = await exported();
  await db.table('threads').update('thread_1', { 'local.deleted_at': 5 });
  const result = await importExport(db, file, task());
  expect((await db.threads.get('thread_1'))?.local).toEqual({
    ...{ order: 1, site: 'bees.test', active_at: NOW, pages: [], pinned_at: NOW, imported_at: NOW },
  });
  expect([result?.added.threads, result?.kept.threads, result?.added.messages]).toEqual([1, 0, 0]);
  expect(await db.messages.count()).toBe(120);
});

it('a thread that was deleted when the file was made stays deleted', async () => {
  await fill();
  await db.table('threads').update('thread_1', { 'local.deleted_at': 5 });
  const result = await importExport(db, await exported(), task());
  expect((await db.threads.get('thread_1'))?.local.deleted_at).toBe(5);
  expect([result?.added.threads, result?.kept.threads]).toEqual([0, 1]);
});

describe('exact requests', () => {
  it('get numbers of this browser, in the file’s order', async () => {
    await fill();
    const body = Uint8Array.of(1);
    await db.sent_requests.bulkPut([
      { number: 5_000, run_id: 'run_1', at: 2, body },
      { number: Number.MAX_SAFE_INTEGER, run_id: 'run_1', at: NOW * 2, body },
    ]);
    const other = open();
    await other.sent_requests.bulkAdd([1, 2, 3].map((at) => ({ run_id: 'run_mine', at, body })));
    await importExport(other, await exported(), task());
    expect((await other.sent_requests.toArray()).map(({ number, run_id, at }) => [number, run_id, at])).toEqual([
      ...[1, 2, 3].map((at) => [at, 'run_mine', at]),
      ...[1, 2, NOW].map((at, index) => [index + 4, 'run_1', at]),
    ]);
    other.close();
  });
});

describe('sites that are never to be read', () => {
  it.each([
    [
      ['own.example', 'bank.example'],
      ['own.example', 'bank.example', 'mail.example'],
    ],
    [[], ['bank.example', 'mail.example']],
    ['broken', ['bank.example', 'mail.example']],
    [undefined, ['bank.example', 'mail.example']],
  ])('are those of here and of the file: %j', async (here, all) => {
    await createPreferences(db).setNeverRead(['bank.example', 'mail.example']);
    const other = open();
    if (here !== undefined) await other.settings.put({ key: 'never_read', value: here });
    const file = await exported();
    const first = await importExport(other, file, task());
    expect(await createPreferences(other).neverRead()).toEqual(all);
    expect(first?.added.settings).toBe(1);
    const again = await importExport(other, file, task());
    expect([again?.added.settings, again?.kept.settings]).toEqual([0, 1]);
    other.close();
  });
});

it('a run that was under way has ended, with its words kept', async () => {
  await fill({
    threads: [thread('thread_1', 1)],
    messages: [message('msg_a', 1), message('msg_b', 2, { role: 'assistant', status: 'in_progress', run_id: 'run_a' })],
    runs: [
      run('run_a', 1, {
        status: 'in_progress',
        local: { order: 1, active: 1, connection_id: 'c', used: {}, waiting: {}, remote: {}, reading: {} },
      }),
      run('run_q', 2, { status: 'queued', local: { order: 2, active: 1, connection_id: 'c', used: {} } }),
    ],
  });
  const other = open();
  await importExport(other, await exported(), task());
  expect(await other.runs.where('local.active').equals(1).count()).toBe(0);
  expect(await other.runs.toArray()).toMatchObject([
    { status: 'failed', local: { error: { kind: 'interrupted' } }, last_error: { code: 'server_error' } },
    { status: 'failed' },
  ]);
  expect((await other.runs.get('run_a'))?.local).not.toHaveProperty('remote');
  const answer = await other.messages.get('msg_b');
  expect(answer).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'run_failed' } });
  expect(answer?.content).toEqual(message('msg_b', 2)['content']);
  other.close();
});

describe('a file that is not whole', () => {
  const DAMAGE: readonly (readonly [what: string, damage: (text: string) => string])[] = [
    ['has lost its end', (text) => text.slice(0, -30)],
    ['has lost its last line', (text) => text.trimEnd().split('\n').slice(0, -1).join('\n')],
    ['has lost a line', (text) => text.split('\n').toSpliced(9, 1).join('\n')],
    [
      'has a line twice',
      (text) =>
        text
          .split('\n')
          .toSpliced(9, 0, text.split('\n')[9] ?? '')
          .join('\n'),
    ],
    ['has a line that is no JSON', (text) => text.split('\n').toSpliced(9, 1, '{"table":').join('\n')],
    ['has a row of no table', (text) => text.replace('"table":"drafts"', '"table":"secrets"')],
    ['has a row of another form', (text) => text.replace('"role":"user"', '"role":7')],
    [
      'has a file of a draft that is none',
      (text) =>
        text.replace(/"table":"drafts","row":\{[^}]*\}/, '"table":"draft_files","row":{"key":"a.test","files":[null]}'),
    ],
    ['has bytes that are none', (text) => text.replace(/"\$bytes":"../, '"$bytes":"?!')],
    ['has lines behind its end', (text) => `${text}${text.split('\n')[3]}\n`],
  ];

  it.each(DAMAGE)('and %s is refused, and nothing of it is imported', async (_what, damage) => {
    await fill();
    const text = await (await exported()).text();
    const other = open();
    const file = new Blob([damage(text)]);
    const error = { kind: 'not-importable', reason: 'damaged' };
    expect(await refusal(checkExport(other, file, task()))).toEqual(error);
    expect(await refusal(importExport(other, file, task()))).toEqual(error);
    const counts = await Promise.all(other.tables.map((table) => table.count()));
    expect(counts.every((rows) => rows === 0)).toBe(true);
    other.close();
  });

  it('is told from one of a newer version, and from something else', async () => {
    const text = await (await exported()).text();
    const newer = new Blob([text.replace(/"database_version":\d+/, '"database_version":99')]);
    expect(await refusal(checkExport(db, newer, task()))).toEqual({ kind: 'not-importable', reason: 'newer' });
    for (const other of ['', 'hello', '{}', '[]', '{"chat":[]}', '\n\n'])
      expect(await checkExport(db, new Blob([other]), task())).toBeNull();
    expect(await checkExport(db, new Blob([Uint8Array.of(0xff, 0xfe, 0x00)]), task())).toBeNull();
  });
});

it('an import that is cancelled leaves nothing', async () => {
  await fill();
  const file = await exported();
  const other = open();
  const stop = new AbortController();
  const seen: DataProgress[] = [];
  const imported = importExport(
    other,
    file,
    task(stop.signal, (progress) => {
      seen.push(progress);
      if (seen.length === 10) stop.abort();
    }),
  );
  await expect(imported).rejects.toThrow('abort');
  expect(seen).toHaveLength(10);
  const counts = await Promise.all(other.tables.map((table) => table.count()));
  expect(counts.every((rows) => rows === 0)).toBe(true);
  other.close();
});
