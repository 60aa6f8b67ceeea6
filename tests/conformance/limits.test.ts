import { beforeEach, describe, expect, it } from 'vitest';
import { useWorld } from './world.ts';

const world = useWorld();

let assistant_id = '';
let thread_id = '';

beforeEach(async () => {
  assistant_id = (await world.worker.client.beta.assistants.create({ model: 'a-model' })).id;
  thread_id = await world.thread();
});

type Row = [
  name: string,
  path: () => string,
  /** The body whose value is as large as allowed, or as small. */
  edge: () => unknown,
  /** One past it. */
  past: () => unknown,
  param: string,
  code: string,
  message?: string,
];

function pairs(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']));
}

function functions(count: number) {
  return Array.from({ length: count }, (_, index) => ({ type: 'function', function: { name: `f${index}` } }));
}

function aFunction(name: string) {
  return { model: 'a', tools: [{ type: 'function', function: { name } }] };
}

function search(file_search: object) {
  return { model: 'a', tools: [{ type: 'file_search', file_search }] };
}

const assistants = () => '/assistants';
const threads = () => '/threads';
const messages = () => `/threads/${thread_id}/messages`;
const runs = () => `/threads/${thread_id}/runs`;
const stores = () => '/vector_stores';

function of(key: string, value: unknown): () => unknown {
  return () => ({ model: 'a', [key]: value });
}

function ofRun(key: string, value: unknown): () => unknown {
  return () => ({ assistant_id, [key]: value });
}

function tooLong(name: string, most: number) {
  return `Invalid '${name}': string too long. Expected a string with maximum length ${most}, but got a string with length ${most + 1} instead.`;
}

const LIMITS: readonly Row[] = [
  [
    'the name of an assistant',
    assistants,
    of('name', 'n'.repeat(256)),
    of('name', 'n'.repeat(257)),
    'name',
    'string_above_max_length',
    tooLong('name', 256),
  ],
  [
    'the description of an assistant',
    assistants,
    of('description', 'n'.repeat(512)),
    of('description', 'n'.repeat(513)),
    'description',
    'string_above_max_length',
    tooLong('description', 512),
  ],
  [
    'the instructions of an assistant',
    assistants,
    of('instructions', 'n'.repeat(256_000)),
    of('instructions', 'n'.repeat(256_001)),
    'instructions',
    'string_above_max_length',
    tooLong('instructions', 256_000),
  ],
  [
    'the tools of an assistant',
    assistants,
    of('tools', functions(128)),
    of('tools', functions(129)),
    'tools',
    'array_above_max_length',
    "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length 129 instead.",
  ],
  [
    'a low temperature',
    assistants,
    of('temperature', 0),
    of('temperature', -0.1),
    'temperature',
    'decimal_below_min_value',
    "Invalid 'temperature': decimal below minimum value. Expected a value >= 0, but got -0.1 instead.",
  ],
  [
    'a high temperature',
    assistants,
    of('temperature', 2),
    of('temperature', 2.1),
    'temperature',
    'decimal_above_max_value',
    "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.1 instead.",
  ],
  ['a low top_p', assistants, of('top_p', 0), of('top_p', -0.5), 'top_p', 'decimal_below_min_value'],
  ['a high top_p', assistants, of('top_p', 1), of('top_p', 1.01), 'top_p', 'decimal_above_max_value'],
  [
    'the name of a function',
    assistants,
    () => aFunction('f'.repeat(64)),
    () => aFunction('f'.repeat(65)),
    'tools[0].function.name',
    'string_above_max_length',
    tooLong('tools[0].function.name', 64),
  ],
  [
    "the letters of a function's name",
    assistants,
    () => aFunction('A_z-09'),
    () => aFunction('a b'),
    'tools[0].function.name',
    'invalid_value',
    "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
  ],
  [
    'few results of a search',
    assistants,
    () => search({ max_num_results: 1 }),
    () => search({ max_num_results: 0 }),
    'tools[0].file_search.max_num_results',
    'integer_below_min_value',
  ],
  [
    'many results of a search',
    assistants,
    () => search({ max_num_results: 50 }),
    () => search({ max_num_results: 51 }),
    'tools[0].file_search.max_num_results',
    'integer_above_max_value',
  ],
  [
    'the score of a search',
    assistants,
    () => search({ ranking_options: { score_threshold: 1 } }),
    () => search({ ranking_options: { score_threshold: 1.1 } }),
    'tools[0].file_search.ranking_options.score_threshold',
    'decimal_above_max_value',
  ],
  [
    "the metadata's pairs",
    threads,
    of_('metadata', pairs(16)),
    of_('metadata', pairs(17)),
    'metadata',
    'object_above_max_properties',
    "Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got an object with 17 properties instead.",
  ],
  [
    'a value of the metadata',
    threads,
    of_('metadata', { k: 'v'.repeat(512) }),
    of_('metadata', { k: 'v'.repeat(513) }),
    'metadata.k',
    'string_above_max_length',
    tooLong('metadata.k', 512),
  ],
  [
    "a message's text",
    messages,
    () => said('x'.repeat(256_000)),
    () => said('x'.repeat(256_001)),
    'content',
    'string_above_max_length',
  ],
  [
    'a part of a message',
    messages,
    () => said([{ type: 'text', text: 'x'.repeat(256_000) }]),
    () => said([{ type: 'text', text: 'x'.repeat(256_001) }]),
    'content[0].text',
    'string_above_max_length',
  ],
  [
    'the prompt budget',
    runs,
    ofRun('max_prompt_tokens', 256),
    ofRun('max_prompt_tokens', 255),
    'max_prompt_tokens',
    'integer_below_min_value',
    "Invalid 'max_prompt_tokens': integer below minimum value. Expected a value >= 256, but got 255 instead.",
  ],
  [
    'the completion budget',
    runs,
    ofRun('max_completion_tokens', 256),
    ofRun('max_completion_tokens', 255),
    'max_completion_tokens',
    'integer_below_min_value',
    "Invalid 'max_completion_tokens': integer below minimum value. Expected a value >= 256, but got 255 instead.",
  ],
  [
    'the tools of a run',
    runs,
    ofRun('tools', functions(20)),
    ofRun('tools', functions(21)),
    'tools',
    'array_above_max_length',
  ],
  [
    'the temperature of a run',
    runs,
    ofRun('temperature', 2),
    ofRun('temperature', 2.5),
    'temperature',
    'decimal_above_max_value',
  ],
  ['the top_p of a run', runs, ofRun('top_p', 1), ofRun('top_p', 1.5), 'top_p', 'decimal_above_max_value'],
  [
    'the messages that are kept',
    runs,
    ofRun('truncation_strategy', { type: 'last_messages', last_messages: 1 }),
    ofRun('truncation_strategy', { type: 'last_messages', last_messages: 0 }),
    'truncation_strategy.last_messages',
    'integer_below_min_value',
  ],
  [
    'a short life of a store',
    stores,
    () => expiring(1),
    () => expiring(0),
    'expires_after.days',
    'integer_below_min_value',
  ],
  [
    'a long life of a store',
    stores,
    () => expiring(365),
    () => expiring(366),
    'expires_after.days',
    'integer_above_max_value',
  ],
];

function of_(key: string, value: unknown): () => unknown {
  return () => ({ [key]: value });
}

function said(content: unknown) {
  return { role: 'user', content };
}

function expiring(days: number) {
  return { expires_after: { anchor: 'last_active_at', days } };
}

describe.each<Row>([...LIMITS])('%s', (_name, path, edge, past, param, code, message) => {
  it('is accepted at its limit', async () => {
    expect(await world.call('POST', path(), edge())).toMatchObject({ status: 200 });
  });

  it('is refused one past it', async () => {
    const { status, body } = await world.call('POST', path(), past());
    expect([status, body.error?.param, body.error?.code]).toEqual([400, param, code]);
    if (message !== undefined) expect(body.error?.message).toBe(message);
  });
});

it('a key of the metadata has at most 64 characters', async () => {
  expect((await world.call('POST', '/threads', { metadata: { ['k'.repeat(64)]: '' } })).status).toBe(200);
  const { status, body } = await world.call('POST', '/threads', { metadata: { ['k'.repeat(65)]: '' } });
  expect(status).toBe(400);
  expect(body.error?.message).toContain('maximum length 64');
});

it('an empty model is refused', async () => {
  const { status, body } = await world.call('POST', '/assistants', { model: '' });
  expect([status, body.error]).toMatchObject([
    400,
    {
      message:
        "Invalid 'model': string too short. Expected a string with minimum length 1, but got an empty string instead.",
      code: 'string_below_min_length',
    },
  ]);
});

it('characters are counted, not bytes', async () => {
  expect((await world.call('POST', '/assistants', { model: 'a', name: 'é'.repeat(256) })).status).toBe(200);
});

it('a chunk may be as large as 4096 tokens, and overlap by half', async () => {
  const strategy = (max_chunk_size_tokens: number, chunk_overlap_tokens: number) => ({
    chunking_strategy: { type: 'static', static: { max_chunk_size_tokens, chunk_overlap_tokens } },
  });
  const file = await world.worker.client.files.create({ purpose: 'assistants', file: new File(['a'], 'a.txt') });
  const create = async (body: object) =>
    (await world.call('POST', '/vector_stores', { file_ids: [file.id], ...body })).status;
  expect([await create(strategy(4096, 2048)), await create(strategy(100, 50)), await create(strategy(100, 0))]).toEqual(
    [200, 200, 200],
  );
  expect([await create(strategy(4097, 0)), await create(strategy(99, 0)), await create(strategy(200, 101))]).toEqual([
    400, 400, 400,
  ]);
});

it('a run has the tools of an assistant that has 128', async () => {
  const { id } = await world.worker.client.beta.assistants.create({ model: 'a', tools: functions(128) as [] });
  const run = await world.run(await world.ask({ assistant_id: id }));
  expect(run.tools).toHaveLength(128);
});

function ids(count: number): string[] {
  return Array.from({ length: count }, () => 'file-x');
}

function interpreted(count: number) {
  return { model: 'a', tool_resources: { code_interpreter: { file_ids: ids(count) } } };
}

type Many = readonly [name: string, path: () => Promise<string>, body: (count: number) => object, most: number];

const MANY: readonly Many[] = [
  ['the files of a code interpreter', async () => '/assistants', interpreted, 20],
  ['the files of a new store', async () => '/vector_stores', (count) => ({ file_ids: ids(count) }), 500],
  ['the files of a batch', batches, (count) => ({ file_ids: ids(count) }), 2000],
  [
    'the files of a batch that have something of their own',
    batches,
    (count) => ({ files: ids(count).map((file_id) => ({ file_id })) }),
    2000,
  ],
];

async function batches(): Promise<string> {
  return `/vector_stores/${(await world.worker.client.vectorStores.create({})).id}/file_batches`;
}

it.each(MANY)('%s: as many as allowed are looked for, one more is refused', async (_name, path, body, most) => {
  // Nothing is found, so that the request was understood.
  expect((await world.call('POST', await path(), body(most))).status).toBe(404);
  const answer = await world.call('POST', await path(), body(most + 1));
  expect([answer.status, answer.body.error?.code]).toEqual([400, 'array_above_max_length']);
});

it.each([
  ['16 pairs', pairs(16), 200],
  ['17 pairs', pairs(17), 400],
  ['a key of 64', { ['k'.repeat(64)]: 1 }, 200],
  ['a key of 65', { ['k'.repeat(65)]: 1 }, 400],
  ['a value of 512', { k: 'v'.repeat(512) }, 200],
  ['a value of 513', { k: 'v'.repeat(513) }, 400],
  ['a value that is a list', { k: [] }, 400],
])('the attributes of a file in a store: %s', async (_name, attributes, status) => {
  const { files, vectorStores } = world.worker.client;
  const file = await files.create({ purpose: 'assistants', file: new File(['a'], 'a.txt') });
  const store = await vectorStores.create({});
  const answer = await world.call('POST', `/vector_stores/${store.id}/files`, { file_id: file.id, attributes });
  expect(answer.status).toBe(status);
});
