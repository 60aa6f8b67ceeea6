import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createWorld, settle, type Worker } from '../support/engine.ts';

const DAY = 86_400_000;
const AT_ONCE = { pollIntervalMs: 1 };

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

async function upload(text: string | Uint8Array<ArrayBuffer>, name = 'notes.txt'): Promise<string> {
  const file = await worker.client.files.create({ purpose: 'assistants', file: new File([text], name) });
  return file.id;
}

/** Waits until nothing of the store is being indexed. */
async function indexed({ client }: Worker, id: string): Promise<void> {
  while ((await client.vectorStores.retrieve(id)).file_counts.in_progress > 0) await settle();
}

async function storeWith(...files: readonly string[]) {
  const { id } = await worker.client.vectorStores.create({ file_ids: [...files] });
  await indexed(worker, id);
  return worker.client.vectorStores.retrieve(id);
}

async function uploads(count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => upload(`Text number ${index}.`, `${index}.txt`)));
}

describe('vector stores', () => {
  it('an empty store is complete at once', async () => {
    const store = await worker.client.vectorStores.create({ name: 'Mine', metadata: { a: 'b' } });
    expect(store).toMatchObject({
      object: 'vector_store',
      name: 'Mine',
      status: 'completed',
      usage_bytes: 0,
      expires_at: null,
      metadata: { a: 'b' },
      file_counts: { in_progress: 0, completed: 0, failed: 0, cancelled: 0, total: 0 },
    });
    expect(store.id).toMatch(/^vs_/);
    expect(store).not.toHaveProperty('local');
    expect(store).not.toHaveProperty('expires_after');
  });

  it('a store answers before its files are indexed, and adds up after', async () => {
    const files = [await upload('Some words.'), await upload('More words.'), await upload('%PDF', 'paper.pdf')];
    const created = await worker.client.vectorStores.create({ file_ids: files });
    expect(created).toMatchObject({ status: 'in_progress', file_counts: { in_progress: 3, total: 3 } });
    await indexed(worker, created.id);
    expect(await worker.client.vectorStores.retrieve(created.id)).toMatchObject({
      status: 'completed',
      usage_bytes: 22,
      file_counts: { in_progress: 0, completed: 2, failed: 1, cancelled: 0, total: 3 },
    });
  });

  it('an update changes what it is given and leaves the rest', async () => {
    const { id } = await worker.client.vectorStores.create({ name: 'Old', metadata: { a: 'b' } });
    const renamed = await worker.client.vectorStores.update(id, { name: 'New' });
    expect(renamed).toMatchObject({ name: 'New', metadata: { a: 'b' } });
    const expiring = await worker.client.vectorStores.update(id, {
      expires_after: { anchor: 'last_active_at', days: 1 },
    });
    expect(expiring.expires_at).toBe((expiring.last_active_at ?? 0) + 86_400);
    const staying = await worker.client.vectorStores.update(id, { expires_after: null, metadata: null });
    expect(staying).toMatchObject({ name: 'New', expires_at: null, metadata: {} });
    expect(staying.expires_after).toBeUndefined();
  });

  it('a deleted store is gone with what was in it, and its files stay', async () => {
    const file = await upload('Some words.');
    const store = await storeWith(file);
    expect(await worker.client.vectorStores.delete(store.id)).toEqual({
      id: store.id,
      object: 'vector_store.deleted',
      deleted: true,
    });
    await expect(worker.client.vectorStores.retrieve(store.id)).rejects.toThrow(
      `No vector store found with id '${store.id}'.`,
    );
    expect(await world.db.vector_store_chunks.count()).toBe(0);
    expect(await world.db.vector_store_files.count()).toBe(0);
    expect((await worker.client.files.retrieve(file)).id).toBe(file);
  });

  it('a store that is deleted while it is indexed leaves nothing behind', async () => {
    const { id } = await worker.client.vectorStores.create({ file_ids: await uploads(5) });
    await worker.client.vectorStores.delete(id);
    await settle();
    await settle();
    expect(await world.db.vector_store_files.count()).toBe(0);
    expect(await world.db.vector_store_chunks.count()).toBe(0);
  });

  it('stores are listed newest first, page by page', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push((await worker.client.vectorStores.create({})).id);
    const seen: string[] = [];
    for await (const store of worker.client.vectorStores.list({ limit: 2 })) seen.push(store.id);
    expect(seen).toEqual(ids.toReversed());
  });

  it('a store expires some days after its last use, and says so', async () => {
    const file = await upload('The harbour opens at dawn.');
    const { id } = await worker.client.vectorStores.create({
      file_ids: [file],
      expires_after: { anchor: 'last_active_at', days: 2 },
    });
    world.clock.advance(1.5 * DAY);
    await worker.client.vectorStores.search(id, { query: 'harbour' });
    world.clock.advance(1.5 * DAY);
    expect((await worker.client.vectorStores.retrieve(id)).status).toBe('completed');
    world.clock.advance(DAY);
    expect((await worker.client.vectorStores.retrieve(id)).status).toBe('expired');
    expect((await worker.client.vectorStores.list()).data[0]?.status).toBe('expired');
    for (const use of [
      () => worker.client.vectorStores.search(id, { query: 'harbour' }),
      () => worker.client.vectorStores.files.create(id, { file_id: file }),
      () => worker.client.vectorStores.fileBatches.create(id, { file_ids: [file] }),
    ])
      await expect(use()).rejects.toMatchObject({ status: 400, message: `400 Vector store ${id} has expired.` });
  });
});

describe('files in a store', () => {
  it('createAndPoll waits until the file can be searched', async () => {
    const store = await worker.client.vectorStores.create({});
    const file = await worker.client.vectorStores.files.createAndPoll(
      store.id,
      { file_id: await upload('Some words.'), attributes: { year: 2026 } },
      AT_ONCE,
    );
    expect(file).toMatchObject({
      object: 'vector_store.file',
      vector_store_id: store.id,
      status: 'completed',
      last_error: null,
      usage_bytes: 11,
      attributes: { year: 2026 },
      chunking_strategy: { type: 'static', static: { max_chunk_size_tokens: 800, chunk_overlap_tokens: 400 } },
    });
    expect(file).not.toHaveProperty('local');
  });

  it('uploadAndPoll uploads and indexes', async () => {
    const store = await worker.client.vectorStores.create({});
    const file = await worker.client.vectorStores.files.uploadAndPoll(
      store.id,
      new File(['Some words.'], 'a.md'),
      AT_ONCE,
    );
    expect(file.status).toBe('completed');
  });

  const latin = Uint8Array.of(0x63, 0x61, 0x66, 0xe9);
  const utf16 = Uint8Array.of(0xff, 0xfe, 0x68, 0, 0x69, 0);
  it.each([
    ['text in UTF-8', 'a.txt', 'Grüße', 'completed', undefined, undefined],
    ['text in UTF-16', 'a.txt', utf16, 'completed', undefined, undefined],
    ['code', 'a.py', 'print(1)', 'completed', undefined, undefined],
    ['an ending in capitals', 'A.MD', '# A', 'completed', undefined, undefined],
    [
      'a PDF',
      'a.pdf',
      '%PDF-1.7',
      'failed',
      'unsupported_file',
      'A file of the type .pdf cannot be searched here: only files of text can.',
    ],
    ['a Word document', 'a.docx', 'PK', 'failed', 'unsupported_file', undefined],
    ['an unknown ending', 'a.xyz', 'Words', 'failed', 'unsupported_file', undefined],
    [
      'no ending',
      'README',
      'Words',
      'failed',
      'unsupported_file',
      'A file without an ending cannot be searched here: only files of text can.',
    ],
    ['binary data that calls itself text', 'a.txt', 'a\0b', 'failed', 'unsupported_file', undefined],
    ['bytes in another encoding', 'a.txt', latin, 'failed', 'invalid_file', undefined],
    ['white space alone', 'a.txt', ' \n ', 'failed', 'invalid_file', undefined],
    [
      'more than five million tokens',
      'a.txt',
      '7'.repeat(5_000_001),
      'failed',
      'invalid_file',
      'The file is too large: it has more than 5000000 tokens.',
    ],
  ] as const)('%s is read as what it is', async (_what, name, content, status, code, message) => {
    const bytes = typeof content === 'string' ? content : Uint8Array.from(content);
    const store = await storeWith(await upload(bytes, name));
    const [file] = (await worker.client.vectorStores.files.list(store.id)).data;
    expect(file?.status).toBe(status);
    expect(file?.last_error?.code).toBe(code);
    if (message !== undefined) expect(file?.last_error?.message).toBe(message);
  });

  it('are listed by their status', async () => {
    const good = await upload('Some words.');
    const bad = await upload('%PDF', 'a.pdf');
    const { id } = await storeWith(good, bad);
    const listed = async (filter: 'completed' | 'failed' | 'in_progress') =>
      (await worker.client.vectorStores.files.list(id, { filter })).data.map((file) => file.id);
    expect(await listed('completed')).toEqual([good]);
    expect(await listed('failed')).toEqual([bad]);
    expect(await listed('in_progress')).toEqual([]);
  });

  it('are listed page by page in both directions', async () => {
    const files = await uploads(7);
    const { id } = await storeWith(...files);
    const seen: string[] = [];
    for await (const file of worker.client.vectorStores.files.list(id, { limit: 3, order: 'asc' })) seen.push(file.id);
    expect(seen).toEqual(files);
    const before = await worker.client.vectorStores.files.list(id, { order: 'asc', before: files[2] ?? '' });
    expect(before.data.map((file) => file.id)).toEqual(files.slice(0, 2));
  });

  it('attributes are replaced by an update', async () => {
    const file = await upload('Some words.');
    const { id } = await storeWith(file);
    const updated = await worker.client.vectorStores.files.update(file, {
      vector_store_id: id,
      attributes: { a: 1, b: true },
    });
    expect(updated.attributes).toEqual({ a: 1, b: true });
    expect(
      (await worker.client.vectorStores.files.update(file, { vector_store_id: id, attributes: null })).attributes,
    ).toEqual({});
  });

  it('a file taken out is not counted and not found any more, and stays a file', async () => {
    const file = await upload('The harbour opens at dawn.');
    const { id } = await storeWith(file, await upload('Nothing else.'));
    const gone = await worker.client.vectorStores.files.delete(file, { vector_store_id: id });
    expect(gone).toEqual({ id: file, object: 'vector_store.file.deleted', deleted: true });
    const store = await worker.client.vectorStores.retrieve(id);
    expect(store).toMatchObject({ usage_bytes: 13, file_counts: { completed: 1, total: 1 } });
    expect((await worker.client.vectorStores.search(id, { query: 'harbour' })).data).toEqual([]);
    expect((await worker.client.files.retrieve(file)).id).toBe(file);
  });

  it('a file that is added again is counted once and indexed anew', async () => {
    const file = await upload('The harbour opens at dawn. '.repeat(200));
    const { id } = await storeWith(file);
    const before = await world.store.vector_store_files.chunks(id, file);
    const again = await worker.client.vectorStores.files.createAndPoll(
      id,
      {
        file_id: file,
        chunking_strategy: { type: 'static', static: { max_chunk_size_tokens: 100, chunk_overlap_tokens: 0 } },
      },
      AT_ONCE,
    );
    expect(again.status).toBe('completed');
    const store = await worker.client.vectorStores.retrieve(id);
    expect(store.file_counts).toMatchObject({ completed: 1, total: 1 });
    expect(store.usage_bytes).toBe(again.usage_bytes);
    expect((await world.store.vector_store_files.chunks(id, file)).length).toBeGreaterThan(before.length);
  });

  it('a file that is added again while it is being read ends as it was added last', async () => {
    const file_id = await upload('The harbour opens at dawn. '.repeat(200));
    const chunking_strategy = {
      type: 'static',
      static: { max_chunk_size_tokens: 100, chunk_overlap_tokens: 0 },
    } as const;
    for (let turns = 0; turns < 12; turns += 1) {
      const { id } = await worker.client.vectorStores.create({ file_ids: [file_id] });
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await worker.client.vectorStores.files.create(id, { file_id, chunking_strategy });
      await indexed(worker, id);
      expect((await world.store.vector_store_files.chunks(id, file_id)).length).toBeGreaterThan(10);
    }
  });

  it.each([
    ['blocks on lines of their own', '<div>One</div><p>Two<br>Three</p>', 'One\n\nTwo\nThree'],
    ['headings with number signs', '<H2 class="a">Two <i>words</i></H2>Text', '## Two words\n\nText'],
    ['cells parted by tabs', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a\tb\n\nc'],
    ['white space as one space', '<p>a\n   b\t c</p>', 'a b c'],
    ['no scripts, whatever they hold', '<script>"<p>no</p>"</script>yes<SCRIPT>no</SCRIPT >', 'yes'],
    ['no styles and no comments', '<style>p{}</style>a<!-- <p>b</p> -->c', 'ac'],
    ['a bracket inside a value', '<a title="1 > 0" href=\'x>y\'>link</a> on', 'link on'],
    ['an apostrophe in a value without quotes', "<p title=it's>text</p>", 'text'],
    ['a sign that opens no tag', 'a < b and 1<2', 'a < b and 1<2'],
    [
      'entities, once',
      '&lt;b&gt; &amp;lt; &#x41;&#66; &eacute;&unknown; &valueOf;',
      '<b> &lt; AB é&unknown; &valueOf;',
    ],
    ['a document that ends inside a tag', 'text<p title="x', 'text'],
    ['a script that never ends', 'text<script>steal()', 'text'],
  ])('a file of HTML is read as text: %s', async (_what, html, text) => {
    const file = await upload(html, 'a.html');
    const { id } = await storeWith(file);
    const content = await worker.client.vectorStores.files.content(file, { vector_store_id: id });
    expect(content.data[0]?.text).toBe(text);
  });

  it('the content is the text that was indexed', async () => {
    const html =
      '<html><head><title>T</title><style>p{}</style></head><body><h1>Opening&nbsp;hours</h1><p>From <b>nine</b>' +
      '<script>if (1 < 2) steal();</script> to five &amp; later, if a < b.</p><!-- not this --></body></html>';
    const file = await upload(html, 'page.html');
    const { id } = await storeWith(file);
    const content = await worker.client.vectorStores.files.content(file, { vector_store_id: id });
    expect(content.data).toEqual([
      { type: 'text', text: 'T\n\n# Opening hours\n\nFrom nine to five & later, if a < b.' },
    ]);
  });
});

describe('file batches', () => {
  it('createAndPoll waits for all files', async () => {
    const store = await worker.client.vectorStores.create({});
    const batch = await worker.client.vectorStores.fileBatches.createAndPoll(
      store.id,
      { file_ids: [...(await uploads(4)), await upload('%PDF', 'a.pdf')] },
      AT_ONCE,
    );
    expect(batch).toMatchObject({
      object: 'vector_store.files_batch',
      status: 'completed',
      file_counts: { in_progress: 0, completed: 4, failed: 1, cancelled: 0, total: 5 },
    });
    expect((await worker.client.vectorStores.retrieve(store.id)).file_counts).toEqual(batch.file_counts);
  });

  it('uploadAndPoll uploads and indexes', async () => {
    const store = await worker.client.vectorStores.create({});
    const files = ['a.txt', 'b.txt'].map((name) => new File(['Some words.'], name));
    const batch = await worker.client.vectorStores.fileBatches.uploadAndPoll(store.id, { files }, AT_ONCE);
    expect(batch.file_counts.completed).toBe(2);
  });

  it('each file may have attributes and a strategy of its own', async () => {
    const store = await worker.client.vectorStores.create({});
    const [first = '', second = ''] = await uploads(2);
    const chunking_strategy = {
      type: 'static',
      static: { max_chunk_size_tokens: 100, chunk_overlap_tokens: 50 },
    } as const;
    const batch = await worker.client.vectorStores.fileBatches.createAndPoll(
      store.id,
      { files: [{ file_id: first, attributes: { place: 'here' }, chunking_strategy }, { file_id: second }] },
      AT_ONCE,
    );
    const { data } = await worker.client.vectorStores.fileBatches.listFiles(batch.id, {
      vector_store_id: store.id,
      order: 'asc',
    });
    expect(data.map((file) => file.attributes)).toEqual([{ place: 'here' }, {}]);
    expect(data[0]?.chunking_strategy).toEqual(chunking_strategy);
  });

  it('the files of a batch are its own', async () => {
    const { id } = await storeWith(...(await uploads(3)));
    const added = await uploads(2);
    const batch = await worker.client.vectorStores.fileBatches.createAndPoll(id, { file_ids: added }, AT_ONCE);
    const listed = await worker.client.vectorStores.fileBatches.listFiles(batch.id, {
      vector_store_id: id,
      order: 'asc',
      filter: 'completed',
    });
    expect(listed.data.map((file) => file.id)).toEqual(added);
  });

  it('a batch fails when none of its files can be read', async () => {
    const store = await worker.client.vectorStores.create({});
    const batch = await worker.client.vectorStores.fileBatches.createAndPoll(
      store.id,
      { file_ids: [await upload('%PDF', 'a.pdf')] },
      AT_ONCE,
    );
    expect(batch.status).toBe('failed');
  });

  it('what is not indexed when a batch is cancelled is left', async () => {
    const store = await worker.client.vectorStores.create({});
    const batch = await worker.client.vectorStores.fileBatches.create(store.id, { file_ids: await uploads(20) });
    const cancelled = await worker.client.vectorStores.fileBatches.cancel(batch.id, { vector_store_id: store.id });
    expect(cancelled.status).toBe('cancelled');
    expect(cancelled.file_counts.cancelled).toBeGreaterThan(0);
    expect(cancelled.file_counts.in_progress).toBe(0);
    await settle();
    const after = await worker.client.vectorStores.fileBatches.retrieve(batch.id, { vector_store_id: store.id });
    expect(after).toEqual(cancelled);
    const { status, file_counts } = await worker.client.vectorStores.retrieve(store.id);
    expect({ status, file_counts }).toEqual({ status: 'completed', file_counts: cancelled.file_counts });
  });
});

describe('a worker that is killed while it indexes', () => {
  it.each([0, 1, 2, 3, 5, 9, 17])('leaves its files to the next one, after %i more writes', async (writes) => {
    const { id } = await worker.client.vectorStores.create({ file_ids: await uploads(6) });
    worker.life.endAfter(writes);
    await settle();
    await settle();
    worker.kill();
    // What is not whole is not there: the sums of what the dead worker left add up.
    const left = await world.store.vector_stores.get(id);
    expect(left?.file_counts.completed).toBe(await world.db.vector_store_chunks.count());
    expect(left?.usage_bytes).toBe((left?.file_counts.completed ?? 0) * 'Text number 0.'.length);
    const next = world.startWorker();
    await next.engine.reconcile();
    await settle();
    // The killed worker's lock may have been seen for a moment.
    world.clock.advance(10_000);
    await indexed(next, id);
    const store = await next.client.vectorStores.retrieve(id);
    expect(store).toMatchObject({
      status: 'completed',
      usage_bytes: 6 * 'Text number 0.'.length,
      file_counts: { in_progress: 0, completed: 6, failed: 0, total: 6 },
    });
    const found = await next.client.vectorStores.search(id, { query: 'number text', max_num_results: 50 });
    expect(new Set(found.data.map((result) => result.file_id)).size).toBe(6);
    expect(await world.db.vector_store_chunks.count()).toBe(6);
  });
});

describe('a full disk', () => {
  const quotaExceeded = () => new DOMException('No room left.', 'QuotaExceededError');

  it('a file whose chunks do not fit fails, and the others are indexed', async () => {
    vi.spyOn(world.db.vector_store_chunks, 'put').mockRejectedValueOnce(quotaExceeded());
    const store = await storeWith(...(await uploads(3)));
    expect(store.file_counts).toMatchObject({ completed: 2, failed: 1, total: 3 });
    const failed = await worker.client.vectorStores.files.list(store.id, { filter: 'failed' });
    expect(failed.data[0]?.last_error).toEqual({ code: 'server_error', message: 'The file could not be indexed.' });
  });

  it('when nothing can be written the files wait until something can', async () => {
    const { id } = await worker.client.vectorStores.create({});
    const [file_id = ''] = await uploads(1);
    const put = world.db.vector_store_files.put.bind(world.db.vector_store_files);
    let isFull = true;
    vi.spyOn(world.db.vector_store_files, 'put').mockImplementation((row) =>
      isFull && row.status !== 'in_progress' ? (Promise.reject(quotaExceeded()) as ReturnType<typeof put>) : put(row),
    );
    await worker.client.vectorStores.files.create(id, { file_id });
    await settle();
    expect((await worker.client.vectorStores.retrieve(id)).status).toBe('in_progress');
    isFull = false;
    await worker.engine.reconcile();
    await indexed(worker, id);
    expect((await worker.client.vectorStores.retrieve(id)).file_counts).toMatchObject({ completed: 1, total: 1 });
  });
});
