import { describe, expect, it } from 'vitest';
import { settle } from '../support/engine.ts';
import { CALLS_END, call, type Place, QUESTION, usage, useWorld, WEATHER } from './world.ts';

const world = useWorld();

const CONTENT = 'step_details.tool_calls[*].file_search.results[*].content';
const SEARCH = { type: 'file_search' } as const;

async function upload(text: string, name: string): Promise<string> {
  return (await world.worker.client.files.create({ purpose: 'assistants', file: new File([text], name) })).id;
}

/** A run of an assistant that has one file about a harbour. */
async function searching(
  given: Readonly<Record<string, unknown>> = {},
): Promise<Place & { file: string; store: string }> {
  const file = await upload('The harbour closes at dusk.', 'harbour.txt');
  const { vectorStores, beta } = world.worker.client;
  const store = (await vectorStores.create({ file_ids: [file] })).id;
  await world.indexed(store);
  const assistant = await beta.assistants.create({
    model: 'a-model',
    tools: [SEARCH],
    tool_resources: { file_search: { vector_store_ids: [store] } },
  });
  return { ...(await world.ask({ assistant_id: assistant.id, ...given })), file, store };
}

const QUERY = call('file_search', '{"queries":["when does the harbour close"]}');

async function found(): Promise<void> {
  await world.worker.backend.say(...QUERY, usage(40, 10), CALLS_END);
  await settle();
}

it('the model is offered the search as a function, and the run shows the tool', async () => {
  const place = await searching();
  expect(world.worker.backend.requests[0]?.tools).toMatchObject([
    { type: 'function', function: { name: 'file_search' } },
  ]);
  expect((await world.run(place)).tools).toEqual([SEARCH]);
});

it('without files there is nothing to search, and no tool', async () => {
  await world.ask({ tools: [SEARCH] });
  expect(world.worker.backend.requests[0]?.tools).toEqual([]);
});

it('the engine answers the call itself, and the model goes on with what was found', async () => {
  const place = await searching();
  await found();
  expect(await world.run(place)).toMatchObject({ status: 'in_progress', required_action: null });
  const messages = world.worker.backend.requests[1]?.messages ?? [];
  expect(messages.at(-1)).toMatchObject({ role: 'tool', tool_call_id: 'call_file_search' });
  expect(messages.at(-1)?.content).toContain('The harbour closes at dusk.');
  await world.worker.backend.words('At dusk.');
  await world.worker.backend.say(usage(80, 5), { type: 'finish', reason: 'stop' });
  expect(await world.run(place)).toMatchObject({ status: 'completed', usage: { total_tokens: 135 } });
  expect((await world.steps(place)).map(({ type, status }) => [type, status])).toEqual([
    ['tool_calls', 'completed'],
    ['message_creation', 'completed'],
  ]);
});

describe('the words that were found', () => {
  it('are left out of the steps unless they are asked for', async () => {
    const { thread_id, run_id, file } = await searching();
    await found();
    const path = `/threads/${thread_id}/runs/${run_id}/steps`;
    const plain = (await world.call('GET', path)).body['data'] as { id: string }[];
    expect(plain.at(-1)).toMatchObject({
      step_details: {
        tool_calls: [
          {
            id: 'call_file_search',
            type: 'file_search',
            file_search: { results: [{ file_id: file, file_name: 'harbour.txt' }] },
          },
        ],
      },
    });
    expect(JSON.stringify(plain)).not.toContain('dusk');
    const query = `?include[]=${encodeURIComponent(CONTENT)}`;
    const whole = (await world.call('GET', path + query)).body['data'] as unknown[];
    expect(JSON.stringify(whole)).toContain('The harbour closes at dusk.');
    const one = `${path}/${plain.at(-1)?.id}`;
    expect(JSON.stringify((await world.call('GET', one)).body)).not.toContain('dusk');
    expect(JSON.stringify((await world.call('GET', one + query)).body)).toContain('dusk');
  });

  it('are asked for by the SDK', async () => {
    const { thread_id, run_id } = await searching();
    await found();
    const steps = await world.worker.threads.runs.steps.list(run_id, { thread_id, include: [CONTENT] });
    expect(JSON.stringify(steps.data)).toContain('The harbour closes at dusk.');
  });

  it('can be asked for when the run is created', async () => {
    const thread_id = await world.thread();
    const path = `/threads/${thread_id}/runs?include[]=${encodeURIComponent(CONTENT)}`;
    const { status } = await world.call('POST', path, {
      assistant_id: 'asst_sitethread',
      additional_messages: [QUESTION],
    });
    expect(status).toBe(200);
  });

  it('can not be asked for by another name', async () => {
    const place = await searching();
    const path = `/threads/${place.thread_id}/runs/${place.run_id}/steps?include[]=everything`;
    expect((await world.call('GET', path)).status).toBe(400);
  });
});

it('the step shows how it was ranked', async () => {
  const place = await searching({
    tools: [{ type: 'file_search', file_search: { ranking_options: { score_threshold: 0.001 } } }],
  });
  await found();
  expect(await world.steps(place)).toMatchObject([
    {
      step_details: {
        tool_calls: [{ file_search: { ranking_options: { ranker: expect.any(String), score_threshold: 0.001 } } }],
      },
    },
  ]);
});

it('a run that must search is told to call the search', async () => {
  await searching({ tool_choice: { type: 'file_search' } });
  expect(world.worker.backend.requests[0]?.tool_choice).toEqual({
    type: 'function',
    function: { name: 'file_search' },
  });
});

it('a search gives at most as many results as the tool allows', async () => {
  const place = await searching({ tools: [{ type: 'file_search', file_search: { max_num_results: 1 } }] });
  const more = await upload('Another harbour closes at noon.', 'other.txt');
  await world.call('POST', `/vector_stores/${place.store}/files`, { file_id: more });
  await world.indexed(place.store);
  await found();
  const [step] = await world.steps(place);
  const [made] = step?.step_details.type === 'tool_calls' ? step.step_details.tool_calls : [];
  expect(made?.type === 'file_search' ? made.file_search.results : null).toHaveLength(1);
});

it('a search below the score that the tool asks for finds nothing', async () => {
  const ranking_options = { score_threshold: 1 };
  const place = await searching({ tools: [{ type: 'file_search', file_search: { ranking_options } }] });
  const elsewhere = call('file_search', '{"queries":["the weather of the mountains at dusk"]}');
  await world.worker.backend.say(...elsewhere, CALLS_END);
  await settle();
  expect(await world.steps(place)).toMatchObject([
    { step_details: { tool_calls: [{ file_search: { results: [] } }] } },
  ]);
});

it("a client's own function of that name stays the client's", async () => {
  const own = { type: 'function', function: { name: 'file_search' } } as const;
  const place = await searching({ tools: [SEARCH, own] });
  const offered = world.worker.backend.requests[0]?.tools.map((tool) => tool.function.name) ?? [];
  expect(offered).toHaveLength(2);
  expect(new Set(offered).size).toBe(2);
  await world.worker.backend.say(...call('file_search'), CALLS_END);
  await settle();
  expect(await world.run(place)).toMatchObject({ status: 'requires_action' });
});

it('a marker in the answer is an annotation that names the file and where the marker stands', async () => {
  const place = await searching();
  await found();
  await world.worker.backend.words('At dusk', '【0:0†source】', '.');
  await world.worker.backend.stop();
  const [, answer] = await world.messages(place.thread_id);
  expect(answer?.content).toMatchObject([
    {
      text: {
        value: 'At dusk【0:0†source】.',
        annotations: [
          {
            type: 'file_citation',
            text: '【0:0†source】',
            start_index: 7,
            end_index: 19,
            file_citation: { file_id: place.file },
          },
        ],
      },
    },
  ]);
});

it('the annotations come with the deltas, so that a reader of the stream has them', async () => {
  const { thread_id, file } = await searching();
  await world.worker.backend.stop();
  const { data } = await world.worker.threads.runs.list(thread_id);
  const stream = world.worker.threads.runs.stream(thread_id, { assistant_id: data[0]?.assistant_id ?? '' });
  await world.asked();
  await found();
  await world.worker.backend.words('At dusk【0:0†source】.');
  await world.worker.backend.stop();
  const [message] = await stream.finalMessages();
  expect(message?.content).toMatchObject([{ text: { annotations: [{ file_citation: { file_id: file } }] } }]);
});

it('a search that fails is told to the model, and the run goes on', async () => {
  const place = await searching();
  await world.worker.backend.say(...call('file_search', 'no json'), CALLS_END);
  await settle();
  expect(await world.run(place)).toMatchObject({ status: 'in_progress' });
  expect(world.worker.backend.requests[1]?.messages.at(-1)?.content).toContain('error');
});

it('calls of the engine and of the client in one round: the client is asked for its own alone', async () => {
  const place = await searching({ tools: [SEARCH, WEATHER] });
  await world.worker.backend.say(...QUERY, ...call('weather', '{}', 1), CALLS_END);
  await settle();
  const run = await world.run(place);
  expect(run.status).toBe('requires_action');
  expect(run.required_action?.submit_tool_outputs.tool_calls).toMatchObject([{ id: 'call_weather' }]);
  expect((await world.submit(place, 'call_weather')).status).toBe(200);
  await settle();
  expect(world.worker.backend.requests[1]?.messages.slice(-3).map(({ role }) => role)).toEqual([
    'assistant',
    'tool',
    'tool',
  ]);
});

it('the stream of a run that searches is in order', async () => {
  const { thread_id } = await searching();
  await world.worker.backend.stop();
  const { data } = await world.worker.threads.runs.list(thread_id);
  const stream = world.worker.threads.runs.stream(thread_id, { assistant_id: data[0]?.assistant_id ?? '' });
  await world.asked();
  await found();
  await world.worker.backend.words('At dusk.');
  await world.worker.backend.stop();
  expect((await stream.finalRun()).status).toBe('completed');
  const names = world.worker.judge.streams.at(-1)?.map(({ event }) => event);
  expect(names).toContain('thread.run.step.delta');
  expect(names).not.toContain('thread.run.requires_action');
});

it.each([
  ['with', `?include[]=${encodeURIComponent(CONTENT)}`, true],
  ['without', '', false],
])('a stream that was asked for %s the words that are found', async (_name, query, shown) => {
  const { thread_id } = await searching();
  await world.worker.backend.stop();
  const { data } = await world.worker.threads.runs.list(thread_id);
  const response = await world.worker.judge.fetch(`https://sitethread.local/v1/threads/${thread_id}/runs${query}`, {
    method: 'POST',
    body: JSON.stringify({ assistant_id: data[0]?.assistant_id, stream: true }),
  });
  const text = response.text();
  await world.asked();
  await found();
  await world.worker.backend.words('At sunset.');
  await world.worker.backend.stop();
  expect((await text).includes('The harbour closes at dusk.')).toBe(shown);
});

it('a budget of 1000 completion tokens counts the rounds that searched', async () => {
  await searching({ max_completion_tokens: 1000 });
  await world.worker.backend.say(...QUERY, usage(40, 300), CALLS_END);
  await settle();
  expect(world.worker.backend.requests[1]?.max_completion_tokens).toBe(700);
});

it('a search in the middle of which the run is cancelled leaves nothing open', async () => {
  const place = await searching();
  await found();
  await world.cancel(place);
  await settle();
  expect(await world.run(place)).toMatchObject({ status: 'cancelled' });
  for (const { status } of await world.steps(place)) expect(status).not.toBe('in_progress');
});

describe('an attached file', () => {
  it('makes the thread a store that ends a week after its last use', async () => {
    const file_id = await upload('The harbour closes at dusk.', 'harbour.txt');
    const thread_id = await world.thread();
    const { body } = await world.call('POST', `/threads/${thread_id}/messages`, {
      ...QUESTION,
      attachments: [{ file_id, tools: [SEARCH] }],
    });
    expect(body['attachments']).toEqual([{ file_id, tools: [SEARCH] }]);
    const thread = await world.worker.threads.retrieve(thread_id);
    const [store_id = ''] = thread.tool_resources?.file_search?.vector_store_ids ?? [];
    expect((await world.call('GET', `/vector_stores/${store_id}`)).body).toMatchObject({
      expires_after: { anchor: 'last_active_at', days: 7 },
      file_counts: { total: 1 },
    });
  });

  it('goes into the store that the thread has', async () => {
    const thread_id = await world.thread();
    for (const name of ['a.txt', 'b.txt'])
      await world.call('POST', `/threads/${thread_id}/messages`, {
        ...QUESTION,
        attachments: [{ file_id: await upload(name, name), tools: [SEARCH] }],
      });
    const thread = await world.worker.threads.retrieve(thread_id);
    const [store_id = '', ...more] = thread.tool_resources?.file_search?.vector_store_ids ?? [];
    expect(more).toEqual([]);
    expect((await world.call('GET', `/vector_stores/${store_id}`)).body).toMatchObject({ file_counts: { total: 2 } });
  });

  it("is searched by the thread's runs", async () => {
    const file_id = await upload('The harbour closes at dusk.', 'harbour.txt');
    const thread_id = await world.thread();
    await world.call('POST', `/threads/${thread_id}/messages`, {
      ...QUESTION,
      attachments: [{ file_id, tools: [SEARCH] }],
    });
    await world.askIn(thread_id, { tools: [SEARCH] });
    await settle();
    await found();
    expect(world.worker.backend.requests[1]?.messages.at(-1)?.content).toContain('dusk');
  });

  it("for the code interpreter is in the thread's list, once", async () => {
    const file_id = await upload('1,2', 'a.csv');
    const thread_id = await world.thread();
    for (let time = 0; time < 2; time += 1)
      await world.call('POST', `/threads/${thread_id}/messages`, {
        ...QUESTION,
        attachments: [{ file_id, tools: [{ type: 'code_interpreter' }] }],
      });
    expect((await world.worker.threads.retrieve(thread_id)).tool_resources?.code_interpreter?.file_ids).toEqual([
      file_id,
    ]);
  });

  it('that does not exist is refused, and no message is added', async () => {
    const thread_id = await world.thread();
    const { status, body } = await world.call('POST', `/threads/${thread_id}/messages`, {
      ...QUESTION,
      attachments: [{ file_id: 'file-x', tools: [SEARCH] }],
    });
    expect([status, body.error?.message]).toEqual([404, "No file found with id 'file-x'."]);
    expect(await world.messages(thread_id)).toEqual([]);
  });
});

it('a store is made with its assistant, and does not expire', async () => {
  const file = await upload('Words.', 'a.txt');
  const { body } = await world.call('POST', '/assistants', {
    model: 'a-model',
    tools: [SEARCH],
    tool_resources: { file_search: { vector_stores: [{ file_ids: [file] }] } },
  });
  const { file_search } = body['tool_resources'] as { file_search: { vector_store_ids: string[] } };
  expect(file_search.vector_store_ids).toHaveLength(1);
  const store = (await world.call('GET', `/vector_stores/${file_search.vector_store_ids[0]}`)).body;
  expect([store['expires_after'], store['file_counts']]).toMatchObject([undefined, { total: 1 }]);
});

it('a thread has at most one store', async () => {
  const ids = [
    await world.worker.client.vectorStores.create({}),
    await world.worker.client.vectorStores.create({}),
  ].map(({ id }) => id);
  const { status, body } = await world.call('POST', '/threads', {
    tool_resources: { file_search: { vector_store_ids: ids } },
  });
  expect([status, body.error?.code]).toEqual([400, 'array_above_max_length']);
});

it('a run over a store that has expired fails and says so', async () => {
  const file_id = await upload('The harbour.', 'a.txt');
  const thread_id = await world.thread();
  await world.call('POST', `/threads/${thread_id}/messages`, {
    ...QUESTION,
    attachments: [{ file_id, tools: [SEARCH] }],
  });
  await settle();
  await world.pass(8 * 86_400);
  const run_id = await world.askIn(thread_id, { tools: [SEARCH] });
  const run = await world.run({ thread_id, run_id });
  expect([run.status, run.last_error?.message]).toEqual(['failed', expect.stringContaining('expired')]);
  expect(world.worker.backend.requests).toHaveLength(0);
});
