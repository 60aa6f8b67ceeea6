import { beforeEach, describe, expect, it } from 'vitest';
import { askRun, createWorld, settle, type Worker } from '../support/engine.ts';
import { long, missing, pairs, type Refusal, refusalsOf, refuses, send, type } from './refusals.ts';

let worker: Worker;
let threadId: string;

beforeEach(async () => {
  worker = createWorld().startWorker();
  threadId = (await worker.threads.create()).id;
});

async function upload(): Promise<string> {
  return (await worker.client.files.create({ purpose: 'vision', file: new File(['words'], 'a.png') })).id;
}

describe('a message', () => {
  it('is complete as soon as it is made', async () => {
    const made = await worker.threads.messages.create(threadId, { role: 'user', content: 'Why?' });
    expect(made).toMatchObject({
      object: 'thread.message',
      thread_id: threadId,
      status: 'completed',
      role: 'user',
      content: [{ type: 'text', text: { value: 'Why?', annotations: [] } }],
      attachments: [],
      assistant_id: null,
      run_id: null,
      metadata: {},
    });
    expect(made).not.toHaveProperty('local');
    expect(await worker.threads.messages.retrieve(made.id, { thread_id: threadId })).toEqual(made);
  });

  it('may have text, images by address and images by file', async () => {
    const file_id = await upload();
    const { content } = await worker.threads.messages.create(threadId, {
      role: 'user',
      content: [
        { type: 'text', text: 'Which?' },
        { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
        { type: 'image_file', image_file: { file_id, detail: 'high' } },
      ],
    });
    expect(content).toEqual([
      { type: 'text', text: { value: 'Which?', annotations: [] } },
      { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
      { type: 'image_file', image_file: { file_id, detail: 'high' } },
    ]);
  });

  it('is made once and answered as made, although somebody who listens throws', async () => {
    worker.engine.subscribe(() => {
      throw new Error('The port is gone.');
    });
    const response = await send(worker, 'POST', `/threads/${threadId}/messages`, { role: 'user', content: 'Why?' });
    expect(response.status).toBe(200);
    expect((await worker.threads.messages.list(threadId)).data).toHaveLength(1);
  });

  it('changes in its metadata alone', async () => {
    const { id } = await worker.threads.messages.create(threadId, { role: 'user', content: 'a', metadata: { a: 'b' } });
    const path = { thread_id: threadId };
    expect((await worker.threads.messages.update(id, { ...path })).metadata).toEqual({ a: 'b' });
    expect((await worker.threads.messages.update(id, { ...path, metadata: { c: 'd' } })).metadata).toEqual({ c: 'd' });
    expect((await worker.threads.messages.retrieve(id, path)).metadata).toEqual({ c: 'd' });
    expect((await worker.threads.messages.update(id, { ...path, metadata: null })).metadata).toEqual({});
  });

  it('keeps its new metadata when a run is still writing it', async () => {
    const { thread } = await askRun(worker);
    await worker.backend.words('Be');
    const path = { thread_id: thread.id };
    const [open] = (await worker.threads.messages.list(thread.id)).data;
    expect(open?.status).toBe('in_progress');
    await worker.threads.messages.update(open?.id ?? '', { ...path, metadata: { seen: 'yes' } });
    await worker.backend.words('cause.');
    await worker.backend.stop();
    expect(await worker.threads.messages.retrieve(open?.id ?? '', path)).toMatchObject({
      status: 'completed',
      metadata: { seen: 'yes' },
      content: [{ text: { value: 'Because.' } }],
    });
  });

  it('is gone when it is deleted', async () => {
    const path = { thread_id: threadId };
    const { id } = await worker.threads.messages.create(threadId, { role: 'user', content: 'a' });
    const other = await worker.threads.messages.create(threadId, { role: 'user', content: 'b' });
    expect(await worker.threads.messages.delete(id, path)).toEqual({
      id,
      object: 'thread.message.deleted',
      deleted: true,
    });
    await expect(worker.threads.messages.retrieve(id, path)).rejects.toThrow(`No message found with id '${id}'.`);
    expect((await worker.threads.messages.list(threadId)).data.map((message) => message.id)).toEqual([other.id]);
  });

  it('is found in its own thread only', async () => {
    const { id } = await worker.threads.messages.create(threadId, { role: 'user', content: 'a' });
    const other = await worker.threads.create();
    for (const [method, body] of [['GET'], ['POST', {}], ['DELETE']] as const)
      expect((await send(worker, method, `/threads/${other.id}/messages/${id}`, body)).status).toBe(404);
    expect((await worker.threads.messages.retrieve(id, { thread_id: threadId })).id).toBe(id);
  });
});

describe('while a run is active', () => {
  it('no message is added or deleted', async () => {
    const { thread, run } = await askRun(worker);
    const [question] = (await worker.threads.messages.list(thread.id)).data;
    const added = await send(worker, 'POST', `/threads/${thread.id}/messages`, { role: 'user', content: 'a' });
    expect(added.status).toBe(400);
    expect((await added.json()).error).toEqual({
      message: `Can't add messages to ${thread.id} while a run ${run.id} is active.`,
      type: 'invalid_request_error',
      param: null,
      code: null,
    });
    const deleted = await send(worker, 'DELETE', `/threads/${thread.id}/messages/${question?.id}`);
    expect(deleted.status).toBe(400);
    expect((await deleted.json()).error).toEqual({
      message: `Can't delete messages from ${thread.id} while a run ${run.id} is active.`,
      type: 'invalid_request_error',
      param: null,
      code: null,
    });
    expect((await worker.threads.messages.list(thread.id)).data).toHaveLength(1);
  });
});

describe('the messages of a run', () => {
  it('are listed by its id, inside its own thread', async () => {
    const { thread, run } = await askRun(worker);
    await worker.backend.words('Because.');
    await worker.backend.stop();
    await settle();
    const { data } = await worker.threads.messages.list(thread.id, { run_id: run.id });
    expect(data.map(({ role }) => role)).toEqual(['assistant']);
    expect((await worker.threads.messages.list(threadId, { run_id: run.id })).data).toEqual([]);
    expect((await worker.threads.messages.list(thread.id, { run_id: 'run_x' })).data).toEqual([]);
  });
});

describe('what is wrong in a message', () => {
  const PATH = '/threads/thread_x/messages';
  const NON_EMPTY = 'Message content must be non-empty.';
  const text = (value: unknown) => ({ content: [{ type: 'text', text: value }] });
  const empty = (what: string, content: unknown): Refusal => [
    `${what} as content`,
    'POST',
    PATH,
    { role: 'user', content },
    400,
    NON_EMPTY,
    'content',
    null,
  ];

  refuses(
    [
      empty('an empty string', ''),
      empty('a blank string', ' \n\t'),
      empty('no part', []),
      empty('an empty text', [{ type: 'text', text: '' }]),
      empty('a blank text beside another', [
        { type: 'text', text: 'a' },
        { type: 'text', text: ' ' },
      ]),
      ...refusalsOf('POST', PATH, {}, [
        [{ content: 'a' }, missing('role'), 'role', 'missing_required_parameter'],
        [{ role: 'user' }, missing('content'), 'content', 'missing_required_parameter'],
        [
          { role: 'system', content: 'a' },
          "Invalid value: 'system'. Supported values are: 'user' and 'assistant'.",
          'role',
          'invalid_value',
        ],
      ]),
      ...refusalsOf('POST', PATH, { role: 'user', content: 'a' }, [
        [{ file_ids: [] }, "Unknown parameter: 'file_ids'.", 'file_ids', 'unknown_parameter'],
        [
          { content: 1 },
          type('content', 'one of a string or array of objects', 'an integer'),
          'content',
          'invalid_type',
        ],
        [{ content: null }, type('content', 'one of a string or array of objects', 'null'), 'content', 'invalid_type'],
        [{ content: 'x'.repeat(256_001) }, long('content', 256_000), 'content', 'string_above_max_length'],
        [text('x'.repeat(256_001)), long('content[0].text', 256_000), 'content[0].text', 'string_above_max_length'],
        [text({ value: 'a' }), type('content[0].text', 'a string', 'an object'), 'content[0].text', 'invalid_type'],
        [{ content: ['a'] }, type('content[0]', 'an object', 'a string'), 'content[0]', 'invalid_type'],
        [
          { content: [{ type: 'refusal', refusal: 'No' }] },
          "Invalid value: 'refusal'. Supported values are: 'text', 'image_url', and 'image_file'.",
          'content[0].type',
          'invalid_value',
        ],
        [
          { content: [{ type: 'image_url', image_url: {} }] },
          missing('content[0].image_url.url'),
          'content[0].image_url.url',
          'missing_required_parameter',
        ],
        [
          { content: [{ type: 'image_url', image_url: { url: 'a.png' } }] },
          "Invalid 'content[0].image_url.url'. Expected a valid URL, but got a value with an invalid format.",
          'content[0].image_url.url',
          'invalid_value',
        ],
        [
          { content: [{ type: 'image_file', image_file: { file_id: 'file-x', detail: 'fine' } }] },
          "Invalid value: 'fine'. Supported values are: 'auto', 'low', and 'high'.",
          'content[0].image_file.detail',
          'invalid_value',
        ],
        [
          { attachments: [{ file_id: 'file-x' }] },
          missing('attachments[0].tools'),
          'attachments[0].tools',
          'missing_required_parameter',
        ],
        [
          { attachments: [{ tools: [] }] },
          missing('attachments[0].file_id'),
          'attachments[0].file_id',
          'missing_required_parameter',
        ],
        [
          { attachments: [{ file_id: 'file-x', tools: [{ type: 'function' }] }] },
          "Invalid value: 'function'. Supported values are: 'code_interpreter' and 'file_search'.",
          'attachments[0].tools[0].type',
          'invalid_value',
        ],
        [{ metadata: { a: 1 } }, type('metadata.a', 'a string', 'an integer'), 'metadata.a', 'invalid_type'],
      ]),
      ...refusalsOf('POST', `${PATH}/msg_x`, {}, [
        [{ content: 'b' }, "Unknown parameter: 'content'.", 'content', 'unknown_parameter'],
      ]),
    ],
    () => worker,
  );

  it.each([
    ['attachments', { attachments: [{ file_id: 'file-x', tools: [] }] }],
    ['images', { content: [{ type: 'image_file', image_file: { file_id: 'file-x' } }] }],
  ])('is a file that does not exist, in %s', async (_what, given) => {
    const response = await send(worker, 'POST', `/threads/${threadId}/messages`, {
      role: 'user',
      content: 'a',
      ...given,
    });
    expect(response.status).toBe(404);
    expect((await response.json()).error.message).toBe("No file found with id 'file-x'.");
    expect((await worker.threads.messages.list(threadId)).data).toEqual([]);
  });

  it.each([
    ['a text', { content: 'x'.repeat(256_000) }],
    ['a text part', text('x'.repeat(256_000))],
    ['metadata', { metadata: pairs(16) }],
    ['no attachments', { attachments: null }],
  ])('is not %s at the limit', async (_what, given) => {
    const message = { role: 'user', content: 'a', ...given };
    expect((await send(worker, 'POST', `/threads/${threadId}/messages`, message)).status).toBe(200);
  });
});
