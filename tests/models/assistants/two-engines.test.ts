import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StreamPart } from '../../../lib/assistants/ports.ts';
import { createAssistantsBackend } from '../../../lib/models/assistants/backend.ts';
import { askRun, createWorld, settle, type Worker } from '../../support/engine.ts';
import { connectionTo, surroundingsWith } from '../talk.ts';
import { type AssistantsServer, startAssistantsServer } from './assistants-server.ts';

/** An engine whose model is another engine: the whole way, with everything each of them writes down. */

const RUNS = 'POST /threads/{thread_id}/runs';
const CANCEL = 'POST /threads/{thread_id}/runs/{run_id}/cancel';

let far: Worker;
let server: AssistantsServer;
let world: ReturnType<typeof createWorld>;

beforeEach(async () => {
  far = createWorld().startWorker();
  server = await startAssistantsServer((request) => far.api.fetch(request));
  world = createWorld();
});

afterEach(() => server.close());

function startNear(): Worker {
  const near = world.startWorker();
  const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds / 50));
  Object.assign(near.backend, createAssistantsBackend(connectionTo(server.baseUrl), surroundingsWith(), { sleep }));
  return near;
}

async function asked(): Promise<void> {
  await expect.poll(() => far.backend.open).toBe(true);
}

async function status(near: Worker, thread_id: string, run_id: string): Promise<string> {
  return (await near.threads.runs.retrieve(run_id, { thread_id })).status;
}

async function lastWords(near: Worker, thread_id: string): Promise<string> {
  const [content] = (await near.threads.messages.list(thread_id, { limit: 1 })).data[0]?.content ?? [];
  return content?.type === 'text' ? content.text.value : '';
}

const calls: readonly StreamPart[] = [
  { type: 'tool-call-delta', index: 0, id: 'call_weather', name: 'weather', arguments_delta: '{}' },
  { type: 'finish', reason: 'tool-calls' },
];

it('answers a question through the server', async () => {
  const near = startNear();
  const { thread, run } = await askRun(near);
  await asked();
  await far.backend.words('Because ', 'it is.');
  await far.backend.say({ type: 'usage', usage: { prompt_tokens: 30, completion_tokens: 4, total_tokens: 34 } });
  await far.backend.stop();
  await expect.poll(() => status(near, thread.id, run.id)).toBe('completed');
  expect(await lastWords(near, thread.id)).toBe('Because it is.');
  expect((await near.threads.runs.retrieve(run.id, { thread_id: thread.id })).usage?.total_tokens).toBe(34);
});

it('waits for functions and goes on in the same run of the server', async () => {
  const near = startNear();
  const thread = await near.threads.create();
  const run = await near.threads.runs.create(thread.id, {
    assistant_id: 'asst_sitethread',
    additional_messages: [{ role: 'user', content: 'Is it sunny?' }],
    tools: [{ type: 'function', function: { name: 'weather' } }],
  });
  await asked();
  await far.backend.say(...calls);
  await expect.poll(() => status(near, thread.id, run.id)).toBe('requires_action');
  await near.threads.runs.submitToolOutputs(run.id, {
    thread_id: thread.id,
    tool_outputs: [{ tool_call_id: 'call_weather', output: 'Sunny' }],
  });
  await asked();
  await far.backend.words('Yes.');
  await far.backend.stop();
  await expect.poll(() => status(near, thread.id, run.id)).toBe('completed');
  expect(await lastWords(near, thread.id)).toBe('Yes.');
  expect(far.backend.requests[1]?.messages.at(-1)).toEqual({
    role: 'tool',
    tool_call_id: 'call_weather',
    content: 'Sunny',
  });
  expect(server.count(RUNS)).toBe(1);
});

it.each([1, 2, 3, 4, 5])(
  'completes an answer whose worker died after %i words, and asks for it once',
  async (count) => {
    const words = ['Because ', 'it ', 'is ', 'so, ', 'said ', 'she.'];
    const first = startNear();
    const { thread, run } = await askRun(first);
    await asked();
    await far.backend.words(...words.slice(0, count));
    await new Promise((resolve) => setTimeout(resolve, 5 * count));
    first.kill();
    await far.backend.words(...words.slice(count));
    await far.backend.stop();
    const second = startNear();
    await second.engine.reconcile();
    await expect.poll(() => status(second, thread.id, run.id)).toBe('completed');
    expect(await lastWords(second, thread.id)).toBe(words.join(''));
    expect(server.count(RUNS)).toBe(1);
  },
);

it('cancels the run of the server with its own', async () => {
  const near = startNear();
  const { thread, run } = await askRun(near);
  await asked();
  await far.backend.words('Because ');
  await near.threads.runs.cancel(run.id, { thread_id: thread.id });
  await settle();
  await expect.poll(() => status(near, thread.id, run.id)).toBe('cancelled');
  await expect.poll(() => server.count(CANCEL)).toBe(1);
  await expect.poll(() => far.backend.signals[0]?.aborted).toBe(true);
});
