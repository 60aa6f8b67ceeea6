import { beforeEach, describe, expect, it } from 'vitest';
import { createWorld, settle, type Worker } from '../support/engine.ts';
import { longArray, missing, refusalsOf, refuses, send, type } from './refusals.ts';

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

describe('a thread that is made with its run', () => {
  it('holds its messages before the run is asked', async () => {
    const run = await worker.threads.createAndRun({
      assistant_id: 'asst_sitethread',
      thread: { messages: [{ role: 'user', content: 'Why?' }], metadata: { a: 'b' } },
      instructions: 'Be brief.',
      metadata: { c: 'd' },
    });
    expect(run).toMatchObject({ status: 'queued', instructions: 'Be brief.', metadata: { c: 'd' } });
    expect((await worker.threads.retrieve(run.thread_id)).metadata).toEqual({ a: 'b' });
    await settle();
    expect(worker.backend.requests[0]?.question).toBe('Why?');
    await worker.backend.words('Because.');
    await worker.backend.stop();
    const { data } = await worker.threads.messages.list(run.thread_id, { order: 'asc' });
    expect(data.map(({ role }) => role)).toEqual(['user', 'assistant']);
  });

  it('is empty when it is not described', async () => {
    const { thread_id } = await worker.threads.createAndRun({ assistant_id: 'asst_sitethread' });
    expect(await worker.threads.retrieve(thread_id)).toMatchObject({ metadata: {}, tool_resources: null });
  });

  it('takes the resources that are given with the run, unless it has its own for that tool', async () => {
    const upload = () =>
      worker.client.files.create({ purpose: 'assistants', file: new File(['words'], 'a.txt') }).then(({ id }) => id);
    const [own, other] = [await upload(), await upload()];
    const { id: store } = await worker.client.vectorStores.create({});
    const { thread_id } = await worker.threads.createAndRun({
      assistant_id: 'asst_sitethread',
      thread: { tool_resources: { code_interpreter: { file_ids: [own] } } },
      tool_resources: { code_interpreter: { file_ids: [other] }, file_search: { vector_store_ids: [store] } },
    });
    expect((await worker.threads.retrieve(thread_id)).tool_resources).toEqual({
      code_interpreter: { file_ids: [own] },
      file_search: { vector_store_ids: [store] },
    });
  });

  it('is not made when something of it does not exist', async () => {
    for (const body of [
      { assistant_id: 'asst_x' },
      { assistant_id: 'asst_sitethread', tool_resources: { code_interpreter: { file_ids: ['file-x'] } } },
      { assistant_id: 'asst_sitethread', thread: { tool_resources: { file_search: { vector_store_ids: ['vs_x'] } } } },
    ])
      expect((await send(worker, 'POST', '/threads/runs', body)).status).toBe(404);
    expect(await world.db.threads.count()).toBe(0);
    expect(await world.db.runs.count()).toBe(0);
  });

  refuses(
    [
      ...refusalsOf('POST', '/threads/runs', {}, [
        [{ thread: {} }, missing('assistant_id'), 'assistant_id', 'missing_required_parameter'],
      ]),
      ...refusalsOf('POST', '/threads/runs', { assistant_id: 'a' }, [
        [{ thread: null }, type('thread', 'an object', 'null'), 'thread', 'invalid_type'],
        [{ thread: { id: 'a' } }, "Unknown parameter: 'thread.id'.", 'thread.id', 'unknown_parameter'],
        [
          { thread: { messages: [{ role: 'user' }] } },
          missing('thread.messages[0].content'),
          'thread.messages[0].content',
          'missing_required_parameter',
        ],
        [
          { additional_messages: [] },
          "Unknown parameter: 'additional_messages'.",
          'additional_messages',
          'unknown_parameter',
        ],
        [
          { tool_resources: { file_search: { vector_store_ids: ['vs_a', 'vs_b'] } } },
          longArray('tool_resources.file_search.vector_store_ids', 1),
          'tool_resources.file_search.vector_store_ids',
          'array_above_max_length',
        ],
      ]),
    ],
    () => worker,
  );
});
