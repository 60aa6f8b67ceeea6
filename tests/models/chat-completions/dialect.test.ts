import { expect, it } from 'vitest';
import { learn, newDialect, type Quirk } from '../../../lib/models/chat-completions/dialect.ts';

const sent = {
  model: 'm',
  messages: [],
  stream: true as const,
  stream_options: { include_usage: true as const },
  temperature: 1,
  max_tokens: 9,
};

it.each<[string, string, string[], string[]]>([
  [
    'a field by its name',
    "Unknown parameter: 'stream_options'.",
    ['stream_options'],
    ['max_tokens', 'max_completion_tokens'],
  ],
  ['a part of a field', 'include_usage is not supported', ['stream_options'], ['max_tokens', 'max_completion_tokens']],
  [
    'several at once',
    'temperature and stream_options are fixed',
    ['stream_options', 'temperature'],
    ['max_tokens', 'max_completion_tokens'],
  ],
  [
    'the limit under another name',
    "Use 'max_completion_tokens' instead of 'max_tokens'.",
    [],
    ['max_completion_tokens'],
  ],
])('leaves out %s', (_name, refusal, omit, limit_fields) => {
  const learned = learn(newDialect('max_tokens'), sent, refusal);
  expect([...(learned?.omit ?? [])].sort()).toEqual(omit);
  expect(learned?.limit_fields).toEqual(limit_fields);
});

it.each([
  ['names nothing', 'Bad request.'],
  ['names what was not sent', 'top_p is not supported'],
  ['names what cannot be left out', 'messages must not be empty for this model'],
  ['names a longer word', 'temperature_schedule is odd'],
])('learns nothing from a refusal that %s', (_name, refusal) => {
  expect(learn(newDialect('max_tokens'), sent, refusal)).toBeNull();
});

it('runs out of names for the limit and then sends none', () => {
  const once = learn(newDialect('max_tokens'), sent, 'max_tokens');
  const twice = once && learn(once, { max_completion_tokens: 9 }, 'max_completion_tokens');
  expect(twice?.limit_fields).toEqual([]);
});

const user = { role: 'user' as const, content: 'Hi' };
const called = {
  role: 'assistant' as const,
  content: null,
  tool_calls: [{ id: 'call_1', type: 'function' as const, function: { name: 'find', arguments: '{}' } }],
};
const found = { role: 'tool' as const, tool_call_id: 'call_1', content: 'found' };

it.each<[string, string, Parameters<typeof learn>[1], Quirk]>([
  [
    'LM Studio',
    `{"error":"Invalid tool_choice type: 'object'. Supported string values: none, auto, required"}`,
    { tool_choice: { type: 'function', function: { name: 'find' } } },
    'named-choice',
  ],
  [
    'LM Studio',
    `{"error":"'response_format.type' must be 'json_schema' or 'text'"}`,
    { response_format: { type: 'json_object' } },
    'json-by-schema',
  ],
  [
    'an older Mistral',
    '{"message":{"detail":[{"loc":["body","tool_choice"],"msg":"Input should be \'auto\', \'none\' or \'any\'"}]}}',
    { tool_choice: 'required' },
    'required-is-any',
  ],
  [
    'a Gemma behind vLLM',
    '{"object":"error","message":"System role not supported","code":400}',
    { messages: [{ role: 'system', content: 'Be brief.' }, user] },
    'no-system-role',
  ],
  [
    'a Gemma at Google',
    '[{"error":{"message":"Developer instruction is not enabled for models/gemma-3-1b-it"}}]',
    { messages: [{ role: 'system', content: 'Be brief.' }, user] },
    'no-system-role',
  ],
  [
    'a Mistral behind a gateway',
    '{"message":"Tool call id was call_1 but must be a-z, A-Z, 0-9, with a length of 9."}',
    { messages: [user, called, found] },
    'short-call-ids',
  ],
  [
    'DeepSeek',
    '{"error":{"message":"The `reasoning_content` in the thinking mode must be passed back to the API."}}',
    { messages: [user, called, found] },
    'thoughts-everywhere',
  ],
  [
    'Gemini',
    '[{"error":{"code":400,"message":"Function call is missing a thought_signature in functionCall parts."}}]',
    { messages: [user, called, found] },
    'signatures-everywhere',
  ],
])('understands %s: %s', (_name, refusal, sent, quirk) => {
  const learned = learn(newDialect('max_tokens'), sent, refusal);
  expect([...(learned?.quirks ?? [])]).toEqual([quirk]);
  expect([...(learned?.omit ?? [])]).toEqual([]);
  expect(learned && learn(learned, { ...sent, tool_choice: 'none' }, refusal)).toBeNull();
});

it('leaves out what another server wanted back', () => {
  const messages = [
    user,
    {
      ...called,
      reasoning_content: 'Hm.',
      tool_calls: called.tool_calls.map((one) => ({ ...one, extra_content: { google: {} } })),
    },
    found,
  ];
  const dialect = newDialect('max_tokens');
  const named = (field: string) => learn(dialect, { messages }, `Unknown parameter: 'messages[1].${field}'.`)?.omit;
  expect(named('tool_calls[0].extra_content')).toEqual(new Set(['extra_content']));
  expect(named('reasoning_content')).toEqual(new Set(['reasoning_content']));
});

it('does not take a repeated request for a refusal of all that is in it', () => {
  const refusal = {
    detail: [{ loc: ['body', 'top_p'], msg: 'Extra inputs', input: { temperature: 1, max_tokens: 9 } }],
  };
  const learned = learn(newDialect('max_tokens'), { ...sent, top_p: 0.5 }, JSON.stringify(refusal));
  expect([...(learned?.omit ?? [])]).toEqual(['top_p']);
  expect(learned?.limit_fields).toEqual(['max_tokens', 'max_completion_tokens']);
});
