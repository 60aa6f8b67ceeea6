import type OpenAI from 'openai';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { calls, wordsAndCalls } from '../seeds/calls.ts';
import { openFrontDoor } from '../seeds/front-door.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';

let server: ModelServer;
let client: OpenAI;

beforeEach(async () => {
  server = await startModelServer();
  client = openFrontDoor(server.baseUrl);
});

afterEach(() => server.close());

const TOOLS = ['weather', 'book'].map((name) => ({
  type: 'function' as const,
  function: { name, parameters: { type: 'object', properties: { city: { type: 'string' } } } },
}));

type Call = OpenAI.Beta.Threads.Runs.RequiredActionFunctionToolCall;

/** A client that performs what it is asked for until the run has ended; a function that throws is told to the model. */
async function runWithFunctions(perform: (call: Call) => string): Promise<OpenAI.Beta.Threads.Run> {
  const { assistants, threads } = client.beta;
  const assistant = await assistants.create({ model: 'test-model', tools: TOOLS });
  const thread = await threads.create({ messages: [{ role: 'user', content: 'A trip?' }] });
  let run = await threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id }, { pollIntervalMs: 20 });
  while (run.required_action !== null) {
    const tool_outputs = run.required_action.submit_tool_outputs.tool_calls.map((call) => ({
      tool_call_id: call.id,
      output: outputOf(call, perform),
    }));
    const where = { thread_id: thread.id, tool_outputs };
    run = await threads.runs.submitToolOutputsAndPoll(run.id, where, { pollIntervalMs: 20 });
  }
  return run;
}

function outputOf(call: Call, perform: (call: Call) => string): string {
  try {
    return perform(call);
  } catch (error) {
    return `Error: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function sent(index: number): unknown {
  const body = server.requests[index]?.body;
  return typeof body === 'object' && body !== null && 'messages' in body ? body.messages : undefined;
}

it('parallel calls in pieces, several rounds and a function that fails come through a real server in order', async () => {
  server.script(
    calls({ name: 'weather', arguments: { city: 'Rome' } }, { name: 'weather', arguments: { city: 'Oslo' } }),
    wordsAndCalls(['Rome ', 'it is.'], [{ name: 'book', arguments: { city: 'Rome' } }]),
    calls({ name: 'book', arguments: { city: 'Oslo' } }),
    answer('Oslo is booked.'),
  );
  const run = await runWithFunctions(({ function: { name, arguments: written } }) => {
    const { city } = JSON.parse(written);
    if (name === 'book' && city === 'Rome') throw new Error('Rome is full.');
    return name === 'weather' ? `sunny in ${city}` : `booked ${city}`;
  });

  expect(run.status).toBe('completed');
  expect(run.usage).toEqual({ prompt_tokens: 48, completion_tokens: 20, total_tokens: 68 });
  expect(sent(3)).toEqual([
    { role: 'user', content: 'A trip?' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: 'call_weather_0', type: 'function', function: { name: 'weather', arguments: '{"city":"Rome"}' } },
        { id: 'call_weather_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Oslo"}' } },
      ],
    },
    { role: 'tool', tool_call_id: 'call_weather_0', content: 'sunny in Rome' },
    { role: 'tool', tool_call_id: 'call_weather_1', content: 'sunny in Oslo' },
    {
      role: 'assistant',
      content: 'Rome it is.',
      tool_calls: [{ id: 'call_book_0', type: 'function', function: { name: 'book', arguments: '{"city":"Rome"}' } }],
    },
    { role: 'tool', tool_call_id: 'call_book_0', content: 'Error: Rome is full.' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'call_book_0', type: 'function', function: { name: 'book', arguments: '{"city":"Oslo"}' } }],
    },
    { role: 'tool', tool_call_id: 'call_book_0', content: 'booked Oslo' },
  ]);

  const steps = await client.beta.threads.runs.steps.list(run.id, { thread_id: run.thread_id, order: 'asc' });
  expect(steps.data.map(({ type, status }) => `${type} ${status}`)).toEqual([
    'tool_calls completed',
    'message_creation completed',
    'tool_calls completed',
    'tool_calls completed',
    'message_creation completed',
  ]);
  expect(steps.data.reduce((sum, { usage }) => sum + (usage?.total_tokens ?? 0), 0)).toBe(68);
});

it('a function that nobody has is told to the model, and the run goes on by itself', async () => {
  server.script(calls({ name: 'fly', arguments: {} }), answer('Then by train.'));
  const run = await runWithFunctions(() => '');
  expect(run.status).toBe('completed');
  expect(sent(1)).toMatchObject([
    { role: 'user' },
    { role: 'assistant', tool_calls: [{ function: { name: 'fly' } }] },
    { role: 'tool', content: '{"error":"There is no function \'fly\'."}' },
  ]);
});
