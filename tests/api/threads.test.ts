import { beforeEach, describe, expect, it } from 'vitest';
import { askRun, createWorld, settle, type Worker } from '../support/engine.ts';
import { long, longArray, missing, refusalsOf, refuses, send, type } from './refusals.ts';

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

async function upload(): Promise<string> {
  return (await worker.client.files.create({ purpose: 'assistants', file: new File(['words'], 'a.txt') })).id;
}

describe('a thread', () => {
  it('is made empty', async () => {
    const thread = await worker.threads.create();
    expect(thread).toMatchObject({ object: 'thread', metadata: {}, tool_resources: null });
    expect(thread.id).toMatch(/^thread_/);
    expect(thread).not.toHaveProperty('local');
    expect(await worker.threads.retrieve(thread.id)).toEqual(thread);
  });

  it('is made with its messages, in their order', async () => {
    const { id } = await worker.threads.create({
      messages: [
        { role: 'user', content: 'One' },
        { role: 'assistant', content: [{ type: 'text', text: 'Two' }], metadata: { a: 'b' } },
        { role: 'user', content: 'Three' },
      ],
    });
    const { data } = await worker.threads.messages.list(id, { order: 'asc' });
    expect(data).toMatchObject([
      { role: 'user', content: [{ type: 'text', text: { value: 'One', annotations: [] } }] },
      { role: 'assistant', content: [{ text: { value: 'Two' } }], metadata: { a: 'b' } },
      { role: 'user', content: [{ text: { value: 'Three' } }] },
    ]);
  });

  it('keeps what an update does not name, and loses what it sets to null', async () => {
    const file_id = await upload();
    const tool_resources = { code_interpreter: { file_ids: [file_id] } };
    const { id } = await worker.threads.create({ metadata: { a: 'b' }, tool_resources });
    expect(await worker.threads.update(id, { metadata: { c: 'd' } })).toMatchObject({
      metadata: { c: 'd' },
      tool_resources,
    });
    expect(await worker.threads.update(id, { tool_resources: null })).toMatchObject({
      metadata: { c: 'd' },
      tool_resources: null,
    });
    expect(await worker.threads.update(id, { metadata: null })).toMatchObject({ metadata: {} });
  });

  it('may have its vector store made, which ends a week after its last use', async () => {
    const { tool_resources } = await worker.threads.create({
      tool_resources: { file_search: { vector_stores: [{ file_ids: [await upload()] }] } },
    });
    const [id = ''] = tool_resources?.file_search?.vector_store_ids ?? [];
    expect(await worker.client.vectorStores.retrieve(id)).toMatchObject({
      expires_after: { anchor: 'last_active_at', days: 7 },
    });
  });

  it('takes the files that its first messages attach into its resources', async () => {
    const [searched, interpreted] = [await upload(), await upload()];
    const thread = await worker.threads.create({
      messages: [
        { role: 'user', content: 'One', attachments: [{ file_id: searched, tools: [{ type: 'file_search' }] }] },
        {
          role: 'user',
          content: 'Two',
          attachments: [{ file_id: interpreted, tools: [{ type: 'code_interpreter' }] }],
        },
      ],
    });
    const [store = ''] = thread.tool_resources?.file_search?.vector_store_ids ?? [];
    expect((await worker.client.vectorStores.files.list(store)).data.map(({ id }) => id)).toEqual([searched]);
    expect(thread.tool_resources?.code_interpreter?.file_ids).toEqual([interpreted]);
    expect(await worker.threads.retrieve(thread.id)).toEqual(thread);
  });

  it('is not made when one of its messages names a file that does not exist', async () => {
    const response = await send(worker, 'POST', '/threads', {
      messages: [
        { role: 'user', content: 'One' },
        { role: 'user', content: 'Two', attachments: [{ file_id: 'file-x', tools: [{ type: 'file_search' }] }] },
      ],
    });
    expect(response.status).toBe(404);
    expect((await response.json()).error.message).toBe("No file found with id 'file-x'.");
    expect(await world.db.threads.count()).toBe(0);
    expect(await world.db.messages.count()).toBe(0);
    expect(await world.db.vector_stores.count()).toBe(0);
  });
});

describe('a thread that is deleted', () => {
  it('takes its messages, runs and steps with it, and nothing else', async () => {
    const { thread, run } = await askRun(worker);
    await worker.backend.words('Because.');
    await worker.backend.stop();
    const other = await askRun(worker);
    await worker.backend.words('So.');
    await worker.backend.stop();

    expect(await worker.threads.delete(thread.id)).toEqual({ id: thread.id, object: 'thread.deleted', deleted: true });
    await expect(worker.threads.retrieve(thread.id)).rejects.toThrow('No thread found');
    await expect(worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).rejects.toThrow('No run found');
    for (const table of [world.db.threads, world.db.messages, world.db.runs, world.db.run_steps]) {
      const rows = await table.toArray();
      expect(rows.filter((row) => ('thread_id' in row ? row.thread_id : row.id) === thread.id)).toEqual([]);
      expect(rows.some((row) => ('thread_id' in row ? row.thread_id : row.id) === other.thread.id)).toBe(true);
    }
  });

  it('waits for its run to end', async () => {
    const { thread, run } = await askRun(worker);
    const response = await send(worker, 'DELETE', `/threads/${thread.id}`);
    expect(response.status).toBe(400);
    expect((await response.json()).error).toEqual({
      message: `Can't delete ${thread.id} while a run ${run.id} is active.`,
      type: 'invalid_request_error',
      param: null,
      code: null,
    });
    await worker.threads.runs.cancel(run.id, { thread_id: thread.id });
    await settle();
    expect((await worker.threads.delete(thread.id)).deleted).toBe(true);
  });

  it('is no longer the current one of its site', async () => {
    const thread = await worker.engine.threads.currentOf('example.com');
    await worker.threads.delete(thread.id);
    expect((await worker.engine.threads.currentOf('example.com')).id).not.toBe(thread.id);
  });
});

describe('what is wrong in a thread', () => {
  refuses(
    [
      ...refusalsOf('POST', '/threads', {}, [
        [{ title: 'a' }, "Unknown parameter: 'title'.", 'title', 'unknown_parameter'],
        [{ messages: {} }, type('messages', 'an array', 'an object'), 'messages', 'invalid_type'],
        [{ messages: null }, type('messages', 'an array', 'null'), 'messages', 'invalid_type'],
        [{ messages: [1] }, type('messages[0]', 'an object', 'an integer'), 'messages[0]', 'invalid_type'],
        [
          { messages: [{ role: 'user', content: 'a' }, { content: 'b' }] },
          missing('messages[1].role'),
          'messages[1].role',
          'missing_required_parameter',
        ],
        [
          { messages: [{ role: 'user', content: 'x'.repeat(256_001) }] },
          long('messages[0].content', 256_000),
          'messages[0].content',
          'string_above_max_length',
        ],
        [
          { tool_resources: { code_interpreter: { file_ids: Array.from({ length: 21 }, () => 'file-x') } } },
          longArray('tool_resources.code_interpreter.file_ids', 20),
          'tool_resources.code_interpreter.file_ids',
          'array_above_max_length',
        ],
        [{ tool_resources: 1 }, type('tool_resources', 'an object', 'an integer'), 'tool_resources', 'invalid_type'],
      ]),
      ...refusalsOf('POST', '/threads/thread_x', {}, [
        [{ messages: [] }, "Unknown parameter: 'messages'.", 'messages', 'unknown_parameter'],
        [
          { tool_resources: { file_search: { vector_stores: [] } } },
          "Unknown parameter: 'tool_resources.file_search.vector_stores'.",
          'tool_resources.file_search.vector_stores',
          'unknown_parameter',
        ],
      ]),
    ],
    () => worker,
  );

  it('is not an empty body', async () => {
    expect((await send(worker, 'POST', '/threads')).status).toBe(200);
  });
});
