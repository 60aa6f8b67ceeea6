import type { AssistantCreateParams } from 'openai/resources/beta/assistants';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ModelRequest } from '../../lib/assistants/ports.ts';
import { settle } from '../support/engine.ts';
import { CALLS_END, call, QUESTION, TIME, useWorld, WEATHER } from './world.ts';

const world = useWorld();

const SCHEMA = { type: 'json_schema', json_schema: { name: 'answer', schema: { type: 'object' } } };

const OF_ASSISTANT: AssistantCreateParams = {
  model: 'model-of-assistant',
  instructions: 'Of the assistant.',
  tools: [WEATHER],
  temperature: 0.5,
  top_p: 0.9,
  response_format: { type: 'json_object' },
  reasoning_effort: 'low',
};

let assistant_id = '';

beforeEach(async () => {
  assistant_id = (await world.worker.client.beta.assistants.create(OF_ASSISTANT)).id;
});

async function requestOf(given: Readonly<Record<string, unknown>>): Promise<ModelRequest> {
  await world.ask({ assistant_id, ...given });
  const request = world.worker.backend.requests.at(-1);
  if (request === undefined) throw new Error('No request was made.');
  return request;
}

type Row = readonly [name: string, ofRun: Readonly<Record<string, unknown>>, request: object, ofAssistant: object];

const OVERRIDES: readonly Row[] = [
  ['model', { model: 'model-of-run' }, { model: 'model-of-run' }, { model: 'model-of-assistant' }],
  ['tools', { tools: [TIME] }, { tools: [TIME] }, { tools: [WEATHER] }],
  ['no tools', { tools: [] }, { tools: [] }, { tools: [WEATHER] }],
  ['temperature', { temperature: 1.5 }, { temperature: 1.5 }, { temperature: 0.5 }],
  ['a temperature of zero', { temperature: 0 }, { temperature: 0 }, { temperature: 0.5 }],
  ['top_p', { top_p: 0.1 }, { top_p: 0.1 }, { top_p: 0.9 }],
  [
    'response_format',
    { response_format: SCHEMA },
    { response_format: SCHEMA },
    { response_format: { type: 'json_object' } },
  ],
  ['reasoning_effort', { reasoning_effort: 'high' }, { reasoning_effort: 'high' }, { reasoning_effort: 'low' }],
  [
    'max_completion_tokens',
    { max_completion_tokens: 300 },
    { max_completion_tokens: 300 },
    { max_completion_tokens: null },
  ],
  ['tool_choice none', { tool_choice: 'none' }, { tool_choice: 'none' }, { tool_choice: 'auto' }],
  ['tool_choice required', { tool_choice: 'required' }, { tool_choice: 'required' }, { tool_choice: 'auto' }],
  [
    'tool_choice of one function',
    { tool_choice: { type: 'function', function: { name: 'weather' } } },
    { tool_choice: { type: 'function', function: { name: 'weather' } } },
    { tool_choice: 'auto' },
  ],
  [
    'parallel_tool_calls',
    { parallel_tool_calls: false },
    { parallel_tool_calls: false },
    { parallel_tool_calls: true },
  ],
];

describe.each(OVERRIDES)('%s', (_name, ofRun, request, ofAssistant) => {
  it('reaches the model', async () => {
    expect(await requestOf(ofRun)).toMatchObject(request);
  });

  it("is the assistant's or the published default when the run says nothing", async () => {
    expect(await requestOf({})).toMatchObject(ofAssistant);
  });

  it('is shown by the run', async () => {
    const run = await world.run(await world.ask({ assistant_id, ...ofRun }));
    expect(run).toMatchObject(ofRun);
  });
});

const NOTHING = Object.fromEntries(
  ['model', 'instructions', 'tools', 'temperature', 'top_p', 'response_format', 'tool_choice', 'max_prompt_tokens'].map(
    (name) => [name, null],
  ),
);

it('null overrides nothing', async () => {
  expect(await requestOf(NOTHING)).toMatchObject({
    model: 'model-of-assistant',
    tools: [WEATHER],
    temperature: 0.5,
    top_p: 0.9,
    response_format: { type: 'json_object' },
    tool_choice: 'auto',
  });
});

it('a change of the assistant does not change a run that was asked before', async () => {
  const place = await world.ask({ assistant_id });
  await world.worker.client.beta.assistants.update(assistant_id, { instructions: 'Changed.', model: 'other' });
  expect(await world.run(place)).toMatchObject({ model: 'model-of-assistant', instructions: 'Of the assistant.' });
});

type Instructions = readonly [name: string, given: Readonly<Record<string, unknown>>, system: string | undefined];

const SYSTEM: readonly Instructions[] = [
  ["the assistant's", {}, 'Of the assistant.'],
  ["the run's in place of the assistant's", { instructions: 'Of the run.' }, 'Of the run.'],
  ["additional ones behind the assistant's", { additional_instructions: 'More.' }, 'Of the assistant.\n\nMore.'],
  [
    "additional ones behind the run's",
    { instructions: 'Of the run.', additional_instructions: 'More.' },
    'Of the run.\n\nMore.',
  ],
  ['none at all', { instructions: '' }, undefined],
  ['only additional ones', { instructions: '', additional_instructions: 'More.' }, 'More.'],
];

it.each(SYSTEM)('the system message is exactly the instructions: %s', async (_name, given, system) => {
  const { messages } = await requestOf(given);
  expect(messages.filter(({ role }) => role === 'system').map(({ content }) => content)).toEqual(
    system === undefined ? [] : [system],
  );
  expect(messages.at(-1)).toEqual({ role: 'user', content: 'Why?' });
});

it('the run shows the instructions that the model is given', async () => {
  const run = await world.run(await world.ask({ assistant_id, additional_instructions: 'More.' }));
  expect(run.instructions).toBe('Of the assistant.\n\nMore.');
});

it('an assistant without instructions gives no system message', async () => {
  const plain = await world.worker.client.beta.assistants.create({ model: 'a-model' });
  const { messages } = await requestOf({ assistant_id: plain.id });
  expect(messages).toEqual([{ role: 'user', content: 'Why?' }]);
});

it('additional messages are added to the thread before the run, in their order', async () => {
  const thread_id = await world.thread({ role: 'user', content: 'First' });
  await world.askIn(thread_id, {
    assistant_id,
    additional_messages: [
      { role: 'assistant', content: 'Second' },
      { role: 'user', content: 'Third', metadata: { a: 'b' } },
    ],
  });
  const messages = await world.messages(thread_id);
  expect(messages.map(({ role, content: [part] }) => [role, part?.type === 'text' ? part.text.value : null])).toEqual([
    ['user', 'First'],
    ['assistant', 'Second'],
    ['user', 'Third'],
  ]);
  expect(messages[2]?.metadata).toEqual({ a: 'b' });
  expect(world.worker.backend.requests.at(-1)?.messages.slice(1)).toEqual([
    { role: 'user', content: 'First' },
    { role: 'assistant', content: 'Second' },
    { role: 'user', content: 'Third' },
  ]);
});

it('a run that is refused adds none of its additional messages', async () => {
  const place = await world.waiting();
  await world.call('POST', `/threads/${place.thread_id}/runs`, { assistant_id, additional_messages: [QUESTION] });
  await world.cancel(place);
  expect(await world.messages(place.thread_id)).toHaveLength(1);
});

it('last_messages sends the newest messages and no others', async () => {
  const thread_id = await world.thread(
    ...['one', 'two', 'three', 'four'].map((content) => ({ role: 'user', content }) as const),
  );
  await world.askIn(thread_id, { assistant_id, truncation_strategy: { type: 'last_messages', last_messages: 2 } });
  expect(world.worker.backend.requests.at(-1)?.messages.slice(1)).toMatchObject([
    { content: 'three' },
    { content: 'four' },
  ]);
});

it('auto truncation leaves out the middle and keeps both ends', async () => {
  const thread_id = await world.thread(
    ...Array.from(
      { length: 60 },
      (_, index) => ({ role: 'user', content: `${index} ${'word '.repeat(300)}` }) as const,
    ),
  );
  await world.askIn(thread_id, { assistant_id });
  const sent = (world.worker.backend.requests.at(-1)?.messages ?? [])
    .slice(1)
    .map(({ content }) => Number.parseInt(content, 10));
  expect(sent.at(0)).toBe(0);
  expect(sent.at(-1)).toBe(59);
  expect(sent.length).toBeLessThan(60);
  expect(sent).toEqual(sent.toSorted((a, b) => a - b));
});

it('a demanded call is demanded once: after the outputs the model may answer', async () => {
  const place = await world.ask({ assistant_id, tool_choice: 'required' });
  await world.worker.backend.say(...call('weather'), CALLS_END);
  await world.submit(place, 'call_weather');
  await settle();
  expect(world.worker.backend.requests.map(({ tool_choice }) => tool_choice)).toEqual(['required', 'auto']);
});

it("tool resources are the assistant's and the thread's, never the run's", async () => {
  const thread_id = await world.thread();
  const { status, body } = await world.call('POST', `/threads/${thread_id}/runs`, { assistant_id, tool_resources: {} });
  expect([status, body.error?.message]).toEqual([400, "Unknown parameter: 'tool_resources'."]);
});
