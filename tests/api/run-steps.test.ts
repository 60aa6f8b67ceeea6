import { beforeEach, describe, expect, it } from 'vitest';
import { askRun, createWorld, settle, type Worker } from '../support/engine.ts';
import { type Refusal, refuses, send } from './refusals.ts';

const CONTENT = 'step_details.tool_calls[*].file_search.results[*].content' as const;

let worker: Worker;

beforeEach(() => {
  worker = createWorld().startWorker();
});

async function rest(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await settle();
}

/** A run whose model has searched for scouts in a file about bees and then answered. */
async function searchingRun(stream = false, include = '') {
  const file = new File(['Thirty scouts make a quorum.'], 'bees.txt');
  const { id: file_id } = await worker.client.files.create({ purpose: 'assistants', file });
  const store = await worker.client.vectorStores.create({ file_ids: [file_id] });
  const { id: thread_id } = await worker.threads.create({
    messages: [{ role: 'user', content: 'What is a quorum?' }],
    tool_resources: { file_search: { vector_store_ids: [store.id] } },
  });
  await rest();
  const response = await send(worker, 'POST', `/threads/${thread_id}/runs${include}`, {
    assistant_id: 'asst_sitethread',
    tools: [{ type: 'file_search' }],
    stream,
  });
  await rest();
  await worker.backend.say(
    {
      type: 'tool-call-delta',
      index: 0,
      id: 'call_a',
      name: 'file_search',
      arguments_delta: '{"queries":["scouts quorum"]}',
    },
    { type: 'finish', reason: 'tool-calls' },
  );
  await rest();
  await worker.backend.words('Thirty scouts.');
  await worker.backend.stop();
  await rest();
  const [run] = (await worker.threads.runs.list(thread_id)).data;
  return { response, file_id, path: `/threads/${thread_id}/runs/${run?.id}/steps` };
}

const found = (step: { step_details: { tool_calls: { file_search: { results: object[] } }[] } }) =>
  step.step_details.tool_calls[0]?.file_search.results;

describe('a run step', () => {
  it('is found by its id, under its own run only', async () => {
    const { thread, run } = await askRun(worker);
    await worker.backend.words('Because.');
    await worker.backend.stop();
    const path = { thread_id: thread.id, run_id: run.id };
    const [step] = (await worker.threads.runs.steps.list(run.id, { thread_id: thread.id })).data;
    expect(await worker.threads.runs.steps.retrieve(step?.id ?? '', path)).toEqual(step);
    expect(step).toMatchObject({ object: 'thread.run.step', run_id: run.id, type: 'message_creation' });
    expect(step).not.toHaveProperty('local');

    const other = await askRun(worker);
    await expect(
      worker.threads.runs.steps.retrieve(step?.id ?? '', { thread_id: other.thread.id, run_id: other.run.id }),
    ).rejects.toThrow(`No run step found with id '${step?.id}'.`);
  });

  it('shows the words that a search found only to who asks for them', async () => {
    const { file_id, path } = await searchingRun();
    const bare = await (await send(worker, 'GET', `${path}?order=asc`)).json();
    expect(found(bare.data[0])).toEqual([{ file_id, file_name: 'bees.txt', score: expect.any(Number) }]);
    const content = [{ type: 'text', text: expect.stringContaining('Thirty scouts make a quorum.') }];
    const asked = await (await send(worker, 'GET', `${path}?order=asc&include[]=${CONTENT}`)).json();
    expect(found(asked.data[0])).toMatchObject([{ file_id, content }]);

    const one = `${path}/${bare.data[0].id}`;
    expect(found(await (await send(worker, 'GET', one)).json())?.[0]).not.toHaveProperty('content');
    expect(found(await (await send(worker, 'GET', `${one}?include[]=${CONTENT}`)).json())).toMatchObject([{ content }]);
  });

  it.each([
    ['', false],
    [`?include[]=${CONTENT}`, true],
  ])('in a stream that is asked for with "%s" shows them: %s', async (include, shows) => {
    const { response } = await searchingRun(true, include);
    const text = await response.text();
    const completed = text
      .split('\n\n')
      .map((block) => block.split('\n'))
      .filter(([event]) => event === 'event: thread.run.step.completed')
      .map(([, data = '']) => JSON.parse(data.replace('data: ', '')));
    expect(found(completed[0])).toHaveLength(1);
    expect(text.includes('Thirty scouts make a quorum.')).toBe(shows);
  });
});

describe('what is wrong in an include', () => {
  const refused = (method: string, path: string, body?: unknown): Refusal => [
    `${method} ${path}`,
    method,
    path,
    body,
    400,
    `Invalid value: 'everything'. Supported values are: '${CONTENT}'.`,
    'include[0]',
    'invalid_value',
  ];

  refuses(
    [
      refused('GET', '/threads/thread_x/runs/run_x/steps?include[]=everything'),
      refused('GET', '/threads/thread_x/runs/run_x/steps/step_x?include[]=everything'),
      refused('POST', '/threads/thread_x/runs?include[]=everything', { assistant_id: 'a' }),
    ],
    () => worker,
  );

  it('is not the one that there is, as the official client sends it', async () => {
    const { thread, run } = await askRun(worker);
    const steps = await worker.threads.runs.steps.list(run.id, { thread_id: thread.id, include: [CONTENT] });
    expect(steps.data).toEqual([]);
  });
});
