import { beforeEach, expect, it } from 'vitest';
import { createWorld, type Worker } from '../support/engine.ts';

let worker: Worker;

beforeEach(() => {
  worker = createWorld().startWorker();
});

type Row = readonly [name: string, method: string, path: string, body: unknown, status: number, message: string];

const ROWS: readonly Row[] = [
  ['an unknown path', 'GET', '/nowhere', undefined, 404, 'Invalid URL (GET /v1/nowhere)'],
  ['a method that a path does not have', 'PUT', '/threads', {}, 404, 'Invalid URL (PUT /v1/threads)'],
  ['a body that is no JSON', 'POST', '/threads', '{', 400, 'We could not parse the JSON body of your request.'],
  ['a body that is no object', 'POST', '/threads', '[1]', 400, 'We could not parse the JSON body of your request.'],
  ['an unknown thread', 'GET', '/threads/thread_x', undefined, 404, "No thread found with id 'thread_x'."],
  [
    'messages of an unknown thread',
    'GET',
    '/threads/thread_x/messages',
    undefined,
    404,
    "No thread found with id 'thread_x'.",
  ],
  [
    'a message for an unknown thread',
    'POST',
    '/threads/thread_x/messages',
    { role: 'user', content: 'a' },
    404,
    "No thread found with id 'thread_x'.",
  ],
  ['an unknown run', 'GET', '/threads/thread_x/runs/run_x', undefined, 404, "No run found with id 'run_x'."],
  ['an unknown assistant', 'GET', '/assistants/asst_x', undefined, 404, "No assistant found with id 'asst_x'."],
  ['an unknown file', 'GET', '/files/file-x', undefined, 404, "No file found with id 'file-x'."],
  [
    'a list of no rows',
    'GET',
    '/assistants?limit=0',
    undefined,
    400,
    'Invalid limit: expected an integer from 1 to 100.',
  ],
  [
    'a list that is too long',
    'GET',
    '/assistants?limit=101',
    undefined,
    400,
    'Invalid limit: expected an integer from 1 to 100.',
  ],
  ['an order that is none', 'GET', '/assistants?order=up', undefined, 400, "Invalid order: expected 'asc' or 'desc'."],
  [
    'a run without an assistant',
    'POST',
    '/threads/thread_x/runs',
    {},
    400,
    "Missing required parameter: 'assistant_id'.",
  ],
  [
    'a temperature out of range',
    'POST',
    '/threads/thread_x/runs',
    { assistant_id: 'a', temperature: 2.1 },
    400,
    "Invalid value for 'temperature': expected a number from 0 to 2.",
  ],
  [
    'a budget below the least',
    'POST',
    '/threads/thread_x/runs',
    { assistant_id: 'a', max_prompt_tokens: 255 },
    400,
    "Invalid value for 'max_prompt_tokens': expected a number at least 256.",
  ],
  [
    'a role that is none',
    'POST',
    '/threads/thread_x/messages',
    { role: 'system', content: 'a' },
    400,
    "Invalid value for 'role': expected 'user' or 'assistant'.",
  ],
  [
    'a message without content',
    'POST',
    '/threads/thread_x/messages',
    { role: 'user' },
    400,
    "Missing required parameter: 'content'.",
  ],
  ['an upload that is no form', 'POST', '/files', {}, 400, 'Expected a multipart/form-data body.'],
  [
    'too much metadata',
    'POST',
    '/threads',
    { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, ''])) },
    400,
    'Too many metadata pairs: at most 16 are allowed.',
  ],
  [
    'a metadata value that is too long',
    'POST',
    '/threads',
    { metadata: { k: 'x'.repeat(513) } },
    400,
    "Invalid metadata 'k': keys have at most 64, string values at most 512 characters.",
  ],
];

it.each(ROWS)('%s is refused in the published shape', async (_name, method, path, body, status, message) => {
  const response = await worker.api.fetch(`https://sitethread.local/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({
    error: { message, type: 'invalid_request_error', code: null },
  });
});

it('metadata at its limits is kept', async () => {
  const metadata = Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`${i}`.padEnd(64, 'k'), 'v'.repeat(512)]));
  expect((await worker.threads.create({ metadata })).metadata).toEqual(metadata);
});

it('a file comes back byte by byte', async () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
  const file = await worker.client.files.create({ purpose: 'assistants', file: new File([bytes], 'all.bin') });
  expect(file).toMatchObject({ object: 'file', bytes: 300, filename: 'all.bin', purpose: 'assistants' });
  const content = await worker.client.files.content(file.id);
  expect(new Uint8Array(await content.arrayBuffer())).toEqual(bytes);
});

it('a page file that holds no page is refused', async () => {
  const file = new File(['{}'], 'page.json', { type: 'application/vnd.sitethread.page+json' });
  await expect(worker.client.files.create({ purpose: 'assistants', file })).rejects.toThrow('does not hold one');
});
