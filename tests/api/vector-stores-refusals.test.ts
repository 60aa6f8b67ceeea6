import { beforeAll, expect, it } from 'vitest';
import { createWorld, type Worker } from '../support/engine.ts';

let worker: Worker;
let store: string;
let file: string;

beforeAll(async () => {
  worker = createWorld().startWorker();
  const words = new File(['Some words.'], 'a.txt');
  file = (await worker.client.files.create({ purpose: 'assistants', file: words })).id;
  store = (await worker.client.vectorStores.create({ file_ids: [file] })).id;
});

async function ask(method: string, path: string, body: unknown): Promise<Response> {
  return worker.api.fetch(`https://sitethread.local/v1${path.replace('STORE', store).replace('FILE', file)}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body).replaceAll('"FILE"', `"${file}"`) }),
  });
}

type Refusal = readonly [
  what: string,
  method: string,
  path: string,
  body: unknown,
  message: string,
  param: string | null,
  code: string | null,
];

const chunking = (max_chunk_size_tokens: unknown, chunk_overlap_tokens: unknown) => ({
  file_id: 'FILE',
  chunking_strategy: { type: 'static', static: { max_chunk_size_tokens, chunk_overlap_tokens } },
});
const SIZE = 'chunking_strategy.static.max_chunk_size_tokens';
const OVERLAP = 'chunking_strategy.static.chunk_overlap_tokens';
const pairs = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));
const ids = (count: number) => Array.from({ length: count }, () => 'FILE');

const REFUSED: readonly Refusal[] = [
  ['an unknown key', 'POST', '/vector_stores', { foo: 1 }, "Unknown parameter: 'foo'.", 'foo', 'unknown_parameter'],
  [
    'a name that is a number',
    'POST',
    '/vector_stores',
    { name: 1 },
    "Invalid type for 'name': expected a string, but got an integer instead.",
    'name',
    'invalid_type',
  ],
  [
    'too many files for a new store',
    'POST',
    '/vector_stores',
    { file_ids: ids(501) },
    "Invalid 'file_ids': array too long. Expected an array with maximum length 500, but got an array with length 501 instead.",
    'file_ids',
    'array_above_max_length',
  ],
  [
    'an expiry of no days',
    'POST',
    '/vector_stores',
    { expires_after: { anchor: 'last_active_at', days: 0 } },
    "Invalid 'expires_after.days': integer below minimum value. Expected a value >= 1, but got 0 instead.",
    'expires_after.days',
    'integer_below_min_value',
  ],
  [
    'an expiry after more than a year',
    'POST',
    '/vector_stores/STORE',
    { expires_after: { anchor: 'last_active_at', days: 366 } },
    "Invalid 'expires_after.days': integer above maximum value. Expected a value <= 365, but got 366 instead.",
    'expires_after.days',
    'integer_above_max_value',
  ],
  [
    'another anchor',
    'POST',
    '/vector_stores',
    { expires_after: { anchor: 'created_at', days: 1 } },
    "Invalid value: 'created_at'. Supported values are: 'last_active_at'.",
    'expires_after.anchor',
    'invalid_value',
  ],
  [
    'an expiry without days',
    'POST',
    '/vector_stores',
    { expires_after: { anchor: 'last_active_at' } },
    "Missing required parameter: 'expires_after.days'.",
    'expires_after.days',
    'missing_required_parameter',
  ],
  [
    'a change of the files of a store',
    'POST',
    '/vector_stores/STORE',
    { file_ids: [] },
    "Unknown parameter: 'file_ids'.",
    'file_ids',
    'unknown_parameter',
  ],
  [
    'a file without an id',
    'POST',
    '/vector_stores/STORE/files',
    {},
    "Missing required parameter: 'file_id'.",
    'file_id',
    'missing_required_parameter',
  ],
  [
    'chunks that are too small',
    'POST',
    '/vector_stores/STORE/files',
    chunking(99, 0),
    `Invalid '${SIZE}': integer below minimum value. Expected a value >= 100, but got 99 instead.`,
    SIZE,
    'integer_below_min_value',
  ],
  [
    'chunks that are too large',
    'POST',
    '/vector_stores/STORE/files',
    chunking(4097, 0),
    `Invalid '${SIZE}': integer above maximum value. Expected a value <= 4096, but got 4097 instead.`,
    SIZE,
    'integer_above_max_value',
  ],
  [
    'an overlap of more than half',
    'POST',
    '/vector_stores/STORE/files',
    chunking(100, 51),
    `Invalid '${OVERLAP}': integer above maximum value. Expected a value <= 50, but got 51 instead.`,
    OVERLAP,
    'integer_above_max_value',
  ],
  [
    'another strategy',
    'POST',
    '/vector_stores/STORE/files',
    { file_id: 'FILE', chunking_strategy: { type: 'other' } },
    "Invalid value: 'other'. Supported values are: 'auto' and 'static'.",
    'chunking_strategy.type',
    'invalid_value',
  ],
  [
    'too many attributes',
    'POST',
    '/vector_stores/STORE/files',
    { file_id: 'FILE', attributes: pairs(17) },
    "Invalid 'attributes': too many properties. Expected an object with at most 16 properties, but got an object with 17 properties instead.",
    'attributes',
    'object_above_max_properties',
  ],
  [
    'an attribute that is a list',
    'POST',
    '/vector_stores/STORE/files/FILE',
    { attributes: { a: [] } },
    "Invalid type for 'attributes.a': expected one of a string, number, or boolean, but got an array instead.",
    'attributes.a',
    'invalid_type',
  ],
  [
    'an attribute that is too long',
    'POST',
    '/vector_stores/STORE/files/FILE',
    { attributes: { a: 'x'.repeat(513) } },
    "Invalid 'attributes.a': string too long. Expected a string with maximum length 512, but got a string with length 513 instead.",
    'attributes.a',
    'string_above_max_length',
  ],
  [
    'an update without attributes',
    'POST',
    '/vector_stores/STORE/files/FILE',
    {},
    "Missing required parameter: 'attributes'.",
    'attributes',
    'missing_required_parameter',
  ],
  [
    'a batch of nothing',
    'POST',
    '/vector_stores/STORE/file_batches',
    {},
    "Missing required parameter: 'file_ids'.",
    'file_ids',
    'missing_required_parameter',
  ],
  [
    'an empty batch',
    'POST',
    '/vector_stores/STORE/file_batches',
    { file_ids: [] },
    "Invalid 'file_ids': array too short. Expected an array with minimum length 1, but got an empty array instead.",
    'file_ids',
    'array_below_min_length',
  ],
  [
    'a batch that is too long',
    'POST',
    '/vector_stores/STORE/file_batches',
    { files: ids(2001).map((file_id) => ({ file_id })) },
    "Invalid 'files': array too long. Expected an array with maximum length 2000, but got an array with length 2001 instead.",
    'files',
    'array_above_max_length',
  ],
  [
    'a batch of ids and of files',
    'POST',
    '/vector_stores/STORE/file_batches',
    { file_ids: ['FILE'], files: [{ file_id: 'FILE' }] },
    "Mutually exclusive parameters: 'file_ids'. Ensure you are only providing one of: 'file_ids' or 'files'.",
    'file_ids',
    'mutually_exclusive_parameters',
  ],
  [
    'a batch whose third file has no id',
    'POST',
    '/vector_stores/STORE/file_batches',
    { files: [{ file_id: 'FILE' }, { file_id: 'FILE' }, {}] },
    "Missing required parameter: 'files[2].file_id'.",
    'files[2].file_id',
    'missing_required_parameter',
  ],
  [
    'a search without a query',
    'POST',
    '/vector_stores/STORE/search',
    {},
    "Missing required parameter: 'query'.",
    'query',
    'missing_required_parameter',
  ],
  [
    'an empty query',
    'POST',
    '/vector_stores/STORE/search',
    { query: '' },
    "Invalid 'query': string too short. Expected a string with minimum length 1, but got an empty string instead.",
    'query',
    'string_below_min_length',
  ],
  [
    'no query at all',
    'POST',
    '/vector_stores/STORE/search',
    { query: [] },
    "Invalid 'query': array too short. Expected an array with minimum length 1, but got an empty array instead.",
    'query',
    'array_below_min_length',
  ],
  [
    'a query that is a number',
    'POST',
    '/vector_stores/STORE/search',
    { query: 7 },
    "Invalid type for 'query': expected one of a string or array of strings, but got an integer instead.",
    'query',
    'invalid_type',
  ],
  [
    'no results',
    'POST',
    '/vector_stores/STORE/search',
    { query: 'a', max_num_results: 0 },
    "Invalid 'max_num_results': integer below minimum value. Expected a value >= 1, but got 0 instead.",
    'max_num_results',
    'integer_below_min_value',
  ],
  [
    'too many results',
    'POST',
    '/vector_stores/STORE/search',
    { query: 'a', max_num_results: 51 },
    "Invalid 'max_num_results': integer above maximum value. Expected a value <= 50, but got 51 instead.",
    'max_num_results',
    'integer_above_max_value',
  ],
  [
    'a threshold above 1',
    'POST',
    '/vector_stores/STORE/search',
    { query: 'a', ranking_options: { score_threshold: 1.5 } },
    "Invalid 'ranking_options.score_threshold': decimal above maximum value. Expected a value <= 1, but got 1.5 instead.",
    'ranking_options.score_threshold',
    'decimal_above_max_value',
  ],
  [
    'an unknown comparison',
    'POST',
    '/vector_stores/STORE/search',
    { query: 'a', filters: { type: 'like', key: 'k', value: 1 } },
    "Invalid value: 'like'. Supported values are: 'eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'nin', 'and', and 'or'.",
    'filters.type',
    'invalid_value',
  ],
  [
    'a comparison without a key, deep inside',
    'POST',
    '/vector_stores/STORE/search',
    { query: 'a', filters: { type: 'and', filters: [{ type: 'or', filters: [{ type: 'eq', value: 1 }] }] } },
    "Missing required parameter: 'filters.filters[0].filters[0].key'.",
    'filters.filters[0].filters[0].key',
    'missing_required_parameter',
  ],
  [
    'one of a value that is no list',
    'POST',
    '/vector_stores/STORE/search',
    { query: 'a', filters: { type: 'in', key: 'k', value: 'x' } },
    "Invalid type for 'filters.value': expected an array, but got a string instead.",
    'filters.value',
    'invalid_type',
  ],
  [
    'a list by a status that is none',
    'GET',
    '/vector_stores/STORE/files?filter=done',
    undefined,
    "Invalid value: 'done'. Supported values are: 'in_progress', 'completed', 'failed', and 'cancelled'.",
    'filter',
    'invalid_value',
  ],
];

it.each(REFUSED)('%s is refused', async (_what, method, path, body, message, param, code) => {
  const response = await ask(method, path, body);
  expect(await response.json()).toEqual({ error: { message, type: 'invalid_request_error', param, code } });
  expect(response.status).toBe(400);
});

type Missing = readonly [method: string, path: string, body: unknown, message: string];

const NO_STORE = "No vector store found with id 'vs_x'.";
const NO_FILE = "No file found with id 'file-x'.";
const NO_BATCH = "No vector store file batch found with id 'vsfb_x'.";
const NO_STORE_FILE = "No vector store file found with id 'file-x'.";

it.each<Missing>([
  ['GET', '/vector_stores/vs_x', undefined, NO_STORE],
  ['POST', '/vector_stores/vs_x', {}, NO_STORE],
  ['DELETE', '/vector_stores/vs_x', undefined, NO_STORE],
  ['POST', '/vector_stores/vs_x/search', { query: 'a' }, NO_STORE],
  ['GET', '/vector_stores/vs_x/files', undefined, NO_STORE],
  ['POST', '/vector_stores/vs_x/files', { file_id: 'FILE' }, NO_STORE],
  ['GET', '/vector_stores/vs_x/files/FILE', undefined, NO_STORE],
  ['POST', '/vector_stores/vs_x/file_batches', { file_ids: ['FILE'] }, NO_STORE],
  ['GET', '/vector_stores/vs_x/file_batches/vsfb_x', undefined, NO_STORE],
  ['POST', '/vector_stores', { file_ids: ['file-x'] }, NO_FILE],
  ['POST', '/vector_stores/STORE/files', { file_id: 'file-x' }, NO_FILE],
  ['POST', '/vector_stores/STORE/file_batches', { file_ids: ['FILE', 'file-x'] }, NO_FILE],
  ['GET', '/vector_stores/STORE/files/file-x', undefined, NO_STORE_FILE],
  ['POST', '/vector_stores/STORE/files/file-x', { attributes: {} }, NO_STORE_FILE],
  ['DELETE', '/vector_stores/STORE/files/file-x', undefined, NO_STORE_FILE],
  ['GET', '/vector_stores/STORE/files/file-x/content', undefined, NO_STORE_FILE],
  ['GET', '/vector_stores/STORE/file_batches/vsfb_x', undefined, NO_BATCH],
  ['POST', '/vector_stores/STORE/file_batches/vsfb_x/cancel', undefined, NO_BATCH],
  ['GET', '/vector_stores/STORE/file_batches/vsfb_x/files', undefined, NO_BATCH],
])('%s %s (%j) names what is not there', async (method, path, body, message) => {
  const response = await ask(method, path, body);
  expect(await response.json()).toEqual({
    error: { message, type: 'invalid_request_error', param: null, code: null },
  });
  expect(response.status).toBe(404);
});

it('a store that is refused because of one of its files is not made', async () => {
  const before = (await worker.client.vectorStores.list()).data.length;
  await ask('POST', '/vector_stores', { file_ids: ['FILE', 'file-x'] });
  expect((await worker.client.vectorStores.list()).data).toHaveLength(before);
});

type Accepted = readonly [what: string, path: string, body: unknown];

it.each<Accepted>([
  ['a store that lives a year', '/vector_stores', { expires_after: { anchor: 'last_active_at', days: 365 } }],
  ['a store of 500 files', '/vector_stores', { file_ids: ids(500) }],
  ['a description', '/vector_stores', { description: 'What it is for' }],
  ['the smallest chunks', '/vector_stores/STORE/files', chunking(100, 50)],
  ['the largest chunks', '/vector_stores/STORE/files', chunking(4096, 2048)],
  ['the strategy by its name', '/vector_stores/STORE/files', { file_id: 'FILE', chunking_strategy: { type: 'auto' } }],
  ['16 attributes', '/vector_stores/STORE/files', { file_id: 'FILE', attributes: pairs(16) }],
  ['a batch of 2000', '/vector_stores/STORE/file_batches', { file_ids: ids(2000) }],
  ['50 results', '/vector_stores/STORE/search', { query: 'a', max_num_results: 50 }],
])('%s is accepted', async (_what, path, body) => {
  expect((await ask('POST', path, body)).status).toBe(200);
});
