import { beforeEach, describe, expect, it } from 'vitest';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { estimateTokens } from '../../lib/search/tokens.ts';
import { createWorld, settle, type Worker } from '../support/engine.ts';

const RESULTS = 'step_details.tool_calls[*].file_search.results[*].content' as const;
const WEEK = 7 * 24 * 3_600_000;

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

async function rest(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await settle();
}

function search(written: string, id = 'call_1', index = 0, name = 'file_search'): StreamPart {
  return { type: 'tool-call-delta', index, id, name, arguments_delta: written };
}

const CALLS_END: StreamPart = { type: 'finish', reason: 'tool-calls' };

async function upload(name: string, text: string): Promise<string> {
  const file = await worker.client.files.create({ file: new File([text], name), purpose: 'assistants' });
  return file.id;
}

/** A run over two files, one in the assistant's store and one attached to the question. */
async function askOverFiles(
  options: { readonly tools?: readonly { type: 'file_search'; file_search?: object }[] } = {},
) {
  const bees = await upload('bees.md', '# Bees\n\nA scout dances for a nest site. Thirty scouts make a quorum.');
  const ants = await upload('ants.txt', 'Ants recruit by tandem runs, and carry when there is a quorum.');
  const store = await worker.client.vectorStores.create({ file_ids: [bees] });
  const assistant = await worker.client.beta.assistants.create({
    model: 'm',
    tools: (options.tools ?? [{ type: 'file_search' }]) as { type: 'file_search' }[],
    tool_resources: { file_search: { vector_store_ids: [store.id] } },
  });
  const thread = await worker.threads.create();
  const question = { role: 'user' as const, content: 'What is a quorum?' };
  await worker.threads.messages.create(thread.id, {
    ...question,
    attachments: [{ file_id: ants, tools: [{ type: 'file_search' }] }],
  });
  const run = await worker.threads.runs.create(thread.id, { assistant_id: assistant.id });
  await rest();
  return { bees, ants, store, thread, run };
}

describe('a run with file search', () => {
  it('searches the assistant’s files and the thread’s, tells the model, and cites what the answer marks', async () => {
    const { bees, ants, thread, run } = await askOverFiles();
    expect(worker.backend.requests[0]?.tools.map((tool) => tool.function.name)).toEqual(['file_search']);
    await worker.backend.say(search('{"queries":["quorum of scouts"]}'), CALLS_END);
    await rest();

    const told = worker.backend.requests[1]?.messages.at(-1);
    expect(told).toMatchObject({ role: 'tool', tool_call_id: 'call_1' });
    const { results } = JSON.parse(told?.content ?? '{}');
    expect(results.map(({ file }: { file: string }) => file)).toEqual(['bees.md', 'ants.txt']);
    expect(results.map(({ marker }: { marker: string }) => marker)).toEqual(['【0:0†source】', '【0:1†source】']);

    await worker.backend.words('Thirty scouts【0:0†source】, or ants【0:1†ants.txt】; not this【7:7†source】.');
    await worker.backend.stop();
    await rest();
    const [answer] = (await worker.threads.messages.list(thread.id)).data;
    const content = answer?.content[0];
    expect(content?.type === 'text' && content.text.annotations).toEqual([
      {
        type: 'file_citation',
        text: '【0:0†source】',
        start_index: 13,
        end_index: 25,
        file_citation: { file_id: bees },
      },
      {
        type: 'file_citation',
        text: '【0:1†ants.txt】',
        start_index: 34,
        end_index: 48,
        file_citation: { file_id: ants },
      },
    ]);

    const steps = await worker.threads.runs.steps.list(run.id, { thread_id: thread.id, order: 'asc' });
    expect(steps.data).toMatchObject([
      {
        type: 'tool_calls',
        status: 'completed',
        step_details: {
          tool_calls: [
            {
              id: 'call_1',
              type: 'file_search',
              file_search: {
                ranking_options: { ranker: 'default_2024_08_21', score_threshold: 0 },
                results: [
                  { file_id: bees, file_name: 'bees.md' },
                  { file_id: ants, file_name: 'ants.txt' },
                ],
              },
            },
          ],
        },
      },
      { type: 'message_creation', status: 'completed' },
    ]);
  });

  it('shows the passages it found to those who ask for them', async () => {
    const { thread, run } = await askOverFiles();
    await worker.backend.say(search('{"queries":["quorum of scouts"]}'), CALLS_END);
    await rest();
    const plain = await worker.threads.runs.steps.list(run.id, { thread_id: thread.id });
    expect(JSON.stringify(plain.data)).not.toContain('Thirty scouts');
    const whole = await worker.threads.runs.steps.list(run.id, { thread_id: thread.id, include: [RESULTS] });
    expect(JSON.stringify(whole.data)).toContain('Thirty scouts');
  });

  it('numbers a second search on, also when the run is taken up again in between', async () => {
    const { bees, thread, run } = await askOverFiles({ tools: [{ type: 'file_search' }] });
    await worker.backend.say(search('{"queries":["scouts"]}'), CALLS_END);
    await rest();
    await worker.backend.say(search('{"queries":["dances"]}', 'call_2'), CALLS_END);
    await rest();
    await worker.backend.words('A scout【1:0†source】.');
    await worker.backend.stop();
    await rest();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'completed' });
    const [answer] = (await worker.threads.messages.list(thread.id)).data;
    expect(answer?.content).toMatchObject([{ text: { annotations: [{ file_citation: { file_id: bees } }] } }]);
  });

  it('keeps to the number of results and the score it was given', async () => {
    await askOverFiles({ tools: [{ type: 'file_search', file_search: { max_num_results: 1 } }] });
    await worker.backend.say(search('{"queries":["quorum"]}'), CALLS_END);
    await rest();
    expect(JSON.parse(worker.backend.requests[1]?.messages.at(-1)?.content ?? '').results).toHaveLength(1);
  });

  it.each([
    ['broken arguments', '{"queries":', 'JSON'],
    ['no query', '{}', 'at least one query'],
    ['an empty query', '{"queries":[" "]}', 'at least one query'],
  ])('tells the model of %s, and goes on', async (_what, written, sentence) => {
    await askOverFiles();
    await worker.backend.say(search(written), CALLS_END);
    await rest();
    expect(JSON.parse(worker.backend.requests[1]?.messages.at(-1)?.content ?? '').error).toContain(sentence);
  });

  it('says that nothing fits', async () => {
    await askOverFiles();
    await worker.backend.say(search('{"queries":["zeppelin"]}'), CALLS_END);
    await rest();
    expect(JSON.parse(worker.backend.requests[1]?.messages.at(-1)?.content ?? '').results).toEqual([]);
  });

  it('searches first and asks the client for its functions then, and repeats both in the calls’ order', async () => {
    const { thread } = await askOverFiles();
    await worker.backend.stop();
    await rest();
    const run = await worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      tools: [{ type: 'file_search' }, { type: 'function', function: { name: 'weather' } }],
      additional_messages: [{ role: 'user', content: 'Weather for ants?' }],
    });
    await rest();
    await worker.backend.say(
      search('{"city":"Rome"}', 'call_w', 0, 'weather'),
      search('{"queries":["ants"]}', 'call_s', 1),
      CALLS_END,
    );
    await rest();
    const waiting = await worker.threads.runs.retrieve(run.id, { thread_id: thread.id });
    expect(waiting.required_action?.submit_tool_outputs.tool_calls).toMatchObject([{ id: 'call_w' }]);

    // The worker may be gone until the client has its answer.
    worker.kill();
    worker = world.startWorker();
    await worker.engine.reconcile();
    await worker.threads.runs.submitToolOutputs(run.id, {
      thread_id: thread.id,
      tool_outputs: [{ tool_call_id: 'call_w', output: 'sunny' }],
    });
    await rest();
    const messages = worker.backend.requests[0]?.messages.slice(-3) ?? [];
    expect(messages).toMatchObject([
      { role: 'assistant', tool_calls: [{ id: 'call_w' }, { id: 'call_s' }] },
      { role: 'tool', tool_call_id: 'call_w', content: 'sunny' },
      { role: 'tool', tool_call_id: 'call_s' },
    ]);
    expect(messages[2]?.content).toContain('ants.txt');
    await worker.backend.words('Ants like it【0:0†source】.');
    await worker.backend.stop();
    await rest();
    const [answer] = (await worker.threads.messages.list(thread.id)).data;
    expect(answer?.content).toMatchObject([{ text: { annotations: [{ text: '【0:0†source】' }] } }]);
  });

  it('numbers results past the calls that failed, also when the run is taken up by the next worker', async () => {
    const { ants, thread } = await askOverFiles();
    await worker.backend.stop();
    await rest();
    const run = await worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      tools: [{ type: 'file_search' }, { type: 'function', function: { name: 'weather' } }],
      additional_messages: [{ role: 'user', content: 'Do ants have a quorum?' }],
    });
    await rest();
    await worker.backend.say(
      search('{"queries":', 'call_broken', 0),
      search('{"queries":["zeppelin"]}', 'call_nothing', 1),
      search('{"queries":["quorum of ants"]}', 'call_good', 2),
      search('{}', 'call_weather', 3, 'weather'),
      CALLS_END,
    );
    await rest();
    worker.kill();
    worker = world.startWorker();
    const tool_outputs = [{ tool_call_id: 'call_weather', output: 'sunny' }];
    await worker.threads.runs.submitToolOutputs(run.id, { thread_id: thread.id, tool_outputs });
    await rest();

    const answers = worker.backend.requests[0]?.messages ?? [];
    const told = answers.find((message) => message.role === 'tool' && message.tool_call_id === 'call_good');
    const [{ file, marker }] = JSON.parse(told?.content ?? '{}').results;
    expect(file).toBe('ants.txt');
    await worker.backend.words(`They have${marker}.`);
    await worker.backend.stop();
    await rest();
    const [answer] = (await worker.threads.messages.list(thread.id)).data;
    expect(answer?.content).toMatchObject([
      { text: { annotations: [{ text: marker, file_citation: { file_id: ants } }] } },
    ]);
  });

  it('cites the file that was found and not that of a later search when one call was broken', async () => {
    const { ants, thread } = await askOverFiles();
    await worker.backend.stop();
    await rest();
    const run = await worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      tools: [{ type: 'file_search' }, { type: 'function', function: { name: 'weather' } }],
      additional_messages: [{ role: 'user', content: 'How do they recruit?' }],
    });
    await rest();
    await worker.backend.say(
      search('{broken', 'call_0', 0),
      search('{"queries":["carry"]}', 'call_1', 1),
      search('{"queries":["tandem"]}', 'call_2', 2),
      search('{}', 'call_3', 3, 'weather'),
      CALLS_END,
    );
    await rest();
    const tool_outputs = [{ tool_call_id: 'call_3', output: 'sunny' }];
    await worker.threads.runs.submitToolOutputs(run.id, { thread_id: thread.id, tool_outputs });
    await rest();
    const told = worker.backend.requests.at(-1)?.messages.filter(({ role }) => role === 'tool') ?? [];
    const found = told.slice(0, 3).flatMap(({ content }) => JSON.parse(content).results ?? []);
    expect(new Set(found.map(({ marker }) => marker)).size).toBe(2);
    await worker.backend.words(...found.map(({ marker }) => `So it is${marker}. `));
    await worker.backend.stop();
    await rest();
    const [answer] = (await worker.threads.messages.list(thread.id)).data;
    expect(answer?.content).toMatchObject([
      { text: { annotations: found.map(({ marker }) => ({ text: marker, file_citation: { file_id: ants } })) } },
    ]);
  });

  it('tells the model no more than a quarter of its window', async () => {
    const window = 4_000;
    world = createWorld({ context_tokens: window });
    worker = world.startWorker();
    const chapters = Array.from(
      { length: 60 },
      (_, chapter) => `Chapter ${chapter}\n\n${`A quorum of scouts number ${chapter} decides. `.repeat(80)}`,
    );
    const file = await upload('chapters.txt', chapters.join('\n\n'));
    const store = await worker.client.vectorStores.create({ file_ids: [file] });
    await rest();
    const thread = await worker.threads.create({
      messages: [{ role: 'user', content: 'What is a quorum?' }],
      tool_resources: { file_search: { vector_store_ids: [store.id] } },
    });
    await worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      tools: [{ type: 'file_search' }],
    });
    await rest();
    await worker.backend.say(search('{"queries":["quorum of scouts"]}'), CALLS_END);
    await rest();
    const { results } = JSON.parse(worker.backend.requests[1]?.messages.at(-1)?.content ?? '{}');
    expect(results.length).toBeGreaterThan(0);
    const texts: string[] = results.map(({ text }: { text: string }) => text);
    expect(texts.reduce((sum, text) => sum + estimateTokens(text), 0)).toBeLessThanOrEqual(window / 4);
  });

  it('is not offered where there is nothing to search', async () => {
    const thread = await worker.threads.create();
    await worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      instructions: 'Be brief.',
      tools: [{ type: 'file_search' }],
      additional_messages: [{ role: 'user', content: 'Hi' }],
    });
    await rest();
    expect(worker.backend.requests[0]).toMatchObject({
      tools: [],
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
      ],
    });
  });

  it('steps aside for a client’s function of the same name', async () => {
    const { thread } = await askOverFiles();
    await worker.backend.stop();
    await rest();
    await worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      tools: [{ type: 'file_search' }, { type: 'function', function: { name: 'file_search' } }],
    });
    await rest();
    expect(worker.backend.requests.at(-1)?.tools.map((tool) => tool.function.name)).toEqual([
      'file_search',
      'file_search_',
    ]);
  });

  it('demands a search once, and lets the model answer then', async () => {
    const { thread } = await askOverFiles();
    await worker.backend.stop();
    await rest();
    await worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      tools: [{ type: 'file_search' }],
      tool_choice: { type: 'file_search' },
    });
    await rest();
    expect(worker.backend.requests.at(-1)?.tool_choice).toEqual({
      type: 'function',
      function: { name: 'file_search' },
    });
    await worker.backend.say(search('{"queries":["ants"]}'), CALLS_END);
    await rest();
    expect(worker.backend.requests.at(-1)?.tool_choice).toBe('auto');
  });

  it('fails when its files have expired, before anything is sent', async () => {
    const { thread } = await askOverFiles();
    await worker.backend.stop();
    await rest();
    const asked = worker.backend.requests.length;
    world.clock.advance(WEEK + 1_000);
    const run = await worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      tools: [{ type: 'file_search' }],
    });
    await rest();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({
      status: 'failed',
      last_error: { code: 'server_error' },
    });
    expect(worker.backend.requests).toHaveLength(asked);
  });
});

describe('a run whose files are still being indexed', () => {
  /** A thread with a store that stays `in_progress` until `finish` says otherwise. */
  async function askUnindexed() {
    const thread = await worker.threads.create();
    const file_id = await upload('slow.txt', 'Slow words.');
    await worker.threads.messages.create(thread.id, {
      role: 'user',
      content: 'Slow?',
      attachments: [{ file_id, tools: [{ type: 'file_search' }] }],
    });
    await rest();
    const storeId =
      (await world.store.threads.get(thread.id))?.tool_resources?.file_search?.vector_store_ids?.[0] ?? '';
    const store = await world.store.vector_stores.get(storeId);
    if (store === undefined) throw new Error('The thread has no store.');
    const unfinished = { ...store.file_counts, in_progress: 1, completed: 0 };
    await world.store.vector_stores.put({ ...store, status: 'in_progress', file_counts: unfinished });
    const run = await worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      tools: [{ type: 'file_search' }],
    });
    await rest();
    return { thread, run, finish: () => world.store.vector_stores.put(store) };
  }

  it('waits for them', async () => {
    const { finish } = await askUnindexed();
    expect(worker.backend.requests).toHaveLength(0);
    await finish();
    await worker.client.vectorStores.create({});
    await worker.engine.reconcile();
    await rest();
    expect(worker.backend.requests).toHaveLength(1);
  });

  it('waits no longer than a minute', async () => {
    await askUnindexed();
    world.clock.advance(59_000);
    await rest();
    expect(worker.backend.requests).toHaveLength(0);
    world.clock.advance(1_000);
    await rest();
    expect(worker.backend.requests).toHaveLength(1);
  });

  it('can be cancelled meanwhile, and asks nobody', async () => {
    const { thread, run } = await askUnindexed();
    await worker.threads.runs.cancel(run.id, { thread_id: thread.id });
    await rest();
    // At once, and not when the wait is over.
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'cancelled' });
    world.clock.advance(60_000);
    await rest();
    expect(worker.backend.requests).toHaveLength(0);
  });
});
