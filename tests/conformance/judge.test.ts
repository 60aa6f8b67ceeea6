import { describe, expect, it } from 'vitest';
import { createJudge } from './judge.ts';
import { everyOperation, operationOf } from './published.ts';

const THREAD = { id: 'thread_1', object: 'thread', created_at: 1_760_000_000, tool_resources: null, metadata: {} };
const RUN = {
  id: 'run_1',
  object: 'thread.run',
  created_at: 1_760_000_000,
  thread_id: 'thread_1',
  assistant_id: 'asst_1',
  status: 'queued',
  required_action: null,
  last_error: null,
  expires_at: 1_760_000_600,
  started_at: null,
  cancelled_at: null,
  failed_at: null,
  completed_at: null,
  incomplete_details: null,
  model: 'a-model',
  instructions: '',
  tools: [],
  metadata: {},
  usage: null,
  temperature: 1,
  top_p: 1,
  max_prompt_tokens: null,
  max_completion_tokens: null,
  truncation_strategy: { type: 'auto', last_messages: null },
  tool_choice: 'auto',
  parallel_tool_calls: true,
  response_format: 'auto',
};
const ERROR = { message: 'No.', type: 'invalid_request_error', param: null, code: null };

/** What the judge says about one answer. */
async function judged(method: string, path: string, answer: Response, body?: object): Promise<readonly string[]> {
  const judge = createJudge(async () => answer);
  const response = await judge.fetch(`https://anywhere.test/v1${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await response.text();
  return judge.verdict();
}

it('passes an answer on as it is', async () => {
  const judge = createJudge(async () => Response.json(THREAD));
  const response = await judge.fetch('https://anywhere.test/v1/threads/thread_1');
  expect(await response.json()).toEqual(THREAD);
  expect(await judge.verdict()).toEqual([]);
});

it('knows each published operation by its path', () => {
  for (const operation of everyOperation()) {
    const [method = '', template = ''] = operation.split(' ');
    expect(operationOf(method, template.replaceAll(/\{\w+\}/g, 'x'))).toBe(operation);
  }
  expect(everyOperation()).toHaveLength(47);
});

type Row = [name: string, method: string, path: string, answer: () => Response, says: string, body?: object];

const ROWS: readonly Row[] = [
  [
    'a missing field',
    'GET',
    '/threads/t',
    () => Response.json({ ...THREAD, metadata: undefined }),
    "required property 'metadata'",
  ],
  ['a wrong type', 'GET', '/threads/t', () => Response.json({ ...THREAD, id: 1 }), '/id must be string'],
  [
    'a time in milliseconds',
    'GET',
    '/threads/t',
    () => Response.json({ ...THREAD, created_at: 1_760_000_000_000 }),
    'unixtime',
  ],
  [
    'a field that nobody published',
    'GET',
    '/threads/t',
    () => Response.json({ ...THREAD, site: null }),
    '"additionalProperty":"site"',
  ],
  [
    'what is ours alone',
    'GET',
    '/threads/t',
    () => Response.json({ ...THREAD, local: {} }),
    'body/local is ours alone',
  ],
  [
    'what is ours alone, inside a list',
    'GET',
    '/threads/t/runs',
    () =>
      Response.json({ object: 'list', data: [{ ...RUN, local: {} }], first_id: 'r', last_id: 'r', has_more: false }),
    'body/data/0/local is ours alone',
  ],
  [
    'a status that does not exist',
    'GET',
    '/threads/t/runs/r',
    () => Response.json({ ...RUN, status: 'paused' }),
    '/status must be equal to one of',
  ],
  ['the object of another route', 'GET', '/assistants/a', () => Response.json(THREAD), '/object must be equal'],
  [
    'an empty list whose first id is null',
    'GET',
    '/threads/t/runs',
    () => Response.json({ object: 'list', data: [], first_id: null, last_id: null, has_more: false }),
    '/first_id must be string',
  ],
  ['a route that nobody published', 'GET', '/threads', () => Response.json(THREAD), 'nobody has published this route'],
  ['another status than 200', 'POST', '/threads', () => Response.json(THREAD, { status: 201 }), 'the status is 201'],
  ['an answer that is no JSON', 'GET', '/threads/t', () => new Response('<html>'), 'not called JSON'],
  [
    'an error without its fields',
    'GET',
    '/threads/t',
    () => Response.json({ error: { message: 'No.' } }, { status: 404 }),
    "required property 'code'",
  ],
  [
    'an error that is bare',
    'GET',
    '/threads/t',
    () => Response.json(ERROR, { status: 404 }),
    "required property 'error'",
  ],
  [
    'an error of another type',
    'GET',
    '/threads/t',
    () => Response.json({ error: { ...ERROR, type: 'oops' } }, { status: 400 }),
    'the type oops',
  ],
  [
    'a server that fails',
    'GET',
    '/threads/t',
    () => Response.json({ error: ERROR }, { status: 500 }),
    'the server fails',
  ],
  [
    'an unknown route that is a mistake of the body',
    'GET',
    '/x',
    () => Response.json({ error: ERROR }, { status: 400 }),
    'status 400',
  ],
  [
    'a request with an unknown field that is accepted',
    'POST',
    '/threads',
    () => Response.json(THREAD),
    'accepted that is none',
    { foo: 1 },
  ],
  [
    'an object where a stream was asked for',
    'POST',
    '/threads/t/runs',
    () => Response.json(RUN),
    'the answer is none',
    { assistant_id: 'a', stream: true },
  ],
];

describe('refuses', () => {
  it.each(ROWS)('%s', async (_name, method, path, answer, says, body) => {
    expect((await judged(method, path, answer(), body)).join('\n')).toContain(says);
  });
});

function frames(...events: readonly (readonly [event: string, data: unknown])[]): string {
  return events.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join('');
}

const CANCELLED = frames(
  ['thread.run.created', RUN],
  ['thread.run.queued', RUN],
  ['thread.run.cancelling', { ...RUN, status: 'cancelling' }],
  ['thread.run.cancelled', { ...RUN, status: 'cancelled' }],
);
const DONE = 'event: done\ndata: [DONE]\n\n';

function streamed(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

const STREAMS: readonly (readonly [name: string, text: string, says: string])[] = [
  ['without done', CANCELLED, 'ends without done'],
  ['that does not end', DONE, 'done comes before the run ends'],
  ['with an event after done', CANCELLED + DONE + CANCELLED, 'comes after done'],
  ['with a frame that is no event', `data: {}\n\n${CANCELLED}${DONE}`, 'a frame is no event'],
  ['that stops in the middle of an event', `${CANCELLED}${DONE}event: thre`, 'in the middle of an event'],
  ['whose object is wrong', CANCELLED.replace('"queued"', '"paused"') + DONE, '/data/status must be equal'],
  ['whose object carries what is ours alone', CANCELLED.replace('"id":', '"local":{},"id":') + DONE, 'ours alone'],
  [
    'with an event that nobody published',
    frames(['thread.paused', RUN]) + CANCELLED + DONE,
    "There is no event 'thread.paused'.",
  ],
];

describe('refuses a stream', () => {
  it.each(STREAMS)('%s', async (_name, text, says) => {
    const wrong = await judged('POST', '/threads/t/runs', streamed(text), { assistant_id: 'a', stream: true });
    expect(wrong.join('\n')).toContain(says);
  });

  it('that nobody asked for', async () => {
    const wrong = await judged('POST', '/threads/t/runs', streamed(CANCELLED + DONE), { assistant_id: 'a' });
    expect(wrong.join('\n')).toContain('nobody asked for a stream');
  });
});

it('has nothing to say about a stream that is right', async () => {
  const wrong = await judged('POST', '/threads/t/runs', streamed(CANCELLED + DONE), {
    assistant_id: 'a',
    stream: true,
  });
  expect(wrong).toEqual([]);
});
