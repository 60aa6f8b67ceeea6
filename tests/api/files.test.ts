import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPanelReads } from '../../lib/store/panel-reads.ts';
import { createWorld, settle, type Worker } from '../support/engine.ts';

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

const words = (name = 'a.txt') => new File(['Some words.'], name, { type: 'text/plain' });

function upload(fields: Readonly<Record<string, string | File>>): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return worker.api.fetch('https://sitethread.local/v1/files', { method: 'POST', body: form });
}

describe('an upload', () => {
  it('keeps name, purpose and bytes', async () => {
    const file = await worker.client.files.create({ purpose: 'user_data', file: words('Grüße 你好.txt') });
    expect(file).toMatchObject({
      object: 'file',
      filename: 'Grüße 你好.txt',
      purpose: 'user_data',
      bytes: 11,
      status: 'processed',
    });
    expect(file).not.toHaveProperty('expires_at');
    expect(file).not.toHaveProperty('local');
    expect(await (await worker.client.files.content(file.id)).text()).toBe('Some words.');
  });

  type Refusal = readonly [
    what: string,
    fields: Readonly<Record<string, string | File>>,
    message: string,
    param: string | null,
    code: string | null,
  ];

  it.each<Refusal>([
    [
      'without a file',
      { purpose: 'assistants' },
      "Missing required parameter: 'file'.",
      'file',
      'missing_required_parameter',
    ],
    [
      'without a purpose',
      { file: words() },
      "Missing required parameter: 'purpose'.",
      'purpose',
      'missing_required_parameter',
    ],
    [
      'for another purpose',
      { file: words(), purpose: 'fine-tune' },
      "Invalid value: 'fine-tune'. Supported values are: 'assistants', 'vision', and 'user_data'.",
      'purpose',
      'invalid_value',
    ],
    ['of an empty file', { file: new File([], 'a.txt'), purpose: 'assistants' }, 'File is empty.', 'file', null],
    [
      'whose file is a word',
      { file: 'words', purpose: 'assistants' },
      "Invalid type for 'file': expected a file, but got a string instead.",
      'file',
      'invalid_type',
    ],
    [
      'with a field that nobody knows',
      { file: words(), purpose: 'assistants', foo: '1' },
      "Unknown parameter: 'foo'.",
      'foo',
      'unknown_parameter',
    ],
    [
      'that ends too soon',
      {
        file: words(),
        purpose: 'assistants',
        'expires_after[anchor]': 'created_at',
        'expires_after[seconds]': '3599',
      },
      "Invalid 'expires_after.seconds': integer below minimum value. Expected a value >= 3600, but got 3599 instead.",
      'expires_after.seconds',
      'integer_below_min_value',
    ],
    [
      'that ends too late',
      {
        file: words(),
        purpose: 'assistants',
        'expires_after[anchor]': 'created_at',
        'expires_after[seconds]': '2592001',
      },
      "Invalid 'expires_after.seconds': integer above maximum value. Expected a value <= 2592000, but got 2592001 instead.",
      'expires_after.seconds',
      'integer_above_max_value',
    ],
    [
      'that ends at no time',
      { file: words(), purpose: 'assistants', 'expires_after[anchor]': 'created_at' },
      "Missing required parameter: 'expires_after.seconds'.",
      'expires_after.seconds',
      'missing_required_parameter',
    ],
  ])('%s is refused', async (_what, fields, message, param, code) => {
    const response = await upload(fields);
    expect(await response.json()).toEqual({ error: { message, type: 'invalid_request_error', param, code } });
    expect(response.status).toBe(400);
  });

  it.each([
    ['no address', { passages: [] }],
    ['no passages', { url: 'https://a.test/' }],
    ['a passage that is nothing', { url: 'https://a.test/', passages: [null] }],
    ['a passage that is empty', { url: 'https://a.test/', passages: [{}] }],
    ['a passage without an id', { url: 'https://a.test/', passages: [{ text: 'x', headings: [] }] }],
    ['a passage without text', { url: 'https://a.test/', passages: [{ id: 1, headings: [] }] }],
    ['a passage without headings', { url: 'https://a.test/', passages: [{ id: 1, text: 'x' }] }],
    ['no object at all', null],
  ])('of a page with %s is refused', async (_what, page) => {
    const file = new File([JSON.stringify(page)], 'page.json', { type: 'application/vnd.sitethread.page+json' });
    const response = await upload({ purpose: 'assistants', file });
    expect(response.status).toBe(400);
    expect((await response.json()).error).toMatchObject({
      message: 'The file says it is a page but does not hold one.',
      param: 'file',
    });
    expect((await worker.client.files.list()).data).toEqual([]);
  });

  it('that is no form is refused', async () => {
    const response = await worker.api.fetch('https://sitethread.local/v1/files', { method: 'POST', body: '{}' });
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toBe('Expected a multipart/form-data body.');
  });
});

describe('a file with an end', () => {
  it('is there until then, and gone with its content and from its stores after', async () => {
    const file = await worker.client.files.create({
      purpose: 'assistants',
      file: words(),
      expires_after: { anchor: 'created_at', seconds: 3_600 },
    });
    expect(file.expires_at).toBe(file.created_at + 3_600);
    const store = await worker.client.vectorStores.create({ file_ids: [file.id] });
    await settle();
    world.clock.advance(3_599_000);
    expect((await worker.client.files.retrieve(file.id)).id).toBe(file.id);
    world.clock.advance(1_000);
    await expect(worker.client.files.retrieve(file.id)).rejects.toThrow(`No file found with id '${file.id}'.`);
    await expect(worker.client.files.content(file.id)).rejects.toThrow(`No file found with id '${file.id}'.`);
    await expect(worker.client.vectorStores.create({ file_ids: [file.id] })).rejects.toThrow('No file found');
    expect((await worker.client.files.list()).data).toEqual([]);
    expect(await world.db.file_contents.count()).toBe(0);
    expect((await worker.client.vectorStores.retrieve(store.id)).file_counts.total).toBe(0);
  });
});

describe('files', () => {
  it('are listed by purpose, all at once', async () => {
    for (let count = 0; count < 25; count += 1)
      await worker.client.files.create({ purpose: count % 5 === 0 ? 'vision' : 'assistants', file: words() });
    expect((await worker.client.files.list()).data).toHaveLength(25);
    expect((await worker.client.files.list({ purpose: 'vision' })).data).toHaveLength(5);
    expect((await worker.client.files.list({ purpose: 'batch' })).data).toEqual([]);
  });

  it('are listed page by page within a purpose', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      await worker.client.files.create({ purpose: 'vision', file: words() });
      ids.push((await worker.client.files.create({ purpose: 'assistants', file: words() })).id);
    }
    const seen: string[] = [];
    for await (const file of worker.client.files.list({ purpose: 'assistants', limit: 4, order: 'asc' }))
      seen.push(file.id);
    expect(seen).toEqual(ids);
  });

  it.each([
    ['10000', 200],
    ['10001', 400],
    ['0', 400],
  ])('a limit of %s is answered with %i', async (limit, status) => {
    expect((await worker.api.fetch(`https://sitethread.local/v1/files?limit=${limit}`)).status).toBe(status);
  });

  it('a deleted file is gone from everywhere', async () => {
    const file = await worker.client.files.create({ purpose: 'assistants', file: words() });
    const kept = await worker.client.files.create({ purpose: 'assistants', file: words() });
    const stores = [
      await worker.client.vectorStores.create({ file_ids: [file.id, kept.id] }),
      await worker.client.vectorStores.create({ file_ids: [file.id] }),
    ];
    const code_interpreter = { file_ids: [file.id, kept.id] };
    const assistant = await worker.client.beta.assistants.create({ model: 'm', tool_resources: { code_interpreter } });
    const thread = await worker.threads.create({ tool_resources: { code_interpreter } });
    await settle();

    expect(await worker.client.files.delete(file.id)).toEqual({ id: file.id, object: 'file', deleted: true });

    await expect(worker.client.files.retrieve(file.id)).rejects.toThrow(`No file found with id '${file.id}'.`);
    await expect(worker.client.files.delete(file.id)).rejects.toThrow(`No file found with id '${file.id}'.`);
    expect(await world.store.files.content(file.id)).toBeUndefined();
    for (const [index, { id }] of stores.entries()) {
      const { file_counts, usage_bytes } = await worker.client.vectorStores.retrieve(id);
      expect({ total: file_counts.total, usage_bytes }).toEqual({ total: 1 - index, usage_bytes: 11 * (1 - index) });
      expect(await world.store.vector_store_files.chunks(id, file.id)).toEqual([]);
    }
    const left = { code_interpreter: { file_ids: [kept.id] } };
    expect((await worker.client.beta.assistants.retrieve(assistant.id)).tool_resources).toEqual(left);
    expect((await worker.threads.retrieve(thread.id)).tool_resources).toEqual(left);
  });

  it('a file that is deleted while it waits to be indexed is not waited for', async () => {
    const file = await worker.client.files.create({ purpose: 'assistants', file: words() });
    const { id } = await worker.client.vectorStores.create({ file_ids: [file.id] });
    await worker.client.files.delete(file.id);
    await settle();
    expect(await worker.client.vectorStores.retrieve(id)).toMatchObject({
      status: 'completed',
      usage_bytes: 0,
      file_counts: { in_progress: 0, total: 0 },
    });
  });
});

const snapshot = (url: string, text: string, kind = 'page') => ({
  url,
  title: 'A page',
  byline: null,
  language: 'en',
  captured_at: 1,
  content_hash: `${url} ${text}`,
  kind,
  markdown: text,
  passages: [
    { id: 1, text, headings: ['Top'] },
    { id: 2, text: 'The end.', headings: [] },
  ],
  selection: null,
});

async function uploadPage(page: object): Promise<string> {
  const file = new File([JSON.stringify(page)], 'page.json', { type: 'application/vnd.sitethread.page+json' });
  return (await worker.client.files.create({ purpose: 'assistants', file })).id;
}

describe('attachments', () => {
  const search = [{ type: 'file_search' }] as const;
  const interpret = [{ type: 'code_interpreter' }] as const;

  async function attach(
    thread: string,
    attachments: readonly {
      readonly file_id: string;
      readonly tools: readonly { readonly type: 'file_search' | 'code_interpreter' }[];
    }[],
  ) {
    await worker.threads.messages.create(thread, {
      role: 'user',
      content: 'Look at this.',
      attachments: attachments.map(({ file_id, tools }) => ({ file_id, tools: [...tools] })),
    });
    await settle();
    return (await worker.threads.retrieve(thread)).tool_resources;
  }

  async function storeOf(thread: string): Promise<string> {
    const { tool_resources } = await worker.threads.retrieve(thread);
    return tool_resources?.file_search?.vector_store_ids?.[0] ?? '';
  }

  it('to search make the thread a store that ends a week after its last use', async () => {
    const thread = await worker.threads.create();
    const first = await worker.client.files.create({ purpose: 'assistants', file: words() });
    const second = await worker.client.files.create({ purpose: 'assistants', file: words() });
    await attach(thread.id, [{ file_id: first.id, tools: search }]);
    const store = await storeOf(thread.id);
    await attach(thread.id, [
      { file_id: second.id, tools: search },
      { file_id: first.id, tools: search },
    ]);
    expect(await storeOf(thread.id)).toBe(store);
    expect(await worker.client.vectorStores.retrieve(store)).toMatchObject({
      expires_after: { anchor: 'last_active_at', days: 7 },
      file_counts: { completed: 2, total: 2 },
    });
  });

  it('for the code interpreter are listed once each, twenty at most', async () => {
    const files: string[] = [];
    for (let count = 0; count < 21; count += 1)
      files.push((await worker.client.files.create({ purpose: 'assistants', file: words() })).id);
    const thread = await worker.threads.create();
    const twenty = files.slice(0, 20).map((file_id) => ({ file_id, tools: interpret }));
    await attach(thread.id, twenty.slice(0, 5));
    expect(await attach(thread.id, twenty)).toEqual({ code_interpreter: { file_ids: files.slice(0, 20) } });
    await expect(attach(thread.id, [{ file_id: files[20] ?? '', tools: interpret }])).rejects.toThrow(
      'Expected an array with maximum length 20, but got an array with length 21 instead.',
    );
    expect((await worker.threads.messages.list(thread.id)).data).toHaveLength(2);
  });

  it('that do not exist are refused, and the message is not added', async () => {
    const thread = await worker.threads.create();
    await expect(attach(thread.id, [{ file_id: 'file-x', tools: search }])).rejects.toMatchObject({
      status: 404,
      message: "404 No file found with id 'file-x'.",
    });
    expect((await worker.threads.messages.list(thread.id)).data).toEqual([]);
    expect((await worker.threads.retrieve(thread.id)).tool_resources).toBeNull();
  });

  it('are taken although a page that the thread had has reached its end', async () => {
    const content = JSON.stringify(snapshot('https://a.test/', 'The harbour opens at dawn.'));
    const page = await worker.client.files.create({
      purpose: 'assistants',
      file: new File([content], 'page.json', { type: 'application/vnd.sitethread.page+json' }),
      expires_after: { anchor: 'created_at', seconds: 3_600 },
    });
    const thread = await worker.threads.create();
    await attach(thread.id, [{ file_id: page.id, tools: search }]);
    await worker.client.vectorStores.delete(await storeOf(thread.id));
    world.clock.advance(3_600_000);
    const other = await worker.client.files.create({ purpose: 'assistants', file: words() });
    await attach(thread.id, [{ file_id: other.id, tools: search }]);
    const { data } = await worker.client.vectorStores.files.list(await storeOf(thread.id));
    expect(data.map(({ id }) => id)).toEqual([other.id]);
  });

  it('that are pages are searched by their passages at once, and their store stays', async () => {
    const thread = await worker.threads.create();
    const page = await uploadPage(snapshot('https://a.test/', 'The harbour opens at dawn.'));
    await attach(thread.id, [{ file_id: page, tools: search }]);
    const id = await storeOf(thread.id);
    expect((await worker.client.vectorStores.retrieve(id)).expires_at).toBeNull();
    expect(await worker.client.vectorStores.files.retrieve(page, { vector_store_id: id })).toMatchObject({
      status: 'completed',
      chunking_strategy: { type: 'other' },
    });
    expect(await world.db.vector_store_chunks.count()).toBe(0);
    const { data } = await worker.client.vectorStores.search(id, { query: 'harbour' });
    expect(data[0]).toMatchObject({ file_id: page, content: [{ type: 'text', text: 'The harbour opens at dawn.' }] });
    const content = await worker.client.vectorStores.files.content(page, { vector_store_id: id });
    expect(content.data.map(({ text }) => text)).toEqual(['The harbour opens at dawn.', 'The end.']);
    const file = await worker.client.files.create({ purpose: 'assistants', file: words() });
    await attach(thread.id, [{ file_id: file.id, tools: search }]);
    expect((await worker.client.vectorStores.retrieve(id)).expires_at).toBeNull();
  });

  it('a newer capture of a page takes the place of the older one', async () => {
    const thread = await worker.threads.create();
    const older = await uploadPage(snapshot('https://a.test/', 'The harbour opens at dawn.'));
    const other = await uploadPage(snapshot('https://b.test/', 'Another page.'));
    const newer = await uploadPage(snapshot('https://a.test/', 'The harbour opens at noon.'));
    for (const file_id of [older, other, newer]) await attach(thread.id, [{ file_id, tools: search }]);
    const { data } = await worker.client.vectorStores.files.list(await storeOf(thread.id), { order: 'asc' });
    expect(data.map(({ id }) => id)).toEqual([other, newer]);
    const store = await worker.client.vectorStores.retrieve(await storeOf(thread.id));
    expect(store.file_counts).toMatchObject({ completed: 2, total: 2 });
  });

  it('a selection stays with its question', async () => {
    const thread = await worker.threads.create();
    const selection = await uploadPage(snapshot('https://a.test/', 'Marked words.', 'selection'));
    expect(await attach(thread.id, [{ file_id: selection, tools: search }])).toBeNull();
  });

  it('pages that a thread has from before it had a store come along', async () => {
    const thread = await worker.threads.create();
    const known = await uploadPage(snapshot('https://a.test/', 'The harbour opens at dawn.'));
    const row = await world.store.threads.get(thread.id);
    if (row === undefined) throw new Error('not stored');
    const pages = [
      { file_id: known, url: 'https://a.test/', passages: 2 },
      { file_id: 'file-deleted', url: 'https://c.test/', passages: 1 },
    ];
    await world.store.threads.put({ ...row, local: { ...row.local, pages } });
    const page = await uploadPage(snapshot('https://b.test/', 'Another page.'));
    await attach(thread.id, [{ file_id: page, tools: search }]);
    const { data } = await worker.client.vectorStores.files.list(await storeOf(thread.id), { order: 'asc' });
    expect(data.map(({ id }) => id)).toEqual([known, page]);
  });

  it('an expired store of the thread is replaced', async () => {
    const thread = await worker.threads.create();
    const file = await worker.client.files.create({ purpose: 'assistants', file: words() });
    await attach(thread.id, [{ file_id: file.id, tools: search }]);
    const first = await storeOf(thread.id);
    world.clock.advance(8 * 86_400_000);
    await attach(thread.id, [{ file_id: file.id, tools: search }]);
    const second = await storeOf(thread.id);
    expect(second).not.toBe(first);
    expect((await worker.client.vectorStores.retrieve(second)).file_counts.completed).toBe(1);
  });

  it('a page whose file is deleted can still be read about in the panel', async () => {
    const thread = await worker.threads.create();
    const page = await uploadPage(snapshot('https://a.test/', 'The harbour opens at dawn.'));
    await attach(thread.id, [{ file_id: page, tools: search }]);
    await worker.client.files.delete(page);
    const reads = createPanelReads(world.db);
    const rows = await new Promise<{ messages: readonly unknown[]; files: readonly unknown[] }>((resolve) => {
      reads.thread(thread.id)(resolve);
    });
    expect(rows.messages).toHaveLength(1);
    expect(rows.files).toEqual([]);
    expect(await reads.snapshot(page)).toBeUndefined();
    expect((await worker.client.vectorStores.files.list(await storeOf(thread.id))).data).toEqual([]);
    const run = await worker.threads.runs.create(thread.id, { assistant_id: 'asst_sitethread' });
    await settle();
    await worker.backend.words('An answer.');
    await worker.backend.stop();
    expect((await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).status).toBe('completed');
  });
});

describe('tool resources', () => {
  it('a store is made with an assistant, and stays', async () => {
    const file = await worker.client.files.create({ purpose: 'assistants', file: words() });
    const assistant = await worker.client.beta.assistants.create({
      model: 'm',
      tools: [{ type: 'file_search' }],
      tool_resources: { file_search: { vector_stores: [{ file_ids: [file.id], metadata: { a: 'b' } }] } },
    });
    await settle();
    const [id = ''] = assistant.tool_resources?.file_search?.vector_store_ids ?? [];
    expect(await worker.client.vectorStores.retrieve(id)).toMatchObject({
      metadata: { a: 'b' },
      expires_at: null,
      file_counts: { completed: 1, total: 1 },
    });
  });

  it('a store that is made with a thread ends a week after its last use', async () => {
    const file = await worker.client.files.create({ purpose: 'assistants', file: words() });
    const thread = await worker.threads.create({
      tool_resources: { file_search: { vector_stores: [{ file_ids: [file.id] }] } },
    });
    const [id = ''] = thread.tool_resources?.file_search?.vector_store_ids ?? [];
    const store = await worker.client.vectorStores.retrieve(id);
    expect(store.expires_at).toBe(store.created_at + 7 * 86_400);
  });

  it.each([
    ['a file', { code_interpreter: { file_ids: ['file-x'] } }, "404 No file found with id 'file-x'."],
    ['a store', { file_search: { vector_store_ids: ['vs_x'] } }, "404 No vector store found with id 'vs_x'."],
    [
      'a file of a new store',
      { file_search: { vector_stores: [{ file_ids: ['file-x'] }] } },
      "404 No file found with id 'file-x'.",
    ],
  ])('%s that does not exist is refused', async (_what, tool_resources, message) => {
    await expect(worker.threads.create({ tool_resources })).rejects.toMatchObject({ status: 404, message });
    await expect(worker.client.beta.assistants.create({ model: 'm', tool_resources })).rejects.toMatchObject({
      status: 404,
      message,
    });
    expect((await worker.client.vectorStores.list()).data).toEqual([]);
  });
});
