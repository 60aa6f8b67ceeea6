import { beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type Worker } from '../support/engine.ts';
import { pairs, type Refusal, refusalsOf, refuses, send } from './refusals.ts';

let worker: Worker;

beforeEach(() => {
  worker = createWorld().startWorker();
});

const NOT_JSON = 'We could not parse the JSON body of your request.';

const ADDRESSES: readonly Refusal[] = [
  ['an unknown path', 'GET', '/nowhere', undefined, 404, 'Invalid URL (GET /v1/nowhere)', null, null],
  ['a method that a path lacks', 'PUT', '/threads', {}, 404, 'Invalid URL (PUT /v1/threads)', null, null],
  ['an id that cannot be decoded', 'GET', '/threads/%', undefined, 404, "No thread found with id '%'.", null, null],
  ['a body that is no JSON', 'POST', '/threads', '{', 400, NOT_JSON, null, null],
  ['a body that is no object', 'POST', '/threads', '[1]', 400, NOT_JSON, null, null],
  ['a body that is null', 'POST', '/threads', 'null', 400, NOT_JSON, null, null],
];

const UNKNOWN: readonly Refusal[] = (
  [
    ['GET', '/assistants/asst_x', undefined, 'assistant', 'asst_x'],
    ['POST', '/assistants/asst_x', {}, 'assistant', 'asst_x'],
    ['DELETE', '/assistants/asst_x', undefined, 'assistant', 'asst_x'],
    ['GET', '/threads/thread_x', undefined, 'thread', 'thread_x'],
    ['POST', '/threads/thread_x', {}, 'thread', 'thread_x'],
    ['DELETE', '/threads/thread_x', undefined, 'thread', 'thread_x'],
    ['GET', '/threads/runs', undefined, 'thread', 'runs'],
    ['GET', '/threads/thread_x/messages', undefined, 'thread', 'thread_x'],
    ['POST', '/threads/thread_x/messages', { role: 'user', content: 'a' }, 'thread', 'thread_x'],
    ['GET', '/threads/thread_x/messages/msg_x', undefined, 'message', 'msg_x'],
    ['POST', '/threads/thread_x/messages/msg_x', {}, 'message', 'msg_x'],
    ['DELETE', '/threads/thread_x/messages/msg_x', undefined, 'message', 'msg_x'],
    ['GET', '/threads/thread_x/runs', undefined, 'thread', 'thread_x'],
    ['POST', '/threads/thread_x/runs', { assistant_id: 'asst_sitethread' }, 'thread', 'thread_x'],
    ['POST', '/threads/thread_x/runs', { assistant_id: 'asst_x' }, 'assistant', 'asst_x'],
    ['POST', '/threads/runs', { assistant_id: 'asst_x' }, 'assistant', 'asst_x'],
    ['GET', '/threads/thread_x/runs/run_x', undefined, 'run', 'run_x'],
    ['POST', '/threads/thread_x/runs/run_x', {}, 'run', 'run_x'],
    ['POST', '/threads/thread_x/runs/run_x/cancel', {}, 'run', 'run_x'],
    ['POST', '/threads/thread_x/runs/run_x/submit_tool_outputs', { tool_outputs: [] }, 'run', 'run_x'],
    ['GET', '/threads/thread_x/runs/run_x/steps', undefined, 'run', 'run_x'],
    ['GET', '/threads/thread_x/runs/run_x/steps/step_x', undefined, 'run', 'run_x'],
    ['GET', '/files/file-x', undefined, 'file', 'file-x'],
  ] as const
).map(([method, path, body, what, id]) => [
  `${method} ${path} of an unknown ${what}`,
  method,
  path,
  body,
  404,
  `No ${what} found with id '${id}'.`,
  null,
  null,
]);

const LISTS: readonly Refusal[] = (
  [
    ['limit=0', "Invalid 'limit': integer below minimum value. Expected a value >= 1, but got 0 instead.", 'limit'],
    [
      'limit=101',
      "Invalid 'limit': integer above maximum value. Expected a value <= 100, but got 101 instead.",
      'limit',
    ],
    ['limit=few', "Invalid type for 'limit': expected an integer, but got a string instead.", 'limit'],
    ['limit=', "Invalid type for 'limit': expected an integer, but got a string instead.", 'limit'],
    ['limit=1.5', "Invalid type for 'limit': expected an integer, but got a decimal instead.", 'limit'],
    ['order=up', "Invalid value: 'up'. Supported values are: 'asc' and 'desc'.", 'order'],
  ] as const
).map(([query, message, param]) => [
  `a list with ${query}`,
  'GET',
  `/assistants?${query}`,
  undefined,
  400,
  message,
  param,
  message.includes('below')
    ? 'integer_below_min_value'
    : message.includes('above')
      ? 'integer_above_max_value'
      : message.includes('type')
        ? 'invalid_type'
        : 'invalid_value',
]);

describe('a request that nobody can answer', () => {
  refuses([...ADDRESSES, ...UNKNOWN, ...LISTS], () => worker);
});

describe('a list', () => {
  it.each([1, 100])('may ask for %i rows', async (limit) => {
    expect((await send(worker, 'GET', `/assistants?limit=${limit}&unheard=of`)).status).toBe(200);
  });

  it('that is empty has empty cursors', async () => {
    const { id } = await worker.threads.create();
    const empty = { object: 'list', data: [], first_id: '', last_id: '', has_more: false };
    expect(await (await send(worker, 'GET', `/threads/${id}/messages`)).json()).toEqual(empty);
    expect(await (await send(worker, 'GET', `/threads/${id}/runs`)).json()).toEqual(empty);
  });
});

describe('metadata', () => {
  const LONG = 'k'.repeat(65);

  refuses(
    refusalsOf('POST', '/threads', {}, [
      [
        { metadata: 'a' },
        "Invalid type for 'metadata': expected an object, but got a string instead.",
        'metadata',
        'invalid_type',
      ],
      [
        { metadata: pairs(17) },
        "Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got an object with 17 properties instead.",
        'metadata',
        'object_above_max_properties',
      ],
      [
        { metadata: { [LONG]: '' } },
        "Invalid property name in 'metadata': 'kkk...kkk' is too long. Expected a string with maximum length 64, but got a string with length 65 instead.",
        `metadata.${LONG}`,
        'property_name_above_max_length',
      ],
      [
        { metadata: { word: 'x'.repeat(513) } },
        "Invalid 'metadata.word': string too long. Expected a string with maximum length 512, but got a string with length 513 instead.",
        'metadata.word',
        'string_above_max_length',
      ],
      [
        { metadata: { word: 1 } },
        "Invalid type for 'metadata.word': expected a string, but got an integer instead.",
        'metadata.word',
        'invalid_type',
      ],
    ]),
    () => worker,
  );

  it('is kept at its limits', async () => {
    expect((await worker.threads.create({ metadata: pairs(16) })).metadata).toEqual(pairs(16));
  });

  it('counts characters, of which an emoji is one', async () => {
    const metadata = { ['🧵'.repeat(64)]: '🧵'.repeat(512) };
    expect((await worker.threads.create({ metadata })).metadata).toEqual(metadata);
  });

  it('may have a key that JavaScript has a meaning for', async () => {
    const response = await send(worker, 'POST', '/threads', '{"metadata":{"__proto__":"a","constructor":"b"}}');
    expect(Object.entries((await response.json()).metadata)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });

  it('that is null is none', async () => {
    expect((await worker.threads.create({ metadata: null })).metadata).toEqual({});
  });
});
