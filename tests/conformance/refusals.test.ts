import { describe, expect, it } from 'vitest';
import { CALLS_END, call, useWorld, WEATHER } from './world.ts';

const world = useWorld();

/** What the rows' paths and bodies name in braces. */
async function named(): Promise<Readonly<Record<string, string>>> {
  const { client, backend } = world.worker;
  const assistant = await client.beta.assistants.create({ model: 'a-model' });
  const thread = await world.thread({ role: 'user', content: 'Why?' });
  const [message] = await world.messages(thread);
  const run = await world.askIn(thread, { tools: [WEATHER] });
  await backend.say(...call('weather'), CALLS_END);
  const store = await client.vectorStores.create({});
  return { assistant: assistant.id, thread, message: message?.id ?? '', run, store: store.id };
}

function filled(text: string, names: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);
}

type Row = readonly [
  method: string,
  path: string,
  body: unknown,
  message: string,
  param: string | null,
  code: string | null,
];

function unknown(what: string, id: string) {
  return [`No ${what} found with id '${id}'.`, null, null] as const;
}

const NOT_FOUND: readonly Row[] = [
  ['GET', '/assistants/asst_x', undefined, ...unknown('assistant', 'asst_x')],
  ['POST', '/assistants/asst_x', {}, ...unknown('assistant', 'asst_x')],
  ['DELETE', '/assistants/asst_x', undefined, ...unknown('assistant', 'asst_x')],
  ['GET', '/threads/thread_x', undefined, ...unknown('thread', 'thread_x')],
  ['POST', '/threads/thread_x', {}, ...unknown('thread', 'thread_x')],
  ['DELETE', '/threads/thread_x', undefined, ...unknown('thread', 'thread_x')],
  ['GET', '/threads/thread_x/messages', undefined, ...unknown('thread', 'thread_x')],
  ['POST', '/threads/thread_x/messages', { role: 'user', content: 'a' }, ...unknown('thread', 'thread_x')],
  ['GET', '/threads/{thread}/messages/msg_x', undefined, ...unknown('message', 'msg_x')],
  ['POST', '/threads/{thread}/messages/msg_x', {}, ...unknown('message', 'msg_x')],
  ['DELETE', '/threads/{assistant}/messages/msg_x', undefined, ...unknown('message', 'msg_x')],
  ['GET', '/threads/thread_x/runs', undefined, ...unknown('thread', 'thread_x')],
  ['POST', '/threads/thread_x/runs', { assistant_id: '{assistant}' }, ...unknown('thread', 'thread_x')],
  ['POST', '/threads/{thread}/runs', { assistant_id: 'asst_x' }, ...unknown('assistant', 'asst_x')],
  ['POST', '/threads/runs', { assistant_id: 'asst_x' }, ...unknown('assistant', 'asst_x')],
  ['GET', '/threads/{thread}/runs/run_x', undefined, ...unknown('run', 'run_x')],
  ['POST', '/threads/{thread}/runs/run_x', {}, ...unknown('run', 'run_x')],
  ['POST', '/threads/{thread}/runs/run_x/cancel', undefined, ...unknown('run', 'run_x')],
  ['POST', '/threads/{thread}/runs/run_x/submit_tool_outputs', { tool_outputs: [] }, ...unknown('run', 'run_x')],
  ['GET', '/threads/{thread}/runs/run_x/steps', undefined, ...unknown('run', 'run_x')],
  ['GET', '/threads/{thread}/runs/{run}/steps/step_x', undefined, ...unknown('run step', 'step_x')],
  ['GET', '/files/file-x', undefined, ...unknown('file', 'file-x')],
  ['DELETE', '/files/file-x', undefined, ...unknown('file', 'file-x')],
  ['GET', '/files/file-x/content', undefined, ...unknown('file', 'file-x')],
  ['GET', '/vector_stores/vs_x', undefined, ...unknown('vector store', 'vs_x')],
  ['POST', '/vector_stores/vs_x', {}, ...unknown('vector store', 'vs_x')],
  ['DELETE', '/vector_stores/vs_x', undefined, ...unknown('vector store', 'vs_x')],
  ['POST', '/vector_stores/vs_x/search', { query: 'a' }, ...unknown('vector store', 'vs_x')],
  ['GET', '/vector_stores/vs_x/files', undefined, ...unknown('vector store', 'vs_x')],
  ['POST', '/vector_stores/{store}/files', { file_id: 'file-x' }, ...unknown('file', 'file-x')],
];

const WRONG_KEYS: readonly Row[] = (
  [
    ['/assistants', { model: 'a' }],
    ['/assistants/{assistant}', {}],
    ['/threads', {}],
    ['/threads/{thread}', {}],
    ['/threads/{thread}/messages', { role: 'user', content: 'a' }],
    ['/threads/{thread}/messages/{message}', {}],
    ['/threads/{thread}/runs', { assistant_id: '{assistant}' }],
    ['/threads/{thread}/runs/{run}', {}],
    ['/threads/{thread}/runs/{run}/submit_tool_outputs', { tool_outputs: [] }],
    ['/threads/runs', { assistant_id: '{assistant}' }],
    ['/vector_stores', {}],
    ['/vector_stores/{store}', {}],
    ['/vector_stores/{store}/files', { file_id: 'file-x' }],
    ['/vector_stores/{store}/file_batches', { file_ids: ['file-x'] }],
    ['/vector_stores/{store}/search', { query: 'a' }],
  ] as const
).map(([path, body]) => ['POST', path, { ...body, foo: 1 }, "Unknown parameter: 'foo'.", 'foo', 'unknown_parameter']);

const NO_JSON: readonly Row[] = [
  '/assistants',
  '/threads',
  '/threads/{thread}/messages',
  '/threads/{thread}/runs',
  '/vector_stores',
].flatMap((path) =>
  ['{', '[1]', '"a"', 'null'].map(
    (body) => ['POST', path, body, 'We could not parse the JSON body of your request.', null, null] as const,
  ),
);

function missing(name: string) {
  return [`Missing required parameter: '${name}'.`, name, 'missing_required_parameter'] as const;
}

const FUNCTION = (definition: object) => [{ type: 'function', function: definition }];

const MISSING: readonly Row[] = [
  ['POST', '/assistants', {}, ...missing('model')],
  ['POST', '/assistants', { model: 'a', tools: [{ type: 'function' }] }, ...missing('tools[0].function')],
  ['POST', '/assistants', { model: 'a', tools: FUNCTION({}) }, ...missing('tools[0].function.name')],
  ['POST', '/threads', { messages: [{ content: 'a' }] }, ...missing('messages[0].role')],
  ['POST', '/threads', { messages: [{ role: 'user' }] }, ...missing('messages[0].content')],
  ['POST', '/threads/{thread}/messages', { content: 'a' }, ...missing('role')],
  ['POST', '/threads/{thread}/messages', { role: 'user' }, ...missing('content')],
  ['POST', '/threads/{thread}/runs', {}, ...missing('assistant_id')],
  ['POST', '/threads/{thread}/runs', undefined, ...missing('assistant_id')],
  ['POST', '/threads/runs', {}, ...missing('assistant_id')],
  ['POST', '/threads/{thread}/runs/{run}/submit_tool_outputs', {}, ...missing('tool_outputs')],
  [
    'POST',
    '/threads/{thread}/runs/{run}/submit_tool_outputs',
    { tool_outputs: [{ output: 'a' }] },
    ...missing('tool_outputs[0].tool_call_id'),
  ],
  ['POST', '/vector_stores/{store}/files', {}, ...missing('file_id')],
  ['POST', '/vector_stores/{store}/search', {}, ...missing('query')],
];

function type(name: string, expected: string, got: string) {
  return [`Invalid type for '${name}': expected ${expected}, but got ${got} instead.`, name, 'invalid_type'] as const;
}

const RUN = '/threads/{thread}/runs';
const A = { assistant_id: '{assistant}' };

const TYPES: readonly Row[] = [
  ['POST', '/assistants', { model: 1 }, ...type('model', 'a string', 'an integer')],
  ['POST', '/assistants', { model: 'a', name: 1.5 }, ...type('name', 'a string', 'a decimal')],
  ['POST', '/assistants', { model: 'a', name: true }, ...type('name', 'a string', 'a boolean')],
  ['POST', '/assistants', { model: 'a', instructions: [] }, ...type('instructions', 'a string', 'an array')],
  ['POST', '/assistants', { model: 'a', description: {} }, ...type('description', 'a string', 'an object')],
  ['POST', '/assistants', { model: null }, ...type('model', 'a string', 'null')],
  ['POST', '/assistants', { model: 'a', tools: {} }, ...type('tools', 'an array', 'an object')],
  ['POST', '/assistants', { model: 'a', metadata: [] }, ...type('metadata', 'an object', 'an array')],
  ['POST', '/assistants', { model: 'a', metadata: { a: 1 } }, ...type('metadata.a', 'a string', 'an integer')],
  ['POST', '/assistants', { model: 'a', temperature: '1' }, ...type('temperature', 'a decimal', 'a string')],
  ['POST', '/threads', { messages: 'a' }, ...type('messages', 'an array', 'a string')],
  ['POST', '/threads', { tool_resources: 'a' }, ...type('tool_resources', 'an object', 'a string')],
  ['POST', RUN, { assistant_id: 1 }, ...type('assistant_id', 'a string', 'an integer')],
  ['POST', RUN, { ...A, max_prompt_tokens: 300.5 }, ...type('max_prompt_tokens', 'an integer', 'a decimal')],
  ['POST', RUN, { ...A, parallel_tool_calls: 'yes' }, ...type('parallel_tool_calls', 'a boolean', 'a string')],
  ['POST', RUN, { ...A, stream: 1 }, ...type('stream', 'a boolean', 'an integer')],
  ['POST', RUN, { ...A, additional_messages: {} }, ...type('additional_messages', 'an array', 'an object')],
  ['POST', `${RUN}/{run}/submit_tool_outputs`, { tool_outputs: 'a' }, ...type('tool_outputs', 'an array', 'a string')],
  [
    'POST',
    `${RUN}/{run}/submit_tool_outputs`,
    { tool_outputs: [{ tool_call_id: 'call_weather', output: {} }] },
    ...type('tool_outputs[0].output', 'a string', 'an object'),
  ],
];

function value(name: string, given: string, supported: string) {
  return [`Invalid value: '${given}'. Supported values are: ${supported}.`, name, 'invalid_value'] as const;
}

const VALUES: readonly Row[] = [
  [
    'POST',
    '/threads/{thread}/messages',
    { role: 'system', content: 'a' },
    ...value('role', 'system', "'user' and 'assistant'"),
  ],
  [
    'POST',
    '/threads',
    { messages: [{ role: 'tool', content: 'a' }] },
    ...value('messages[0].role', 'tool', "'user' and 'assistant'"),
  ],
  [
    'POST',
    '/assistants',
    { model: 'a', tools: [{ type: 'retrieval' }] },
    ...value('tools[0].type', 'retrieval', "'code_interpreter', 'file_search', and 'function'"),
  ],
  [
    'POST',
    RUN,
    { ...A, truncation_strategy: { type: 'middle' } },
    ...value('truncation_strategy.type', 'middle', "'auto' and 'last_messages'"),
  ],
];

const EMPTY = ['Message content must be non-empty.', 'content', null] as const;

const CONTENT: readonly Row[] = ['', '  \n', [], [{ type: 'text', text: '' }], [{ type: 'text', text: ' ' }]].map(
  (content) => ['POST', '/threads/{thread}/messages', { role: 'user', content }, ...EMPTY],
);

describe.each([
  ['a row that is not there', 404, NOT_FOUND],
  ['a key that is not published', 400, WRONG_KEYS],
  ['a body that is no JSON object', 400, NO_JSON],
  ['a key that is missing', 400, MISSING],
  ['a value of the wrong type', 400, TYPES],
  ['a value that is not published', 400, VALUES],
  ['content that is empty', 400, CONTENT],
] as const)('%s is refused:', (_name, status, rows) => {
  it.each(rows)('%s %s with %j', async (method, path, body, message, param, code) => {
    const names = await named();
    const text = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body);
    // A message is only looked at when the thread is free.
    if (path.endsWith('/messages'))
      await world.cancel({ thread_id: names['thread'] ?? '', run_id: names['run'] ?? '' });
    const answer = await world.call(method, filled(path, names), text === undefined ? undefined : filled(text, names));
    expect({ status: answer.status, ...answer.body.error }).toEqual({
      status,
      message,
      type: 'invalid_request_error',
      param,
      code,
    });
  });
});

describe('a list', () => {
  const LISTS = [
    '/assistants',
    '/threads/{thread}/messages',
    '/threads/{thread}/runs',
    '/threads/{thread}/runs/{run}/steps',
    '/vector_stores',
  ];

  it.each(
    LISTS.flatMap((path) =>
      ['limit=0', 'limit=101', 'limit=a', 'limit=1.5', 'order=up'].map((query) => [path, query] as const),
    ),
  )('%s refuses %s and names it', async (path, query) => {
    const { status, body } = await world.call('GET', `${filled(path, await named())}?${query}`);
    expect([status, body.error?.param]).toEqual([400, query.split('=')[0]]);
  });

  it.each(LISTS)('%s ignores what it does not know', async (path) => {
    expect((await world.call('GET', `${filled(path, await named())}?colour=red&limit=1`)).status).toBe(200);
  });
});

it.each([
  ['GET', '/nowhere'],
  ['PUT', '/threads'],
  ['GET', '/threads'],
  ['DELETE', '/threads/{thread}/runs/{run}'],
  ['PATCH', '/assistants/{assistant}'],
  ['GET', '/threads/{thread}/messages/{message}/files'],
])('%s %s is no route', async (method, path) => {
  const { status, body } = await world.call(method, filled(path, await named()));
  expect(status).toBe(404);
  expect(body.error?.message).toMatch(/^Invalid URL \(/);
});
