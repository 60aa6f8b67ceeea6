import { describe, expect, it } from 'vitest';
import { type Answer, INTO, useWorld, WEATHER } from './world.ts';

const world = useWorld();

const WHOLE = {
  model: 'a-model',
  name: 'Name',
  description: 'Description',
  instructions: 'Instructions',
  tools: [WEATHER],
  metadata: { a: 'b' },
  temperature: 0.5,
  top_p: 0.9,
  response_format: { type: 'json_object' },
  reasoning_effort: 'low',
};

async function assistant(body: object = WHOLE): Promise<Answer['body']> {
  return (await world.call('POST', '/assistants', body)).body;
}

it('an assistant is what it was created with', async () => {
  const created = await assistant();
  expect(created).toMatchObject({ object: 'assistant', ...WHOLE });
  expect(created.id).toMatch(/^asst_/);
  expect((await world.call('GET', `/assistants/${created.id}`)).body).toEqual(created);
});

it('an assistant of a model alone has the published defaults', async () => {
  expect(await assistant({ model: 'a-model' })).toMatchObject({
    name: null,
    description: null,
    instructions: null,
    tools: [],
    metadata: {},
  });
});

describe('an update of an assistant', () => {
  it.each(Object.entries(WHOLE))('leaves %s when the body does not name it', async (key, value) => {
    const { id } = await assistant();
    const body = key === 'name' ? { description: 'Other' } : { name: 'Other' };
    expect((await world.call('POST', `/assistants/${id}`, body)).body).toMatchObject({ ...body, [key]: value });
  });

  it.each(['name', 'description', 'instructions', 'temperature', 'top_p', 'response_format', 'reasoning_effort'])(
    'resets %s with null',
    async (key) => {
      const { id } = await assistant();
      const { status, body } = await world.call('POST', `/assistants/${id}`, { [key]: null });
      const fresh = await assistant({ model: 'a-model' });
      expect([status, body[key]]).toEqual([200, fresh[key]]);
      expect((await world.call('GET', `/assistants/${id}`)).body).toMatchObject({
        [key]: fresh[key],
        model: 'a-model',
      });
    },
  );

  it('replaces the tools and the metadata as a whole', async () => {
    const { id } = await assistant();
    const change = { tools: [{ type: 'code_interpreter' }], metadata: { c: 'd' } };
    expect((await world.call('POST', `/assistants/${id}`, change)).body).toMatchObject(change);
    expect((await world.call('GET', `/assistants/${id}`)).body['metadata']).toEqual({ c: 'd' });
  });

  it('that is refused changes nothing', async () => {
    const before = await assistant();
    expect((await world.call('POST', `/assistants/${before.id}`, { name: 'Other', temperature: 3 })).status).toBe(400);
    expect((await world.call('GET', `/assistants/${before.id}`)).body).toEqual(before);
  });
});

type Kind = readonly [name: string, make: () => Promise<string>];

const WITH_METADATA: readonly Kind[] = [
  ['an assistant', async () => `/assistants/${(await assistant({ model: 'a', metadata: { a: 'b' } })).id}`],
  ['a thread', async () => `/threads/${(await world.call('POST', '/threads', { metadata: { a: 'b' } })).body.id}`],
  [
    'a message',
    async () => {
      const thread = await world.thread();
      const { body } = await world.call('POST', `/threads/${thread}/messages`, {
        role: 'user',
        content: 'a',
        metadata: { a: 'b' },
      });
      return `/threads/${thread}/messages/${body.id}`;
    },
  ],
  [
    'a run',
    async () => {
      const { thread_id, run_id } = await world.ask({ metadata: { a: 'b' } });
      return `/threads/${thread_id}/runs/${run_id}`;
    },
  ],
  [
    'a vector store',
    async () => `/vector_stores/${(await world.call('POST', '/vector_stores', { metadata: { a: 'b' } })).body.id}`,
  ],
];

describe.each(WITH_METADATA)('the metadata of %s', (_name, make) => {
  it('is kept', async () => {
    expect((await world.call('GET', await make())).body['metadata']).toEqual({ a: 'b' });
  });

  it('is replaced as a whole', async () => {
    const path = await make();
    expect((await world.call('POST', path, { metadata: { c: 'd' } })).body['metadata']).toEqual({ c: 'd' });
    expect((await world.call('GET', path)).body['metadata']).toEqual({ c: 'd' });
  });

  it('stays when the body does not name it', async () => {
    const path = await make();
    expect((await world.call('POST', path, {})).body['metadata']).toEqual({ a: 'b' });
  });

  it('is emptied by null', async () => {
    const path = await make();
    const { status, body } = await world.call('POST', path, { metadata: null });
    expect([status, body['metadata']]).toEqual([200, {}]);
  });

  it('with too many pairs is refused and changes nothing', async () => {
    const path = await make();
    const metadata = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`${index}`, '']));
    expect((await world.call('POST', path, { metadata })).status).toBe(400);
    expect((await world.call('GET', path)).body['metadata']).toEqual({ a: 'b' });
  });
});

it.each([
  ['content', [{ type: 'text', text: 'other' }]],
  ['role', 'assistant'],
  ['status', 'completed'],
])('of a message only the metadata changes, not its %s', async (key, value) => {
  const thread = await world.thread({ role: 'user', content: 'a' });
  const [message] = await world.messages(thread);
  const { status, body } = await world.call('POST', `/threads/${thread}/messages/${message?.id}`, { [key]: value });
  expect([status, body.error?.message]).toEqual([400, `Unknown parameter: '${key}'.`]);
});

it('of a run only the metadata changes', async () => {
  const { thread_id, run_id } = await INTO.completed(world);
  const { status } = await world.call('POST', `/threads/${thread_id}/runs/${run_id}`, { status: 'failed' });
  expect(status).toBe(400);
});

describe('a deleted', () => {
  it('assistant is gone, and its runs stay', async () => {
    const { id } = await assistant();
    const place = await world.ask({ assistant_id: id });
    await world.worker.backend.stop();
    expect((await world.call('DELETE', `/assistants/${id}`)).body).toEqual({
      id,
      object: 'assistant.deleted',
      deleted: true,
    });
    expect((await world.call('GET', `/assistants/${id}`)).status).toBe(404);
    expect((await world.call('DELETE', `/assistants/${id}`)).status).toBe(404);
    expect((await world.call('GET', '/assistants')).body['data']).not.toContainEqual(expect.objectContaining({ id }));
    expect(await world.run(place)).toMatchObject({ assistant_id: id, status: 'completed' });
  });

  it('thread is gone with its messages, runs and steps', async () => {
    const { thread_id, run_id } = await INTO.completed(world);
    const [message] = await world.messages(thread_id);
    const [step] = await world.steps({ thread_id, run_id });
    const path = `/threads/${thread_id}`;
    expect((await world.call('DELETE', path)).body).toEqual({ id: thread_id, object: 'thread.deleted', deleted: true });
    for (const gone of [
      '',
      '/messages',
      `/messages/${message?.id}`,
      '/runs',
      `/runs/${run_id}`,
      `/runs/${run_id}/steps`,
      `/runs/${run_id}/steps/${step?.id}`,
    ])
      expect([gone, (await world.call('GET', path + gone)).status]).toEqual([gone, 404]);
    expect(await world.store.messages.get(message?.id ?? '')).toBeUndefined();
    expect(await world.store.runs.get(run_id)).toBeUndefined();
    expect(await world.store.run_steps.get(step?.id ?? '')).toBeUndefined();
  });

  it('thread leaves others alone', async () => {
    const kept = await world.thread({ role: 'user', content: 'kept' });
    const gone = await world.thread({ role: 'user', content: 'gone' });
    await world.call('DELETE', `/threads/${gone}`);
    expect(await world.messages(kept)).toHaveLength(1);
  });

  it('message is gone from the list and from the next prompt', async () => {
    const thread = await world.thread({ role: 'user', content: 'gone' }, { role: 'user', content: 'kept' });
    const [message] = await world.messages(thread);
    const { body } = await world.call('DELETE', `/threads/${thread}/messages/${message?.id}`);
    expect(body).toEqual({ id: message?.id, object: 'thread.message.deleted', deleted: true });
    expect(await world.messages(thread)).toHaveLength(1);
    await world.askIn(thread);
    expect(JSON.stringify(world.worker.backend.requests.at(-1)?.messages)).not.toContain('gone');
  });

  it('file is gone with its content', async () => {
    const { id } = await world.worker.client.files.create({ purpose: 'assistants', file: new File(['a'], 'a.txt') });
    expect((await world.call('DELETE', `/files/${id}`)).body).toEqual({ id, object: 'file', deleted: true });
    expect((await world.call('GET', `/files/${id}`)).status).toBe(404);
    expect((await world.call('GET', `/files/${id}/content`)).status).toBe(404);
  });

  it('vector store is gone, and its files stay', async () => {
    const file = await world.worker.client.files.create({ purpose: 'assistants', file: new File(['a'], 'a.txt') });
    const { id } = await world.worker.client.vectorStores.create({ file_ids: [file.id] });
    expect((await world.call('DELETE', `/vector_stores/${id}`)).body).toEqual({
      id,
      object: 'vector_store.deleted',
      deleted: true,
    });
    expect((await world.call('GET', `/vector_stores/${id}`)).status).toBe(404);
    expect((await world.call('GET', `/files/${file.id}`)).status).toBe(200);
  });
});

it('a thread is what it was created with', async () => {
  const { body } = await world.call('POST', '/threads', {
    messages: [
      { role: 'user', content: 'One', metadata: { a: 'b' } },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'Two' },
          { type: 'image_url', image_url: { url: 'https://images.test/a.png' } },
        ],
      },
    ],
    metadata: { c: 'd' },
  });
  expect(body).toMatchObject({ object: 'thread', metadata: { c: 'd' } });
  expect(await world.messages(body.id ?? '')).toMatchObject([
    {
      role: 'user',
      content: [{ type: 'text', text: { value: 'One', annotations: [] } }],
      metadata: { a: 'b' },
      run_id: null,
      assistant_id: null,
    },
    {
      role: 'assistant',
      content: [{ text: { value: 'Two' } }, { type: 'image_url', image_url: { url: 'https://images.test/a.png' } }],
    },
  ]);
});

it('a thread that is refused leaves none of its messages', async () => {
  const messages = [
    { role: 'user', content: 'One' },
    { role: 'user', content: '' },
  ];
  expect((await world.call('POST', '/threads', { messages })).status).toBe(400);
  expect(
    (await world.call('POST', '/threads/runs', { assistant_id: 'asst_x', thread: { messages: messages.slice(0, 1) } }))
      .status,
  ).toBe(404);
});

it('models are listed and retrieved', async () => {
  const { body } = await world.call('GET', '/models');
  const [model] = body['data'] as { id: string }[];
  expect(model?.id).toEqual(expect.any(String));
  expect((await world.call('GET', `/models/${encodeURIComponent(model?.id ?? '')}`)).body).toEqual(model);
});

describe('the tool resources of a thread', () => {
  async function withFile() {
    const file = await world.worker.client.files.create({ purpose: 'assistants', file: new File(['a'], 'a.csv') });
    const tool_resources = { code_interpreter: { file_ids: [file.id] } };
    const { id = '' } = (await world.call('POST', '/threads', { tool_resources })).body;
    return { path: `/threads/${id}`, tool_resources };
  }

  it('stay when the body does not name them', async () => {
    const { path, tool_resources } = await withFile();
    expect((await world.call('POST', path, { metadata: { a: 'b' } })).body).toMatchObject({ tool_resources });
  });

  it('are replaced by others', async () => {
    const { path } = await withFile();
    const store = await world.worker.client.vectorStores.create({});
    const change = { file_search: { vector_store_ids: [store.id] } };
    await world.call('POST', path, { tool_resources: change });
    expect((await world.call('GET', path)).body['tool_resources']).toMatchObject(change);
  });

  it('are taken away by null', async () => {
    const { path } = await withFile();
    expect((await world.call('POST', path, { tool_resources: null })).status).toBe(200);
    const after = (await world.call('GET', path)).body['tool_resources'];
    expect(JSON.stringify(after)).not.toContain('file-');
  });

  it('name files and stores that exist', async () => {
    const { path } = await withFile();
    for (const tool_resources of [
      { code_interpreter: { file_ids: ['file-x'] } },
      { file_search: { vector_store_ids: ['vs_x'] } },
    ])
      expect((await world.call('POST', path, { tool_resources })).status).toBe(404);
  });
});
