import { describe, expect, it } from 'vitest';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { PAGE_MEDIA_TYPE } from '../../lib/page/snapshot.ts';
import { estimateTokens } from '../../lib/search/tokens.ts';
import { createWorld, settle, type Worker } from '../support/engine.ts';

const FUNCTIONS = [{ type: 'function' as const, function: { name: 'weather' } }];

/** Tokens around each message. */
const AROUND = 4;

/** Tokens of one repetition. */
const WORD = estimateTokens('word '.repeat(1_000)) / 1_000;

type PassageGiven = { readonly text: string; readonly headings: readonly string[] };

/** A thread whose only question has a page of these passages. */
async function threadWithPage({ client, threads }: Worker, passages: readonly PassageGiven[]): Promise<string> {
  const page = {
    url: 'https://mills.test/',
    title: 'Mills',
    byline: null,
    language: 'en',
    captured_at: 1,
    content_hash: 'mills',
    kind: 'article',
    markdown: '',
    passages: passages.map((passage, index) => ({ id: index + 1, ...passage })),
    selection: null,
  };
  const file = await client.files.create({
    purpose: 'assistants',
    file: new File([JSON.stringify(page)], 'page.json', { type: PAGE_MEDIA_TYPE }),
  });
  const attachments = [{ file_id: file.id, tools: [{ type: 'file_search' as const }] }];
  return (await threads.create({ messages: [{ role: 'user', content: 'When was the mill built?', attachments }] })).id;
}

/** Many short passages under long headings: what stands around the words weighs more than the words. */
const fragments = (count: number): PassageGiven[] =>
  Array.from({ length: count }, (_, index) => ({
    text: `Mill ${index}.`,
    headings: ['Mills of the land', 'North', 'Hill'],
  }));

const sentences = (count: number): PassageGiven[] =>
  Array.from({ length: count }, (_, index) => ({
    text: `The mill number ${index} was built in the year of the flood and has stood there since. `,
    headings: ['Mills of the land'],
  }));

/** Tokens of the newest prompt, as the engine estimates them. */
function promptTokens({ backend }: Worker): number {
  const messages = backend.requests.at(-1)?.messages ?? [];
  return messages.reduce((sum, { content }) => sum + AROUND + estimateTokens(content), 0);
}

function passagesShown({ backend }: Worker): number {
  return backend.requests.at(-1)?.sources[0]?.passages.length ?? 0;
}

function outputsShown({ backend }: Worker): number {
  return backend.requests.at(-1)?.messages.filter(({ role }) => role === 'tool').length ?? 0;
}

describe('a page that is longer than its run may send', () => {
  it.each([
    [256, 'fragments', fragments(200)],
    [500, 'fragments', fragments(200)],
    [1_000, 'fragments', fragments(200)],
    [2_000, 'fragments', fragments(400)],
    [256, 'sentences', sentences(200)],
    [500, 'sentences', sentences(200)],
    [1_000, 'sentences', sentences(200)],
  ])('is cut to max_prompt_tokens %i (%s)', async (max_prompt_tokens, _what, passages) => {
    const worker = createWorld().startWorker();
    const thread_id = await threadWithPage(worker, passages);
    const run = await worker.threads.runs.create(thread_id, {
      assistant_id: 'asst_sitethread',
      instructions: 'Be short.',
      max_prompt_tokens,
    });
    await settle();
    const prompt_tokens = promptTokens(worker);
    expect(prompt_tokens).toBeLessThanOrEqual(max_prompt_tokens);
    if (max_prompt_tokens >= 500) expect(passagesShown(worker)).toBeGreaterThan(0);

    await worker.backend.words('In 1871.');
    const usage = { prompt_tokens, completion_tokens: 4, total_tokens: prompt_tokens + 4 };
    await worker.backend.say({ type: 'usage', usage });
    await worker.backend.stop();
    await settle();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id })).toMatchObject({ status: 'completed' });
  });

  it.each([
    [304, 14],
    [338, 18],
    [406, 26],
    [457, 34],
  ])('is cut to max_prompt_tokens %i where one passage alone nearly fills that', async (max_prompt_tokens, times) => {
    const worker = createWorld().startWorker();
    const passages = Array.from({ length: 40 }, (_, index) => ({
      text: `The mill ${index} was built in the year of the flood. `.repeat(times),
      headings: ['Mills'],
    }));
    const thread_id = await threadWithPage(worker, passages);
    const instructions = 'Be short.';
    await worker.threads.runs.create(thread_id, { assistant_id: 'asst_sitethread', instructions, max_prompt_tokens });
    await settle();
    expect(worker.backend.requests).toHaveLength(1);
    expect(promptTokens(worker)).toBeLessThanOrEqual(max_prompt_tokens);
  });

  it.each([1_000, 2_000, 4_000])('leaves room for the answer in a window of %i', async (context_tokens) => {
    const worker = createWorld({ context_tokens }).startWorker();
    const thread_id = await threadWithPage(worker, fragments(400));
    await worker.threads.runs.create(thread_id, { assistant_id: 'asst_sitethread', instructions: 'Be short.' });
    await settle();
    expect(passagesShown(worker)).toBeGreaterThan(0);
    // A quarter is the answer's, and a tenth of the rest is kept in hand for what the estimate may miss.
    expect(promptTokens(worker)).toBeLessThanOrEqual(context_tokens * 0.75 * 0.9);
  });
});

describe('a thread that is longer than its run may send', () => {
  it.each([256, 300, 400, 600])('is cut to max_prompt_tokens %i', async (max_prompt_tokens) => {
    const worker = createWorld().startWorker();
    const thread = await worker.threads.create();
    for (let turn = 0; turn < 60; turn += 1)
      await worker.threads.messages.create(thread.id, {
        role: turn % 2 === 0 ? 'user' : 'assistant',
        content: `Words ${turn}`,
      });
    await worker.threads.messages.create(thread.id, { role: 'user', content: 'And now?' });
    await worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      instructions: 'Short.',
      max_prompt_tokens,
    });
    await settle();
    expect(promptTokens(worker)).toBeLessThanOrEqual(max_prompt_tokens);
    expect(worker.backend.requests[0]?.messages.length).toBeGreaterThan(10);
  });
});

describe('a page beside long rounds of calls', () => {
  /** Has a function called once for each size, and gives it an output of so many tokens. */
  async function callRounds(worker: Worker, thread_id: string, sizes: readonly number[]): Promise<void> {
    const run = await worker.threads.runs.create(thread_id, { assistant_id: 'asst_sitethread', tools: FUNCTIONS });
    await settle();
    for (const [round, size] of sizes.entries()) {
      const id = `call_${round}`;
      const call: StreamPart = { type: 'tool-call-delta', index: 0, id, name: 'weather', arguments_delta: '{}' };
      await worker.backend.say(call, { type: 'finish', reason: 'tool-calls' });
      await settle();
      await worker.threads.runs.submitToolOutputs(run.id, {
        thread_id,
        tool_outputs: [{ tool_call_id: id, output: 'word '.repeat(Math.round(size / WORD)) }],
      });
      await settle();
    }
  }

  const PASSAGES = Array.from({ length: 10 }, (_, index) => ({
    text: `Thing number ${index} of the page. `.repeat(5),
    headings: [],
  }));

  it('stays whole, and the oldest rounds go', async () => {
    const worker = createWorld().startWorker();
    await callRounds(worker, await threadWithPage(worker, PASSAGES), [2_000, 2_000, 1_100]);
    expect(passagesShown(worker)).toBe(10);
    expect(outputsShown(worker)).toBe(2);
    // Three quarters of the window of 8,000, less a tenth.
    expect(promptTokens(worker)).toBeLessThanOrEqual(5_400);
  });

  it('keeps some of its passages beside a round that fills the window alone', async () => {
    const worker = createWorld().startWorker();
    await callRounds(worker, await threadWithPage(worker, PASSAGES), [6_000]);
    expect(passagesShown(worker)).toBeGreaterThan(0);
    expect(passagesShown(worker)).toBeLessThan(10);
    expect(outputsShown(worker)).toBe(1);
  });
});
