import { describe, expect, it } from 'vitest';
import type { FunctionTool } from '../../../lib/assistants/objects.ts';
import type { ModelMessage, ModelRequest } from '../../../lib/assistants/ports.ts';
import { learn, NEW_DIALECT } from '../../../lib/models/responses/dialect.ts';
import { toRequest } from '../../../lib/models/responses/wire.ts';
import { modelRequest } from '../talk.ts';
import { wrongInCreate } from './published.ts';

const FIND: FunctionTool = {
  type: 'function',
  function: { name: 'find', description: 'Finds.', parameters: { type: 'object', properties: {} }, strict: true },
};
const BARE: FunctionTool = { type: 'function', function: { name: 'bare' } };
const SCHEMA = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false };

function body(more: Partial<ModelRequest> = {}, dialect = NEW_DIALECT): Readonly<Record<string, unknown>> {
  const made = toRequest(modelRequest(more), dialect, false);
  expect(wrongInCreate(made)).toEqual([]);
  return made;
}

it('holds nothing that was not asked for, and asks that nothing is stored', () => {
  expect(body()).toEqual({
    model: 'test-model',
    input: [{ role: 'user', content: 'What is this?' }],
    stream: true,
    store: false,
  });
});

it('is stored only where the answer is to go on without us', () => {
  const made = toRequest(modelRequest(), NEW_DIALECT, true);
  expect(made).toMatchObject({ store: true, background: true, stream: true });
  expect(wrongInCreate(made)).toEqual([]);
});

type Case = readonly [name: string, request: Partial<ModelRequest>, fields: Readonly<Record<string, unknown>>];

describe('says', () => {
  it.each<Case>([
    [
      'functions flat, with strict in any case',
      { tools: [FIND, BARE] },
      {
        tools: [
          { type: 'function', ...FIND.function },
          { type: 'function', name: 'bare', parameters: { type: 'object', properties: {} }, strict: false },
        ],
      },
    ],
    ['a choice by its word', { tools: [FIND], tool_choice: 'required' }, { tool_choice: 'required' }],
    ['that no function may be called', { tools: [FIND], tool_choice: 'none' }, { tool_choice: 'none' }],
    [
      'the one function to call',
      { tools: [FIND], tool_choice: { type: 'function', function: { name: 'find' } } },
      { tool_choice: { type: 'function', name: 'find' } },
    ],
    ['that calls come one by one', { tools: [FIND], parallel_tool_calls: false }, { parallel_tool_calls: false }],
    ['JSON mode', { response_format: { type: 'json_object' } }, { text: { format: { type: 'json_object' } } }],
    [
      'a JSON schema',
      { response_format: { type: 'json_schema', json_schema: { name: 'a', schema: SCHEMA, strict: true } } },
      { text: { format: { type: 'json_schema', name: 'a', schema: SCHEMA, strict: true } } },
    ],
    [
      'a JSON schema that lacks everything',
      { response_format: { type: 'json_schema', json_schema: {} } },
      { text: { format: { type: 'json_schema', name: 'answer', schema: {} } } },
    ],
    ['how hard to think', { reasoning_effort: 'high' }, { reasoning: { effort: 'high', summary: 'auto' } }],
    ['that there is to be no thinking', { reasoning_effort: 'none' }, { reasoning: { effort: 'none' } }],
    ['temperature and top_p', { temperature: 0, top_p: 0.5 }, { temperature: 0, top_p: 0.5 }],
    ['a limit', { max_completion_tokens: 500 }, { max_output_tokens: 500 }],
    ['the lowest limit there is', { max_completion_tokens: 3 }, { max_output_tokens: 16 }],
  ])('%s', (_name, request, fields) => {
    expect(body(request)).toMatchObject(fields);
  });

  it.each<Case>([
    ['no choice of functions when there are none', { tool_choice: 'required' }, {}],
    ['no choice that servers make unasked', { tools: [FIND], tool_choice: 'auto' }, {}],
    ['no tool that only the hosted system had', { tools: [FIND], tool_choice: { type: 'file_search' } }, {}],
    ['no format that is plain text', { response_format: { type: 'text' } }, {}],
    ['no truncation', { max_completion_tokens: 500 }, {}],
  ])('%s', (_name, request) => {
    for (const field of ['tool_choice', 'text', 'truncation']) expect(body(request)).not.toHaveProperty(field);
  });
});

describe('the prompt', () => {
  const system = { role: 'system', content: 'Be brief.' } as const;
  const user = { role: 'user', content: 'Hello' } as const;
  const call = { id: 'call_a', type: 'function', function: { name: 'find', arguments: '{"q":1}' } } as const;
  const LONG = 'x'.repeat(65);

  it.each<readonly [string, readonly ModelMessage[], Readonly<Record<string, unknown>>]>([
    [
      'gives the first system message as instructions',
      [system, user],
      { instructions: 'Be brief.', input: [{ role: 'user', content: 'Hello' }] },
    ],
    ['keeps a system message that is all there is', [system], { input: [{ role: 'system', content: 'Be brief.' }] }],
    [
      'keeps a later system message in its place',
      [system, user, { role: 'system', content: 'And kind.' }],
      {
        instructions: 'Be brief.',
        input: [
          { role: 'user', content: 'Hello' },
          { role: 'system', content: 'And kind.' },
        ],
      },
    ],
    [
      'gives calls and their outputs as items of their own',
      [
        user,
        { role: 'assistant', content: 'I look.', tool_calls: [call] },
        { role: 'tool', tool_call_id: 'call_a', content: 'found' },
      ],
      {
        input: [
          { role: 'user', content: 'Hello' },
          { role: 'assistant', content: 'I look.' },
          { type: 'function_call', call_id: 'call_a', name: 'find', arguments: '{"q":1}' },
          { type: 'function_call_output', call_id: 'call_a', output: 'found' },
        ],
      },
    ],
    [
      'gives short ids to calls of servers with long ones',
      [
        user,
        { role: 'assistant', content: '', tool_calls: [{ ...call, id: LONG }] },
        { role: 'tool', tool_call_id: LONG, content: '' },
      ],
      {
        input: [
          { role: 'user', content: 'Hello' },
          { type: 'function_call', call_id: 'call_1', name: 'find', arguments: '{"q":1}' },
          { type: 'function_call_output', call_id: 'call_1', output: '' },
        ],
      },
    ],
    [
      'leaves out an assistant that said nothing',
      [user, { role: 'assistant', content: ' ' }, user],
      {
        input: [
          { role: 'user', content: 'Hello' },
          { role: 'user', content: 'Hello' },
        ],
      },
    ],
    [
      'shows images beside the words',
      [{ role: 'user', content: 'See', images: [{ url: 'data:image/png;base64,AA==' }] }],
      {
        input: [
          {
            role: 'user',
            content: [
              { type: 'input_text', text: 'See' },
              { type: 'input_image', image_url: 'data:image/png;base64,AA==', detail: 'auto' },
            ],
          },
        ],
      },
    ],
  ])('%s', (_name, messages, fields) => {
    const made = body({ messages });
    expect({ instructions: made['instructions'], input: made['input'] }).toEqual({
      instructions: undefined,
      ...fields,
    });
  });

  it('says the instructions in the input in JSON mode, where the server looks for the word', () => {
    const made = body({
      messages: [{ role: 'system', content: 'Answer in JSON.' }, user],
      response_format: { type: 'json_object' },
    });
    expect(made['input']).toEqual([{ role: 'system', content: 'Answer in JSON.' }, user]);
    expect(made).not.toHaveProperty('instructions');
  });
});

describe('what a server refuses', () => {
  const sent = toRequest(
    modelRequest({ temperature: 1, top_p: 1, reasoning_effort: 'low', max_completion_tokens: 99 }),
    NEW_DIALECT,
    true,
  );

  it.each([
    ["Unsupported parameter: 'temperature' is not supported with this model.", ['temperature']],
    ["Unsupported parameter: 'reasoning.effort' is not supported with this model.", ['reasoning']],
    ['Your organization must be verified to generate reasoning summaries.', ['reasoning.summary']],
    ["Unsupported value: 'reasoning.summary' does not support 'auto'.", ['reasoning.summary']],
    ["Unknown parameter: 'max_output_tokens'.", ['max_output_tokens']],
    ['background mode is not supported for this model', ['background']],
    ['temperature and top_p: extra fields not permitted', ['temperature', 'top_p']],
  ])('is left out next time: %s', (refusal, omitted) => {
    expect([...(learn(NEW_DIALECT, sent, refusal)?.omit ?? [])]).toEqual(omitted);
  });

  it.each(["Unknown parameter: 'store'.", "Invalid value: 'input'.", "Unsupported parameter: 'tools'."])(
    'is not left out when the answer needs it: %s',
    (refusal) => {
      expect(learn(NEW_DIALECT, sent, refusal)).toBeNull();
    },
  );

  it('keeps the effort when only summaries are refused, and gives both up when that was not enough', () => {
    const once = learn(NEW_DIALECT, sent, 'reasoning summaries');
    expect(body({ reasoning_effort: 'low' }, once ?? undefined)).toMatchObject({ reasoning: { effort: 'low' } });
    const twice = learn(once ?? NEW_DIALECT, sent, 'no reasoning summaries here');
    expect(body({ reasoning_effort: 'low' }, twice ?? undefined)).not.toHaveProperty('reasoning');
  });
});

it('is judged by a description that does refuse', () => {
  expect(wrongInCreate({ model: 'm', input: [{ role: 'robot', content: 'x' }] })).not.toEqual([]);
  expect(wrongInCreate({ model: 'm', input: 'x', max_output_tokens: 3 })).not.toEqual([]);
  expect(wrongInCreate({ model: 'm', input: 'x', max_tokens: 30 })).toEqual(["Unknown parameter: 'max_tokens'"]);
  expect(wrongInCreate({ model: 'm', input: 'x', tools: [{ type: 'function', name: 'f' }] })).not.toEqual([]);
});
