import { beforeEach, describe, expect, it } from 'vitest';
import { createWorld, settle, type Worker } from '../support/engine.ts';

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

async function upload(text: string, name: string): Promise<string> {
  return (await worker.client.files.create({ purpose: 'assistants', file: new File([text], name) })).id;
}

type Given = {
  readonly text: string;
  readonly name?: string;
  readonly attributes?: Record<string, string | number | boolean>;
};

/** A store whose files are indexed, and their ids in the order given. */
async function storeOf(given: readonly Given[]) {
  const files: { file_id: string; attributes: Record<string, string | number | boolean> }[] = [];
  for (const [index, { text, name = `${index}.txt`, attributes = {} }] of given.entries())
    files.push({ file_id: await upload(text, name), attributes });
  const { id } = await worker.client.vectorStores.create({});
  await worker.client.vectorStores.fileBatches.create(id, { files });
  while ((await worker.client.vectorStores.retrieve(id)).file_counts.in_progress > 0) await settle();
  return { id, files: files.map(({ file_id }) => file_id) };
}

const CITIES = ['Oslo', 'Lima', 'Quito', 'Cairo', 'Hanoi', 'Delhi', 'Tunis', 'Dakar', 'Perth', 'Turin'];
const TRADES = ['baker', 'cooper', 'glazier', 'tanner', 'weaver'];

describe('search', () => {
  it('finds the right file among fifty', async () => {
    const pairs = CITIES.flatMap((city) => TRADES.map((trade) => ({ city, trade })));
    const { id, files } = await storeOf(
      pairs.map(({ city, trade }) => ({
        text: `${'Every town has its customs. '.repeat(100)}\n\nThe ${trade} of ${city} works at night.\n\n${'Nothing else is known. '.repeat(100)}`,
      })),
    );
    for (const place of [3, 17, 42]) {
      const { city = '', trade = '' } = pairs[place] ?? {};
      const page = await worker.client.vectorStores.search(id, {
        query: `When does the ${trade} of ${city} work?`,
        max_num_results: 3,
      });
      expect(page.data[0]).toMatchObject({ file_id: files[place], filename: `${place}.txt`, attributes: {} });
      expect(page.data[0]?.content[0]?.text).toContain(`The ${trade} of ${city} works at night.`);
      expect(page.data).toHaveLength(3);
    }
  });

  it('answers in the published shape', async () => {
    const { id } = await storeOf([{ text: 'The harbour opens at dawn.' }]);
    const response = await worker.api.fetch(`https://sitethread.local/v1/vector_stores/${id}/search`, {
      method: 'POST',
      body: JSON.stringify({ query: 'harbour', rewrite_query: true, ranking_options: { ranker: 'auto' } }),
    });
    const page = await response.json();
    expect(page).toMatchObject({
      object: 'vector_store.search_results.page',
      search_query: ['harbour'],
      has_more: false,
      next_page: null,
    });
    expect(Object.keys(page.data[0]).sort()).toEqual(['attributes', 'content', 'file_id', 'filename', 'score']);
  });

  it('finds nothing where no word is shared', async () => {
    const { id } = await storeOf([{ text: 'The harbour opens at dawn.' }]);
    expect((await worker.client.vectorStores.search(id, { query: 'volcano' })).data).toEqual([]);
  });

  it('scores lie between 0 and 1 and fall from the first result on', async () => {
    const { id } = await storeOf(
      Array.from({ length: 8 }, (_, index) => ({
        text: `${'harbour '.repeat(index + 1)}${'something else '.repeat(20)}${index > 4 ? 'at dawn' : ''}`,
      })),
    );
    const { data } = await worker.client.vectorStores.search(id, { query: 'harbour dawn' });
    expect(data).toHaveLength(8);
    const scores = data.map(({ score }) => score);
    for (const score of scores) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThan(1);
    }
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
  });

  it('a threshold leaves out what is below it', async () => {
    const { id, files } = await storeOf([
      { text: 'The harbour of Oslo opens at dawn.' },
      { text: `Oslo. ${'Other words come here. '.repeat(50)}` },
    ]);
    const search = async (score_threshold: number) =>
      (
        await worker.client.vectorStores.search(id, {
          query: 'harbour Oslo dawn',
          ranking_options: { score_threshold },
        })
      ).data.map(({ file_id }) => file_id);
    expect(await search(0)).toEqual(files);
    expect(await search(0.5)).toEqual([files[0]]);
    expect(await search(1)).toEqual([]);
  });

  it('several queries are answered together', async () => {
    const { id, files } = await storeOf([
      { text: 'The harbour opens at dawn.' },
      { text: 'The volcano sleeps.' },
      { text: 'Nobody asks about this.' },
    ]);
    const page = await worker.client.vectorStores.search(id, { query: ['harbour', 'volcano'] });
    expect(new Set(page.data.map(({ file_id }) => file_id))).toEqual(new Set(files.slice(0, 2)));
  });

  it('a chunk that several queries find comes first', async () => {
    const { id, files } = await storeOf([
      { text: 'A harbour.' },
      { text: 'A volcano.' },
      { text: `A harbour below a volcano. ${'It is a long way to either of them. '.repeat(5)}` },
    ]);
    const page = await worker.client.vectorStores.search(id, { query: ['harbour', 'volcano'] });
    expect(page.data[0]?.file_id).toBe(files[2]);
  });

  it('headings above a chunk count', async () => {
    const filler = 'Some sentence that says very little about anything at all. '.repeat(12);
    const section = (city: string) => `## ${city}\n\n${`${filler}\n\n`.repeat(12)}`;
    const { id } = await storeOf([{ name: 'a.md', text: `# Guide\n\n${section('Oslo')}${section('Lima')}` }]);
    const { data } = await worker.client.vectorStores.search(id, { query: 'Lima', max_num_results: 50 });
    expect(data.length).toBeGreaterThan(2);
  });

  it('files that could not be read, and files that are being indexed, are not searched', async () => {
    const { id, files } = await storeOf([
      { text: 'harbour', name: 'a.pdf' },
      { text: 'harbour', name: 'b.txt' },
    ]);
    const found = await worker.client.vectorStores.search(id, { query: 'harbour' });
    expect(found.data.map(({ file_id }) => file_id)).toEqual([files[1]]);
  });
});

describe('a file whose time is over', () => {
  it('is not found, also before it is deleted', async () => {
    const file = await worker.client.files.create({
      purpose: 'assistants',
      file: new File(['The harbour opens at dawn.'], 'harbour.txt'),
      expires_after: { anchor: 'created_at', seconds: 3_600 },
    });
    const { id } = await worker.client.vectorStores.create({ file_ids: [file.id] });
    while ((await worker.client.vectorStores.retrieve(id)).file_counts.in_progress > 0) await settle();
    world.clock.advance(3_599_000);
    expect((await worker.client.vectorStores.search(id, { query: 'harbour' })).data).toHaveLength(1);
    world.clock.advance(1_000);
    expect((await worker.client.vectorStores.search(id, { query: 'harbour' })).data).toEqual([]);
    expect(await world.store.files.get(file.id)).toBeDefined();
  });
});

describe('filters', () => {
  const ATTRIBUTES = [
    { place: 'Oslo', year: 2024, open: true },
    { place: 'Lima', year: 2025, open: false },
    { place: 'Quito', year: 2026 },
    {},
  ];

  type Row = readonly [what: string, filters: unknown, places: readonly number[]];

  it.each<Row>([
    ['eq of a string', { type: 'eq', key: 'place', value: 'Oslo' }, [0]],
    ['eq of a boolean', { type: 'eq', key: 'open', value: false }, [1]],
    ['ne', { type: 'ne', key: 'place', value: 'Oslo' }, [1, 2, 3]],
    ['gt', { type: 'gt', key: 'year', value: 2025 }, [2]],
    ['gte', { type: 'gte', key: 'year', value: 2025 }, [1, 2]],
    ['lt', { type: 'lt', key: 'year', value: 2025 }, [0]],
    ['lte', { type: 'lte', key: 'year', value: 2025 }, [0, 1]],
    ['gt of a string', { type: 'gt', key: 'place', value: 'Lima' }, [0, 2]],
    ['a number against a string', { type: 'gt', key: 'place', value: 3 }, []],
    ['in', { type: 'in', key: 'place', value: ['Lima', 'Quito'] }, [1, 2]],
    ['nin', { type: 'nin', key: 'year', value: [2024, 2025] }, [2, 3]],
    [
      'and',
      {
        type: 'and',
        filters: [
          { type: 'gte', key: 'year', value: 2025 },
          { type: 'ne', key: 'place', value: 'Lima' },
        ],
      },
      [2],
    ],
    [
      'or with an and inside',
      {
        type: 'or',
        filters: [
          { type: 'eq', key: 'place', value: 'Oslo' },
          {
            type: 'and',
            filters: [
              { type: 'eq', key: 'year', value: 2026 },
              { type: 'eq', key: 'place', value: 'Quito' },
            ],
          },
        ],
      },
      [0, 2],
    ],
    ['no filter', undefined, [0, 1, 2, 3]],
  ])('%s', async (_what, filters, places) => {
    const { id, files } = await storeOf(ATTRIBUTES.map((attributes) => ({ text: 'harbour', attributes })));
    const response = await worker.api.fetch(`https://sitethread.local/v1/vector_stores/${id}/search`, {
      method: 'POST',
      body: JSON.stringify({ query: 'harbour', filters }),
    });
    const found: { data: { file_id: string }[] } = await response.json();
    expect(found.data.map(({ file_id }) => files.indexOf(file_id)).sort()).toEqual(places);
  });

  /** A filter that is `depth` filters deep, written out: building it as an object is no easier. */
  function nested(depth: number): string {
    const around = depth - 1;
    return `${'{"type":"and","filters":['.repeat(around)}{"type":"eq","key":"place","value":"Oslo"}${']}'.repeat(around)}`;
  }

  const searchWith = (id: string, filters: string) =>
    worker.api.fetch(`https://sitethread.local/v1/vector_stores/${id}/search`, {
      method: 'POST',
      body: `{"query":"harbour","filters":${filters}}`,
    });

  it('may be 32 deep', async () => {
    const { id } = await storeOf([{ text: 'harbour', attributes: { place: 'Oslo' } }, { text: 'harbour' }]);
    const response = await searchWith(id, nested(32));
    expect(response.status).toBe(200);
    expect((await response.json()).data).toHaveLength(1);
  });

  it.each([33, 1_000, 20_000])('are refused when they are %i deep', async (depth) => {
    const { id } = await worker.client.vectorStores.create({});
    const response = await searchWith(id, nested(depth));
    expect(response.status).toBe(400);
    expect((await response.json()).error).toMatchObject({
      message: "Invalid 'filters': nested too deep. Expected at most 32 levels.",
      type: 'invalid_request_error',
      param: 'filters',
      code: 'invalid_value',
    });
  });

  it('follow attributes that were changed', async () => {
    const { id, files } = await storeOf([{ text: 'harbour', attributes: { place: 'Oslo' } }]);
    const filters = { type: 'eq', key: 'place', value: 'Lima' } as const;
    expect((await worker.client.vectorStores.search(id, { query: 'harbour', filters })).data).toHaveLength(0);
    await worker.client.vectorStores.files.update(files[0] ?? '', {
      vector_store_id: id,
      attributes: { place: 'Lima' },
    });
    expect((await worker.client.vectorStores.search(id, { query: 'harbour', filters })).data).toHaveLength(1);
  });
});
