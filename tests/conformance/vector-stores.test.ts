import { describe, expect, it } from 'vitest';
import { type Answer, useWorld } from './world.ts';

const world = useWorld();

async function upload(text: string | Uint8Array<ArrayBuffer>, name: string): Promise<string> {
  const file = new File([text], name);
  return (await world.worker.client.files.create({ purpose: 'assistants', file })).id;
}

/** Indexing is done by the time this resolves. */
async function store(body: object = {}): Promise<string> {
  const { id = '' } = (await world.call('POST', '/vector_stores', body)).body;
  await world.indexed(id);
  return id;
}

function counts(given: object) {
  return { in_progress: 0, completed: 0, failed: 0, cancelled: 0, total: 0, ...given };
}

it('a store without files is completed at once and never expires', async () => {
  const { body } = await world.call('POST', '/vector_stores', { name: 'Notes' });
  expect(body).toMatchObject({
    object: 'vector_store',
    name: 'Notes',
    status: 'completed',
    usage_bytes: 0,
    file_counts: counts({}),
  });
  expect(body.id).toMatch(/^vs_/);
  expect(body['expires_at'] ?? null).toBeNull();
});

it('files are in progress first and completed then, and the counts add up all the time', async () => {
  const file_ids = await Promise.all(['a', 'b', 'c'].map((name) => upload(`Words of ${name}.`, `${name}.txt`)));
  const { body } = await world.call('POST', '/vector_stores', { file_ids });
  expect(body).toMatchObject({ status: 'in_progress', file_counts: counts({ in_progress: 3, total: 3 }) });
  await world.indexed(body.id ?? '');
  const after = (await world.call('GET', `/vector_stores/${body.id}`)).body;
  expect(after).toMatchObject({ status: 'completed', file_counts: counts({ completed: 3, total: 3 }) });
  expect(after['usage_bytes']).toBeGreaterThan(0);
});

it('a file that is no text fails alone, and says why', async () => {
  const good = await upload('Words.', 'good.txt');
  const bad = await upload(Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0, 1, 2), 'bad.pdf');
  const id = await store({ file_ids: [good, bad] });
  expect((await world.call('GET', `/vector_stores/${id}`)).body).toMatchObject({
    status: 'completed',
    file_counts: counts({ completed: 1, failed: 1, total: 2 }),
  });
  expect((await world.call('GET', `/vector_stores/${id}/files/${bad}`)).body).toMatchObject({
    status: 'failed',
    last_error: { code: 'unsupported_file', message: expect.any(String) },
  });
});

describe('a file in a store', () => {
  it('shows how it was cut up', async () => {
    const id = await store();
    const file_id = await upload('Words.', 'a.txt');
    const { body } = await world.call('POST', `/vector_stores/${id}/files`, {
      file_id,
      attributes: { year: 2024, draft: false },
    });
    expect(body).toMatchObject({
      id: file_id,
      object: 'vector_store.file',
      vector_store_id: id,
      status: 'in_progress',
      chunking_strategy: { type: 'static', static: { max_chunk_size_tokens: 800, chunk_overlap_tokens: 400 } },
      attributes: { year: 2024, draft: false },
    });
  });

  it('takes other attributes in place of those it has', async () => {
    const file_id = await upload('Words.', 'a.txt');
    const id = await store({ file_ids: [file_id] });
    const path = `/vector_stores/${id}/files/${file_id}`;
    expect((await world.call('POST', path, { attributes: { a: 'b' } })).body).toMatchObject({ attributes: { a: 'b' } });
    expect((await world.call('GET', path)).body).toMatchObject({ attributes: { a: 'b' }, status: 'completed' });
    expect((await world.call('POST', path, {})).body.error).toMatchObject({ param: 'attributes' });
  });

  it('is listed by its status', async () => {
    const good = await upload('Words.', 'good.txt');
    const bad = await upload(Uint8Array.of(0, 1, 2, 3), 'bad.bin');
    const id = await store({ file_ids: [good, bad] });
    const ids = async (filter: string) =>
      ((await world.call('GET', `/vector_stores/${id}/files?filter=${filter}`)).body['data'] as { id: string }[]).map(
        (one) => one.id,
      );
    expect([await ids('completed'), await ids('failed'), await ids('in_progress')]).toEqual([[good], [bad], []]);
  });

  it('gives its text', async () => {
    const file_id = await upload('The harbour closes at dusk.', 'a.txt');
    const id = await store({ file_ids: [file_id] });
    const { body } = await world.call('GET', `/vector_stores/${id}/files/${file_id}/content`);
    expect(body).toMatchObject({
      object: 'vector_store.file_content.page',
      data: [{ type: 'text', text: 'The harbour closes at dusk.' }],
    });
  });

  it('is taken out, and stays a file', async () => {
    const file_id = await upload('Words.', 'a.txt');
    const id = await store({ file_ids: [file_id] });
    const path = `/vector_stores/${id}/files/${file_id}`;
    expect((await world.call('DELETE', path)).body).toEqual({
      id: file_id,
      object: 'vector_store.file.deleted',
      deleted: true,
    });
    expect((await world.call('GET', path)).status).toBe(404);
    expect((await world.call('GET', `/files/${file_id}`)).status).toBe(200);
    expect((await world.call('GET', `/vector_stores/${id}`)).body).toMatchObject({
      usage_bytes: 0,
      file_counts: counts({}),
    });
  });

  it('is gone when its file is deleted', async () => {
    const file_id = await upload('The harbour closes at dusk.', 'a.txt');
    const id = await store({ file_ids: [file_id] });
    await world.call('DELETE', `/files/${file_id}`);
    expect((await world.call('GET', `/vector_stores/${id}/files/${file_id}`)).status).toBe(404);
    expect((await world.call('GET', `/vector_stores/${id}`)).body).toMatchObject({ file_counts: counts({}) });
    expect((await search(id, { query: 'harbour' })).body['data']).toEqual([]);
  });
});

function search(id: string, body: object): Promise<Answer> {
  return world.call('POST', `/vector_stores/${id}/search`, body);
}

describe('a search', () => {
  const TEXTS = [
    ['harbour.txt', 'The harbour closes at dusk and opens before the fishermen come.'],
    ['tea.txt', 'Green tea is steeped for two minutes in water that does not boil.'],
    ['bees.txt', 'A hive of bees keeps its brood at thirty-five degrees.'],
  ] as const;

  async function filled(): Promise<{ id: string; files: string[] }> {
    const files = await Promise.all(TEXTS.map(([name, text]) => upload(text, name)));
    const id = await store();
    for (const [index, file_id] of files.entries())
      await world.call('POST', `/vector_stores/${id}/files`, {
        file_id,
        attributes: { number: index, kind: index === 0 ? 'place' : 'thing' },
      });
    await world.indexed(id);
    return { id, files };
  }

  it.each([
    ['when does the harbour close', 'harbour.txt'],
    ['steeping green tea', 'tea.txt'],
    ['temperature of a bee brood', 'bees.txt'],
  ])('for "%s" finds %s first', async (query, filename) => {
    const { id } = await filled();
    const { body } = await search(id, { query });
    expect(body).toMatchObject({
      object: 'vector_store.search_results.page',
      search_query: [query],
      has_more: false,
      next_page: null,
    });
    expect((body['data'] as unknown[])[0]).toMatchObject({ filename, content: [{ type: 'text' }] });
  });

  it('is sorted by its score', async () => {
    const { id } = await filled();
    const found = (await search(id, { query: 'harbour tea bees' })).body['data'] as { score: number }[];
    const scores = found.map(({ score }) => score);
    expect(found.length).toBe(3);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('takes several queries at once', async () => {
    const { id } = await filled();
    const { body } = await search(id, { query: ['harbour', 'brood'] });
    expect(body['search_query']).toEqual(['harbour', 'brood']);
    expect((body['data'] as { filename: string }[]).map(({ filename }) => filename).sort()).toEqual([
      'bees.txt',
      'harbour.txt',
    ]);
  });

  it('gives at most as many results as it is asked for', async () => {
    const { id } = await filled();
    expect((await search(id, { query: 'harbour tea bees', max_num_results: 1 })).body['data']).toHaveLength(1);
  });

  type Filter = readonly [name: string, filters: object, places: readonly number[]];

  const FILTERS: readonly Filter[] = [
    ['eq', { type: 'eq', key: 'kind', value: 'place' }, [0]],
    ['ne', { type: 'ne', key: 'kind', value: 'place' }, [1, 2]],
    ['gt', { type: 'gt', key: 'number', value: 1 }, [2]],
    ['gte', { type: 'gte', key: 'number', value: 1 }, [1, 2]],
    ['lt', { type: 'lt', key: 'number', value: 1 }, [0]],
    ['lte', { type: 'lte', key: 'number', value: 1 }, [0, 1]],
    ['in', { type: 'in', key: 'number', value: [0, 2] }, [0, 2]],
    ['nin', { type: 'nin', key: 'number', value: [0, 2] }, [1]],
    [
      'and',
      {
        type: 'and',
        filters: [
          { type: 'eq', key: 'kind', value: 'thing' },
          { type: 'gt', key: 'number', value: 1 },
        ],
      },
      [2],
    ],
    [
      'or',
      {
        type: 'or',
        filters: [
          { type: 'eq', key: 'number', value: 0 },
          { type: 'eq', key: 'number', value: 2 },
        ],
      },
      [0, 2],
    ],
    [
      'or inside and',
      {
        type: 'and',
        filters: [
          { type: 'ne', key: 'number', value: 1 },
          {
            type: 'or',
            filters: [
              { type: 'eq', key: 'number', value: 1 },
              { type: 'eq', key: 'number', value: 2 },
            ],
          },
        ],
      },
      [2],
    ],
    ['an attribute that no file has', { type: 'eq', key: 'colour', value: 'red' }, []],
  ];

  it.each(FILTERS)('looks only at the files that %s lets through', async (_name, filters, places) => {
    const { id, files } = await filled();
    const { status, body } = await search(id, { query: 'harbour tea bees', filters });
    expect(status).toBe(200);
    const found = (body['data'] as { file_id: string }[]).map(({ file_id }) => files.indexOf(file_id));
    expect(found.sort()).toEqual(places);
  });

  it.each([
    ['no query', {}, 'query'],
    ['too many results', { query: 'a', max_num_results: 51 }, 'max_num_results'],
    ['no results', { query: 'a', max_num_results: 0 }, 'max_num_results'],
    ['a score above one', { query: 'a', ranking_options: { score_threshold: 1.5 } }, 'ranking_options.score_threshold'],
    ['an unknown comparison', { query: 'a', filters: { type: 'like', key: 'a', value: 'b' } }, 'filters.type'],
  ])('with %s is refused', async (_name, body, param) => {
    const answer = await search(await store(), body);
    expect([answer.status, answer.body.error?.param]).toEqual([400, param]);
  });
});

describe('a batch', () => {
  it('counts its own files', async () => {
    const file_ids = await Promise.all(['a', 'b'].map((name) => upload(name, `${name}.txt`)));
    const id = await store({ file_ids: [await upload('other', 'other.txt')] });
    const { body } = await world.call('POST', `/vector_stores/${id}/file_batches`, { file_ids });
    expect(body).toMatchObject({
      object: 'vector_store.files_batch',
      vector_store_id: id,
      status: 'in_progress',
      file_counts: counts({ in_progress: 2, total: 2 }),
    });
    await world.indexed(id);
    const path = `/vector_stores/${id}/file_batches/${body.id}`;
    expect((await world.call('GET', path)).body).toMatchObject({
      status: 'completed',
      file_counts: counts({ completed: 2, total: 2 }),
    });
    const listed = (await world.call('GET', `${path}/files`)).body['data'] as { id: string }[];
    expect(listed.map((file) => file.id).sort()).toEqual(file_ids.toSorted());
  });

  it('gives each file its own attributes', async () => {
    const [one = '', other = ''] = await Promise.all(['a', 'b'].map((name) => upload(name, `${name}.txt`)));
    const id = await store();
    const files = [
      { file_id: one, attributes: { n: 1 } },
      { file_id: other, attributes: { n: 2 } },
    ];
    expect((await world.call('POST', `/vector_stores/${id}/file_batches`, { files })).status).toBe(200);
    await world.indexed(id);
    expect((await world.call('GET', `/vector_stores/${id}/files/${other}`)).body).toMatchObject({
      attributes: { n: 2 },
    });
  });

  it('that is cancelled leaves what was not indexed', async () => {
    const file_ids = await Promise.all(Array.from({ length: 6 }, (_, index) => upload(`${index}`, `${index}.txt`)));
    const id = await store();
    const { body } = await world.call('POST', `/vector_stores/${id}/file_batches`, { file_ids });
    await world.call('POST', `/vector_stores/${id}/file_batches/${body.id}/cancel`);
    await world.indexed(id);
    const after = (await world.call('GET', `/vector_stores/${id}/file_batches/${body.id}`)).body as {
      file_counts: Record<string, number>;
    };
    expect(after.file_counts['in_progress']).toBe(0);
    expect((after.file_counts['cancelled'] ?? 0) + (after.file_counts['completed'] ?? 0)).toBe(6);
  });

  it('with neither files nor ids is refused', async () => {
    expect((await world.call('POST', `/vector_stores/${await store()}/file_batches`, {})).status).toBe(400);
  });
});

describe('a store that expires', () => {
  const DAY = 86_400;

  async function expiring(days: number): Promise<string> {
    return store({
      file_ids: [await upload('The harbour.', 'a.txt')],
      expires_after: { anchor: 'last_active_at', days },
    });
  }

  it('is expired when its days have passed since its last use', async () => {
    const id = await expiring(1);
    const { body } = await world.call('GET', `/vector_stores/${id}`);
    expect(body['expires_at']).toBe(Number(body['last_active_at']) + DAY);
    await world.pass(DAY - 1);
    expect((await world.call('GET', `/vector_stores/${id}`)).body).toMatchObject({ status: 'completed' });
    await world.pass(1);
    expect((await world.call('GET', `/vector_stores/${id}`)).body).toMatchObject({ status: 'expired' });
  });

  it('lives on when it is searched', async () => {
    const id = await expiring(1);
    await world.pass(DAY / 2);
    await search(id, { query: 'harbour' });
    await world.pass(DAY / 2 + 1);
    expect((await world.call('GET', `/vector_stores/${id}`)).body).toMatchObject({ status: 'completed' });
  });

  it('is not searched and takes no files when it has', async () => {
    const id = await expiring(1);
    const file_id = await upload('More.', 'b.txt');
    await world.pass(DAY);
    expect((await search(id, { query: 'harbour' })).status).toBe(400);
    expect((await world.call('POST', `/vector_stores/${id}/files`, { file_id })).status).toBe(400);
  });
});

it('an update changes the name and leaves the rest, and null takes it away', async () => {
  const id = await store({ name: 'Notes', metadata: { a: 'b' } });
  expect((await world.call('POST', `/vector_stores/${id}`, { name: 'Other' })).body).toMatchObject({
    name: 'Other',
    metadata: { a: 'b' },
  });
  expect((await world.call('POST', `/vector_stores/${id}`, { name: null })).body).toMatchObject({ name: '' });
});

it('indexing is taken up again by the next worker', async () => {
  const file_ids = await Promise.all(
    Array.from({ length: 4 }, (_, index) => upload(`Words ${index}.`, `${index}.txt`)),
  );
  const { id = '' } = (await world.call('POST', '/vector_stores', { file_ids })).body;
  await world.restart();
  await world.indexed(id);
  expect((await world.call('GET', `/vector_stores/${id}`)).body).toMatchObject({
    status: 'completed',
    file_counts: counts({ completed: 4, total: 4 }),
  });
});
