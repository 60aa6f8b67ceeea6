import { beforeEach, describe, expect, it } from 'vitest';
import { askRun, createWorld, settle, type Worker } from '../support/engine.ts';
import { functionTool, long, longArray, missing, pairs, refusalsOf, refuses, send, type } from './refusals.ts';

let worker: Worker;
let threadId: string;

beforeEach(async () => {
  worker = createWorld().startWorker();
  threadId = (await worker.threads.create({ messages: [{ role: 'user', content: 'Why?' }] })).id;
});

describe('a run', () => {
  it('takes what it is not given from its assistant', async () => {
    const { id } = await worker.client.beta.assistants.create({
      model: 'm',
      instructions: 'Be brief.',
      tools: [{ type: 'code_interpreter' }],
      temperature: 0.5,
      top_p: 0.25,
      response_format: { type: 'json_object' },
      reasoning_effort: 'low',
    });
    const run = await worker.threads.runs.create(threadId, { assistant_id: id });
    expect(run).toMatchObject({
      object: 'thread.run',
      thread_id: threadId,
      assistant_id: id,
      status: 'queued',
      model: 'm',
      instructions: 'Be brief.',
      tools: [{ type: 'code_interpreter' }],
      temperature: 0.5,
      top_p: 0.25,
      response_format: { type: 'json_object' },
      reasoning_effort: 'low',
      tool_choice: 'auto',
      truncation_strategy: { type: 'auto' },
      parallel_tool_calls: true,
      max_prompt_tokens: null,
      max_completion_tokens: null,
      usage: null,
      required_action: null,
      last_error: null,
    });
    expect(run).not.toHaveProperty('local');
  });

  it('is given all of it anew', async () => {
    const given = {
      model: 'n',
      instructions: 'Be long.',
      tools: [{ type: 'function' as const, function: { name: 'look' } }],
      metadata: { a: 'b' },
      temperature: 1.5,
      top_p: 0.75,
      max_prompt_tokens: 1000,
      max_completion_tokens: 500,
      truncation_strategy: { type: 'last_messages' as const, last_messages: 3 },
      tool_choice: { type: 'function' as const, function: { name: 'look' } },
      parallel_tool_calls: false,
      response_format: { type: 'json_schema' as const, json_schema: { name: 'answer', schema: { type: 'object' } } },
      reasoning_effort: 'high' as const,
    };
    const { id } = await worker.client.beta.assistants.create({ model: 'm', reasoning_effort: 'low' });
    const run = await worker.threads.runs.create(threadId, { assistant_id: id, ...given });
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: threadId })).toMatchObject(given);
  });

  it('is told more than its assistant, after a blank line', async () => {
    const { id } = await worker.client.beta.assistants.create({ model: 'm', instructions: 'One.' });
    const run = await worker.threads.runs.create(threadId, { assistant_id: id, additional_instructions: 'Two.' });
    expect(run.instructions).toBe('One.\n\nTwo.');
  });

  it('lives ten minutes', async () => {
    const run = await worker.threads.runs.create(threadId, { assistant_id: 'asst_sitethread' });
    expect(run.expires_at).toBe(run.created_at + 600);
  });

  it('writes no message when its additional messages name a file that does not exist', async () => {
    const response = await send(worker, 'POST', `/threads/${threadId}/runs`, {
      assistant_id: 'asst_sitethread',
      additional_messages: [
        { role: 'user', content: 'a' },
        { role: 'user', content: 'b', attachments: [{ file_id: 'file-x', tools: [] }] },
      ],
    });
    expect(response.status).toBe(404);
    expect((await worker.threads.messages.list(threadId)).data).toHaveLength(1);
    expect((await worker.threads.runs.list(threadId)).data).toEqual([]);
  });

  it('is the only one of its thread that is active', async () => {
    const { thread, run } = await askRun(worker);
    const response = await send(worker, 'POST', `/threads/${thread.id}/runs`, { assistant_id: 'asst_sitethread' });
    expect(response.status).toBe(400);
    expect((await response.json()).error).toEqual({
      message: `Thread ${thread.id} already has an active run ${run.id}.`,
      type: 'invalid_request_error',
      param: null,
      code: null,
    });
  });

  it('is found in its own thread only', async () => {
    const { run } = await askRun(worker);
    for (const path of [`/runs/${run.id}`, `/runs/${run.id}/steps`])
      expect((await send(worker, 'GET', `/threads/${threadId}${path}`)).status).toBe(404);
    expect((await send(worker, 'POST', `/threads/${threadId}/runs/${run.id}`, {})).status).toBe(404);
  });

  it('cannot be cancelled twice', async () => {
    const { thread, run } = await askRun(worker);
    await worker.threads.runs.cancel(run.id, { thread_id: thread.id });
    await settle();
    await expect(worker.threads.runs.cancel(run.id, { thread_id: thread.id })).rejects.toThrow(
      "Cannot cancel run with status 'cancelled'.",
    );
  });
});

describe('a request that was aborted before it was sent', () => {
  it('makes no run', async () => {
    const made = worker.api.fetch(`https://sitethread.local/v1/threads/${threadId}/runs`, {
      method: 'POST',
      body: JSON.stringify({ assistant_id: 'asst_sitethread' }),
      signal: AbortSignal.abort(),
    });
    await expect(made).rejects.toMatchObject({ name: 'AbortError' });
    await settle();
    expect((await worker.threads.runs.list(threadId)).data).toEqual([]);
    expect(worker.backend.requests).toEqual([]);
  });
});

describe('the metadata of a run', () => {
  it('is changed while it is being answered, and stays', async () => {
    const { thread, run } = await askRun(worker);
    const path = { thread_id: thread.id };
    await worker.backend.words('Be');
    expect((await worker.threads.runs.update(run.id, { ...path, metadata: { a: 'b' } })).metadata).toEqual({ a: 'b' });
    await worker.backend.words('cause.');
    await worker.backend.stop();
    expect(await worker.threads.runs.retrieve(run.id, path)).toMatchObject({
      status: 'completed',
      metadata: { a: 'b' },
    });
  });

  it('is changed after its end, kept when it is not named, and emptied by null', async () => {
    const { thread, run } = await askRun(worker);
    const path = { thread_id: thread.id };
    await worker.backend.stop();
    await worker.threads.runs.update(run.id, { ...path, metadata: { a: 'b' } });
    expect((await worker.threads.runs.update(run.id, path)).metadata).toEqual({ a: 'b' });
    expect((await worker.threads.runs.update(run.id, { ...path, metadata: null })).metadata).toEqual({});
    expect((await worker.threads.runs.retrieve(run.id, path)).metadata).toEqual({});
  });
});

describe('the outputs of a run', () => {
  const TOOLS = [{ type: 'function' as const, function: { name: 'look' } }];

  async function waiting() {
    const run = await worker.threads.runs.create(threadId, { assistant_id: 'asst_sitethread', tools: TOOLS });
    await settle();
    await worker.backend.say(
      { type: 'tool-call-delta', index: 0, id: 'call_a', name: 'look', arguments_delta: '{}' },
      { type: 'tool-call-delta', index: 1, id: 'call_b', name: 'look', arguments_delta: '{}' },
      { type: 'finish', reason: 'tool-calls' },
    );
    return `/threads/${threadId}/runs/${run.id}/submit_tool_outputs`;
  }

  it.each([
    ['too few', ['call_a'], "['call_a']"],
    ['none', [], '[]'],
    ['too many', ['call_a', 'call_b', 'call_c'], "['call_a', 'call_b', 'call_c']"],
    ['one twice', ['call_a', 'call_a'], "['call_a', 'call_a']"],
  ])('are refused when they are %s', async (_what, ids, got) => {
    const path = await waiting();
    const response = await send(worker, 'POST', path, { tool_outputs: ids.map((tool_call_id) => ({ tool_call_id })) });
    expect(response.status).toBe(400);
    expect((await response.json()).error).toEqual({
      message: `Expected tool outputs for call_ids ['call_a', 'call_b'], got ${got}`,
      type: 'invalid_request_error',
      param: null,
      code: null,
    });
  });

  it('are empty where none is said', async () => {
    const path = await waiting();
    const tool_outputs = [{ tool_call_id: 'call_b', output: 'B' }, { tool_call_id: 'call_a' }];
    expect((await send(worker, 'POST', path, { tool_outputs })).status).toBe(200);
    await settle();
    expect(worker.backend.requests[1]?.messages.slice(-2)).toEqual([
      { role: 'tool', tool_call_id: 'call_a', content: '' },
      { role: 'tool', tool_call_id: 'call_b', content: 'B' },
    ]);
  });

  it('are not taken by a run that has ended', async () => {
    const { thread, run } = await askRun(worker);
    await worker.backend.stop();
    const path = `/threads/${thread.id}/runs/${run.id}/submit_tool_outputs`;
    const response = await send(worker, 'POST', path, { tool_outputs: [] });
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toBe('Runs in status "completed" do not accept tool outputs.');
  });
});

describe('what is wrong in a run', () => {
  const below = (what: string) =>
    `Invalid '${what}': integer below minimum value. Expected a value >= 256, but got 255 instead.`;

  refuses(
    [
      ...refusalsOf('POST', '/threads/thread_x/runs', {}, [
        [{}, missing('assistant_id'), 'assistant_id', 'missing_required_parameter'],
        [{ assistant_id: 1 }, type('assistant_id', 'a string', 'an integer'), 'assistant_id', 'invalid_type'],
      ]),
      ...refusalsOf('POST', '/threads/thread_x/runs', { assistant_id: 'a' }, [
        [{ thread: {} }, "Unknown parameter: 'thread'.", 'thread', 'unknown_parameter'],
        [{ tool_resources: {} }, "Unknown parameter: 'tool_resources'.", 'tool_resources', 'unknown_parameter'],
        [{ model: true }, type('model', 'a string', 'a boolean'), 'model', 'invalid_type'],
        [{ stream: 'yes' }, type('stream', 'a boolean', 'a string'), 'stream', 'invalid_type'],
        [
          { instructions: 'i'.repeat(256_001) },
          long('instructions', 256_000),
          'instructions',
          'string_above_max_length',
        ],
        [
          { tools: Array.from({ length: 21 }, (_, index) => functionTool(`f${index}`)) },
          longArray('tools', 20),
          'tools',
          'array_above_max_length',
        ],
        [
          { temperature: 2.1 },
          "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.1 instead.",
          'temperature',
          'decimal_above_max_value',
        ],
        [
          { top_p: -1 },
          "Invalid 'top_p': decimal below minimum value. Expected a value >= 0, but got -1 instead.",
          'top_p',
          'decimal_below_min_value',
        ],
        [{ max_prompt_tokens: 255 }, below('max_prompt_tokens'), 'max_prompt_tokens', 'integer_below_min_value'],
        [
          { max_completion_tokens: 255 },
          below('max_completion_tokens'),
          'max_completion_tokens',
          'integer_below_min_value',
        ],
        [
          { max_completion_tokens: 256.5 },
          type('max_completion_tokens', 'an integer', 'a decimal'),
          'max_completion_tokens',
          'invalid_type',
        ],
        [
          { parallel_tool_calls: 1 },
          type('parallel_tool_calls', 'a boolean', 'an integer'),
          'parallel_tool_calls',
          'invalid_type',
        ],
        [
          { truncation_strategy: {} },
          missing('truncation_strategy.type'),
          'truncation_strategy.type',
          'missing_required_parameter',
        ],
        [
          { truncation_strategy: { type: 'last_messages' } },
          missing('truncation_strategy.last_messages'),
          'truncation_strategy.last_messages',
          'missing_required_parameter',
        ],
        [
          { truncation_strategy: { type: 'last_messages', last_messages: 0 } },
          "Invalid 'truncation_strategy.last_messages': integer below minimum value. Expected a value >= 1, but got 0 instead.",
          'truncation_strategy.last_messages',
          'integer_below_min_value',
        ],
        [
          { truncation_strategy: { type: 'first' } },
          "Invalid value: 'first'. Supported values are: 'auto' and 'last_messages'.",
          'truncation_strategy.type',
          'invalid_value',
        ],
        [
          { tool_choice: 'some' },
          "Invalid value: 'some'. Supported values are: 'none', 'auto', and 'required'.",
          'tool_choice',
          'invalid_value',
        ],
        [
          { tool_choice: 1 },
          type('tool_choice', 'one of a string or object', 'an integer'),
          'tool_choice',
          'invalid_type',
        ],
        [
          { tool_choice: { type: 'function' } },
          missing('tool_choice.function'),
          'tool_choice.function',
          'missing_required_parameter',
        ],
        [
          { additional_messages: [{ role: 'user', content: '' }] },
          'Message content must be non-empty.',
          'content',
          null,
        ],
        [
          { additional_messages: [{ role: 'user', content: 'a', metadata: { a: null } }] },
          type('additional_messages[0].metadata.a', 'a string', 'null'),
          'additional_messages[0].metadata.a',
          'invalid_type',
        ],
      ]),
      ...refusalsOf('POST', '/threads/thread_x/runs/run_x', {}, [
        [{ status: 'completed' }, "Unknown parameter: 'status'.", 'status', 'unknown_parameter'],
      ]),
      ...refusalsOf('POST', '/threads/thread_x/runs/run_x/submit_tool_outputs', {}, [
        [{}, missing('tool_outputs'), 'tool_outputs', 'missing_required_parameter'],
        [{ tool_outputs: {} }, type('tool_outputs', 'an array', 'an object'), 'tool_outputs', 'invalid_type'],
        [
          { tool_outputs: [{ output: 'a' }] },
          missing('tool_outputs[0].tool_call_id'),
          'tool_outputs[0].tool_call_id',
          'missing_required_parameter',
        ],
        [
          { tool_outputs: [{ tool_call_id: 'a', output: 1 }] },
          type('tool_outputs[0].output', 'a string', 'an integer'),
          'tool_outputs[0].output',
          'invalid_type',
        ],
      ]),
    ],
    () => worker,
  );

  it.each([
    ['tools', { tools: Array.from({ length: 20 }, (_, index) => functionTool(`f${index}`)) }],
    ['budgets', { max_prompt_tokens: 256, max_completion_tokens: 256 }],
    ['temperatures', { temperature: 2, top_p: 0 }],
    ['metadata', { metadata: pairs(16) }],
    ['a truncation', { truncation_strategy: { type: 'last_messages', last_messages: 1 } }],
    ['a truncation that says what it does not use', { truncation_strategy: { type: 'auto', last_messages: null } }],
    ['a tool choice', { tool_choice: { type: 'file_search' } }],
    [
      'nulls',
      {
        model: null,
        instructions: null,
        additional_instructions: null,
        additional_messages: null,
        tools: null,
        metadata: null,
        temperature: null,
        top_p: null,
        stream: null,
        max_prompt_tokens: null,
        max_completion_tokens: null,
        truncation_strategy: null,
        tool_choice: null,
        response_format: null,
        reasoning_effort: null,
      },
    ],
  ])('is not %s at the limit', async (_what, given) => {
    const run = { assistant_id: 'asst_sitethread', ...given };
    expect((await send(worker, 'POST', `/threads/${threadId}/runs`, run)).status).toBe(200);
  });
});
