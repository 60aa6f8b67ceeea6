import { describe, expect, it } from 'vitest';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { createWorld, settle, type Worker } from '../support/engine.ts';

const FUNCTIONS = [{ type: 'function' as const, function: { name: 'weather' } }];

const WORDS = 'word '.repeat(20);

function contentsOf(worker: Worker): string[] {
  return worker.backend.requests.at(-1)?.messages.map(({ content }) => content) ?? [];
}

/** The first words of each message of the newest prompt, such as `Turn 3`. */
function turnsOf(worker: Worker): string[] {
  return contentsOf(worker).map((content) => content.split(':')[0] ?? '');
}

async function threadOf(worker: Worker, turns: number): Promise<string> {
  const thread = await worker.threads.create();
  for (let turn = 0; turn < turns; turn += 1)
    await worker.threads.messages.create(thread.id, {
      role: turn % 2 === 0 ? 'user' : 'assistant',
      content: `Turn ${turn}: ${WORDS}`,
    });
  return thread.id;
}

type Options = Partial<Parameters<Worker['threads']['runs']['create']>[1]>;

async function run(worker: Worker, threadId: string, question: string, options: Options = {}) {
  const created = await worker.threads.runs.create(threadId, {
    assistant_id: 'asst_sitethread',
    instructions: 'Be brief.',
    additional_messages: [{ role: 'user', content: question }],
    ...options,
    stream: false,
  });
  await settle();
  return created;
}

async function answer(worker: Worker, words: string): Promise<void> {
  await worker.backend.words(words);
  await worker.backend.stop();
  await settle();
}

/** Asks with a function, has it called, answered, and the answer told. */
async function runWithCall(worker: Worker, threadId: string, question: string, output: string): Promise<void> {
  const { id } = await run(worker, threadId, question, { tools: FUNCTIONS });
  const call: StreamPart = {
    type: 'tool-call-delta',
    index: 0,
    id: `call_${id}`,
    name: 'weather',
    arguments_delta: '{}',
  };
  await worker.backend.say(call, { type: 'finish', reason: 'tool-calls' });
  await settle();
  await worker.threads.runs.submitToolOutputs(id, {
    thread_id: threadId,
    tool_outputs: [{ tool_call_id: `call_${id}`, output }],
  });
  await settle();
  await answer(worker, `It is ${output}.`);
}

describe('a thread that is longer than the window', () => {
  it('keeps its beginning and its end, and loses from the middle', async () => {
    const worker = createWorld({ context_tokens: 600 }).startWorker();
    const threadId = await threadOf(worker, 40);
    await run(worker, threadId, 'Newest?');
    const turns = turnsOf(worker);
    expect(turns[0]).toBe('Be brief.');
    expect(turns[1]).toBe('Turn 0');
    expect(turns.at(-1)).toBe('Newest?');
    expect(turns.at(-2)).toBe('Turn 39');
    expect(turns).not.toContain('Turn 20');
    const numbers = turns.slice(1, -1).map((turn) => Number(turn.slice(5)));
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('is sent whole when it just fits', async () => {
    const worker = createWorld({ context_tokens: 8_000 }).startWorker();
    const threadId = await threadOf(worker, 40);
    await run(worker, threadId, 'Newest?');
    expect(contentsOf(worker)).toHaveLength(42);
  });

  it('keeps the newest question whatever its length', async () => {
    const worker = createWorld({ context_tokens: 600 }).startWorker();
    const threadId = await threadOf(worker, 6);
    const question = `Newest: ${'word '.repeat(2_000)}`;
    await run(worker, threadId, question);
    expect(contentsOf(worker)).toEqual(['Be brief.', question]);
  });

  it('keeps the newest question although words of an assistant were added behind it', async () => {
    const worker = createWorld({ context_tokens: 600 }).startWorker();
    const threadId = await threadOf(worker, 4);
    await worker.threads.messages.create(threadId, { role: 'user', content: 'Question: yes?' });
    await worker.threads.messages.create(threadId, { role: 'assistant', content: `Behind: ${'word '.repeat(2_000)}` });
    await run(worker, threadId, '-', { additional_messages: [] });
    expect(turnsOf(worker)).toContain('Question');
    expect(turnsOf(worker)).not.toContain('Behind');
  });
});

describe('last_messages', () => {
  it.each([1, 2, 5])('keeps the newest %i and no beginning', async (last_messages) => {
    const worker = createWorld().startWorker();
    const threadId = await threadOf(worker, 10);
    await run(worker, threadId, 'Newest?', { truncation_strategy: { type: 'last_messages', last_messages } });
    expect(turnsOf(worker).slice(1)).toHaveLength(last_messages);
    expect(turnsOf(worker).at(-1)).toBe('Newest?');
  });

  it('still fits the window', async () => {
    const worker = createWorld({ context_tokens: 600 }).startWorker();
    const threadId = await threadOf(worker, 40);
    await run(worker, threadId, 'Newest?', { truncation_strategy: { type: 'last_messages', last_messages: 30 } });
    expect(turnsOf(worker).length).toBeLessThan(20);
    expect(turnsOf(worker)).not.toContain('Turn 11');
    expect(turnsOf(worker).at(-2)).toBe('Turn 39');
  });
});

describe('calls of earlier runs', () => {
  it('are repeated with their results, in their place', async () => {
    const worker = createWorld().startWorker();
    const thread = await worker.threads.create();
    await runWithCall(worker, thread.id, 'Rome?', 'sunny');
    await run(worker, thread.id, 'And now?', { tools: FUNCTIONS });
    expect(worker.backend.requests.at(-1)?.messages).toMatchObject([
      { role: 'system' },
      { role: 'user', content: 'Rome?' },
      { role: 'assistant', tool_calls: [{ function: { name: 'weather', arguments: '{}' } }] },
      { role: 'tool', content: 'sunny' },
      { role: 'assistant', content: 'It is sunny.' },
      { role: 'user', content: 'And now?' },
    ]);
  });

  it('are left out where the run has no tools', async () => {
    const worker = createWorld().startWorker();
    const thread = await worker.threads.create();
    await runWithCall(worker, thread.id, 'Rome?', 'sunny');
    await run(worker, thread.id, 'And now?');
    expect(contentsOf(worker)).toEqual(['Be brief.', 'Rome?', 'It is sunny.', 'And now?']);
  });

  it('are left out where the run’s only tool has nothing to search and is not offered', async () => {
    const worker = createWorld().startWorker();
    const thread = await worker.threads.create();
    await runWithCall(worker, thread.id, 'Rome?', 'sunny');
    await run(worker, thread.id, 'And now?', { tools: [{ type: 'file_search' }] });
    expect(worker.backend.requests.at(-1)?.tools).toEqual([]);
    expect(contentsOf(worker)).toEqual(['Be brief.', 'Rome?', 'It is sunny.', 'And now?']);
  });

  it('are kept or dropped together with their results, however small the window', async () => {
    for (const context_tokens of [120, 160, 200, 240, 300, 400, 600]) {
      const worker = createWorld({ context_tokens }).startWorker();
      const thread = await worker.threads.create();
      for (const city of ['Rome', 'Oslo', 'Lima'])
        await runWithCall(worker, thread.id, `${city}?`, `${WORDS} in ${city}`);
      await run(worker, thread.id, 'And now?', { tools: FUNCTIONS });
      const messages = worker.backend.requests.at(-1)?.messages ?? [];
      const made = messages.flatMap((message) => ('tool_calls' in message ? (message.tool_calls ?? []) : []));
      const answered = messages.flatMap((message) => (message.role === 'tool' ? [message.tool_call_id] : []));
      expect(answered).toEqual(made.map(({ id }) => id));
      expect(messages.at(-1)).toEqual({ role: 'user', content: 'And now?' });
    }
  });

  it('that were never answered are left out', async () => {
    const worker = createWorld().startWorker();
    const thread = await worker.threads.create();
    const { id } = await run(worker, thread.id, 'Rome?', { tools: FUNCTIONS });
    await worker.backend.words('Let me see.');
    await worker.backend.say(
      { type: 'tool-call-delta', index: 0, id: 'call_1', name: 'weather', arguments_delta: '{}' },
      { type: 'finish', reason: 'tool-calls' },
    );
    await settle();
    await worker.threads.runs.cancel(id, { thread_id: thread.id });
    await run(worker, thread.id, 'And now?', { tools: FUNCTIONS });
    expect(worker.backend.requests.at(-1)?.messages.slice(1)).toEqual([
      { role: 'user', content: 'Rome?' },
      { role: 'assistant', content: 'Let me see.' },
      { role: 'user', content: 'And now?' },
    ]);
  });
});

describe('what a model said before it called', () => {
  it('stands before the calls in the next prompt of the same run', async () => {
    const worker = createWorld().startWorker();
    const thread = await worker.threads.create();
    const { id } = await run(worker, thread.id, 'Rome?', { tools: FUNCTIONS });
    await worker.backend.words('Let me see.');
    await worker.backend.say(
      { type: 'tool-call-delta', index: 0, id: 'call_1', name: 'weather', arguments_delta: '{}' },
      { type: 'finish', reason: 'tool-calls' },
    );
    await settle();
    await worker.threads.runs.submitToolOutputs(id, {
      thread_id: thread.id,
      tool_outputs: [{ tool_call_id: 'call_1', output: 'sunny' }],
    });
    await settle();
    expect(worker.backend.requests.at(-1)?.messages.slice(2)).toMatchObject([
      { role: 'assistant', content: 'Let me see.' },
      { role: 'assistant', tool_calls: [{ id: 'call_1' }] },
      { role: 'tool', content: 'sunny' },
    ]);
  });
});

describe('the estimate of tokens', () => {
  const report = (prompt_tokens: number): StreamPart => ({
    type: 'usage',
    usage: { prompt_tokens, completion_tokens: 1, total_tokens: prompt_tokens + 1 },
  });

  /** How many turns of a long thread a second run is given, after the first prompt was counted as `times` our estimate. */
  async function turnsAfter(times: number): Promise<number> {
    const world = createWorld({ context_tokens: 1_500 });
    const worker = world.startWorker();
    const threadId = await threadOf(worker, 60);
    await run(worker, threadId, 'First?');
    const estimated = contentsOf(worker).length * 26;
    await worker.backend.words('Yes.');
    await worker.backend.say(report(Math.round(estimated * times)));
    await worker.backend.stop();
    await settle();
    // What was learned is on disk, not in the worker.
    worker.kill();
    const next = world.startWorker();
    await run(next, threadId, 'Second?');
    return turnsOf(next).length;
  }

  it('is corrected by what the server counts', async () => {
    const [fewer, same, more] = [await turnsAfter(2), await turnsAfter(1), await turnsAfter(0.5)];
    expect(fewer).toBeLessThan(same * 0.7);
    expect(more).toBeGreaterThan(same * 1.3);
  });

  it('is not thrown off by a figure that cannot be', async () => {
    expect(await turnsAfter(1_000)).toBeGreaterThan(2);
  });
});
