import OpenAI, { toFile } from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chunk, finishChunk } from '../support/model-server/chunks.ts';
import {
  answer,
  done,
  event,
  eventStream,
  faults,
  type ModelServer,
  type Script,
  startModelServer,
} from '../support/model-server/index.ts';
import { type Command, startCommand } from './start-command.ts';

const QUICK = { pollIntervalMs: 20 };

const WEATHER = {
  type: 'function',
  function: { name: 'weather', parameters: { type: 'object', properties: {} } },
} as const;

const CALL: Script = [
  eventStream,
  event(
    chunk({
      role: 'assistant',
      tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{}' } }],
    }),
  ),
  event(finishChunk('tool_calls')),
  done,
];

let server: ModelServer;
let command: Command;
let client: OpenAI;

beforeAll(async () => {
  server = await startModelServer();
  command = await startCommand(['--model-base-url', server.baseUrl, '--model', 'fallback']);
  client = new OpenAI({ baseURL: command.baseURL, apiKey: 'any', maxRetries: 0 });
});

afterAll(async () => {
  await command.stop();
  await server.close();
});

beforeEach(() => server.script(answer('It is *seven*.')));

async function ask(question = 'How much is three plus four?') {
  const thread = await client.beta.threads.create();
  await client.beta.threads.messages.create(thread.id, { role: 'user', content: question });
  return thread;
}

async function newestText(threadId: string): Promise<string | undefined> {
  const [part] = (await client.beta.threads.messages.list(threadId)).data[0]?.content ?? [];
  return part?.type === 'text' ? part.text.value : undefined;
}

const lastModel = () => Object(server.requests.at(-1)?.body).model;

describe('the official client', () => {
  it('has an assistant of its own answer', async () => {
    const assistant = await client.beta.assistants.create({
      model: 'test-model',
      instructions: 'Count on your fingers.',
    });
    const thread = await ask();
    const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id }, QUICK);
    expect(run.status).toBe('completed');
    expect(await newestText(thread.id)).toBe('It is *seven*.');
    expect(server.requests.at(-1)?.body).toMatchObject({
      model: 'test-model',
      messages: [
        { role: 'system', content: 'Count on your fingers.' },
        { role: 'user', content: 'How much is three plus four?' },
      ],
    });
  });

  it('gets the words while the model is still writing', async () => {
    server.script(faults.stallAfter(['It ', 'is ']));
    const thread = await ask();
    const stream = client.beta.threads.runs.stream(thread.id, { assistant_id: 'asst_sitethread' });
    const heard = await new Promise((resolve) =>
      stream.on('textDelta', (_delta, text) => text.value === 'It is ' && resolve(true)),
    );
    expect(heard).toBe(true);
    const { id } = stream.currentRun() ?? {};
    await client.beta.threads.runs.cancel(String(id), { thread_id: thread.id });
    await stream.done();
    expect((await client.beta.threads.runs.retrieve(String(id), { thread_id: thread.id })).status).toBe('cancelled');
    expect(await newestText(thread.id)).toBe('It is ');
  });

  it('hands in the outputs of its functions', async () => {
    server.script(CALL, answer('It rains.'));
    const thread = await ask('How is the weather?');
    const { runs } = client.beta.threads;
    const run = await runs.createAndPoll(thread.id, { assistant_id: 'asst_sitethread', tools: [WEATHER] }, QUICK);
    expect(run.status).toBe('requires_action');
    const calls = run.required_action?.submit_tool_outputs.tool_calls ?? [];
    expect(calls.map((call) => call.function.name)).toEqual(['weather']);
    const tool_outputs = calls.map(({ id }) => ({ tool_call_id: id, output: 'rain' }));
    const ended = await runs.submitToolOutputsAndPoll(run.id, { thread_id: thread.id, tool_outputs }, QUICK);
    expect(ended.status).toBe('completed');
    expect(await newestText(thread.id)).toBe('It rains.');
  });

  it('need not wait five seconds to learn that a run has ended', async () => {
    server.script(answer('Soon.', { every: 200 }));
    const thread = await ask();
    const start = Date.now();
    const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: 'asst_sitethread' });
    expect(run.status).toBe('completed');
    expect(Date.now() - start).toBeLessThan(5_000);
  });

  it('uploads a file and reads it again', async () => {
    const text = 'Zwölf Boxkämpfer'.repeat(100_000);
    const file = await client.files.create({ file: await toFile(Buffer.from(text), 'Öl.txt'), purpose: 'assistants' });
    expect(file).toMatchObject({ filename: 'Öl.txt', bytes: Buffer.byteLength(text), purpose: 'assistants' });
    expect(await (await client.files.content(file.id)).text()).toBe(text);
  });

  it('is told of a model server that is too busy', async () => {
    server.script(faults.rateLimited());
    const thread = await ask();
    const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: 'asst_sitethread' }, QUICK);
    expect(run.status).toBe('failed');
    expect(run.last_error?.code).toBe('rate_limit_exceeded');
  });
});

describe('the model', () => {
  it.each(['openai/gpt-oss-20b', 'nobody-lists-this:latest', 'gpt-4o'])(
    'that a run names reaches the model server as it is: %s',
    async (model) => {
      const thread = await ask();
      const run = await client.beta.threads.runs.createAndPoll(
        thread.id,
        { assistant_id: 'asst_sitethread', model },
        QUICK,
      );
      expect(run).toMatchObject({ status: 'completed', model });
      expect(lastModel()).toBe(model);
    },
  );

  it('of the assistant serves where the run names none, and the run comes first', async () => {
    const assistant = await client.beta.assistants.create({ model: 'vendor/of-the-assistant' });
    for (const [given, expected] of [
      [{}, 'vendor/of-the-assistant'],
      [{ model: 'of-the-run' }, 'of-the-run'],
    ] as const) {
      const thread = await ask();
      await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id, ...given }, QUICK);
      expect(lastModel()).toBe(expected);
    }
  });

  it('of the command line serves where nobody names one', async () => {
    const thread = await ask();
    await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: 'asst_sitethread' }, QUICK);
    expect(lastModel()).toBe('fallback');
  });
});
