import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FunctionTool } from '../../../lib/assistants/objects.ts';
import type { ModelMessage, ModelRequest } from '../../../lib/assistants/ports.ts';
import { toPlace, toRemote } from '../../../lib/models/assistants/place.ts';
import { toRun, toThread, toToolOutputs } from '../../../lib/models/assistants/wire.ts';
import { wrongInRequest } from '../../conformance/published.ts';
import { modelRequest } from '../talk.ts';

const OURS = { id: 'asst_1', is_users: false };

const message: fc.Arbitrary<ModelMessage> = fc.oneof(
  fc.record({ role: fc.constantFrom('system', 'user'), content: fc.string({ unit: 'grapheme' }) }),
  fc.record({
    role: fc.constant('user'),
    content: fc.string(),
    images: fc.array(fc.record({ url: fc.webUrl(), detail: fc.constantFrom('auto', 'low', 'high') })),
  }),
  fc.record({
    role: fc.constant('assistant'),
    content: fc.string(),
    tool_calls: fc.array(
      fc.record({
        id: fc.string(),
        type: fc.constant('function'),
        function: fc.record({ name: fc.string(), arguments: fc.json() }),
      }),
    ),
  }),
  fc.record({ role: fc.constant('tool'), tool_call_id: fc.string(), content: fc.string() }),
);

const tool: fc.Arbitrary<FunctionTool> = fc.record({
  type: fc.constant('function'),
  function: fc.record(
    { name: fc.stringMatching(/^[a-z_]{1,9}$/), description: fc.string(), strict: fc.constantFrom(true, false, null) },
    { requiredKeys: ['name'] },
  ),
});

const request: fc.Arbitrary<ModelRequest> = fc
  .record({
    messages: fc.array(message),
    tools: fc.array(tool, { maxLength: 30 }),
    tool_choice: fc.constantFrom<ModelRequest['tool_choice']>('none', 'auto', 'required', { type: 'file_search' }),
    parallel_tool_calls: fc.boolean(),
    response_format: fc.constantFrom<ModelRequest['response_format']>(
      'auto',
      { type: 'text' },
      { type: 'json_object' },
    ),
    temperature: fc.constantFrom(null, 0, 0.5, 2),
    top_p: fc.constantFrom(null, 0, 1),
    reasoning_effort: fc.constantFrom(null, 'low', 'high'),
    max_completion_tokens: fc.constantFrom(null, 1, 255, 256, 9_000),
  })
  .map(modelRequest);

describe('what is sent', () => {
  it('is what is published, whatever is asked', () => {
    fc.assert(
      fc.property(request, fc.boolean(), (asked, is_users) => {
        expect(wrongInRequest('POST /threads', toThread(asked.messages))).toEqual([]);
        const run = { ...toRun(asked, { id: 'asst_1', is_users }), stream: true };
        expect(wrongInRequest('POST /threads/{thread_id}/runs', run)).toEqual([]);
        const outputs = { tool_outputs: toToolOutputs(asked.messages), stream: true };
        const submit = 'POST /threads/{thread_id}/runs/{run_id}/submit_tool_outputs';
        expect(wrongInRequest(submit, outputs)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('holds nothing that was not asked for', () => {
    expect(toRun(modelRequest(), OURS)).toEqual({ assistant_id: 'asst_1' });
  });

  it('has no message without words, and none longer than a server takes', () => {
    const long = `${'x'.repeat(255_999)}👋${'y'.repeat(9)}`;
    const { messages } = toThread([
      { role: 'user', content: '  ' },
      { role: 'user', content: long },
      { role: 'assistant', content: '' },
    ]);
    expect(messages.map(({ content }) => content.length)).toEqual([255_999, 11]);
    expect(messages.map(({ content }) => content).join('')).toBe(long);
  });

  it('takes for outputs only those that a prompt ends with', () => {
    const output: ModelMessage = { role: 'tool', tool_call_id: 'call_1', content: 'Sunny' };
    expect(toToolOutputs([{ role: 'user', content: 'And?' }, output])).toEqual([
      { tool_call_id: 'call_1', output: 'Sunny' },
    ]);
    expect(toToolOutputs([output, { role: 'user', content: 'And?' }])).toEqual([]);
  });
});

it('writes down where an answer is, and reads it again', () => {
  const place = { thread_id: 'thread/1', run_id: null, from: 12, answered: ['call_1'] };
  expect(toPlace(toRemote(place, 40))).toEqual(place);
  expect(toRemote(place, 40).cursor).toBe(40);
  expect(toPlace({ id: 'resp_123', cursor: 3 })).toBeNull();
});
