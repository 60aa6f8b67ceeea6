import { expect, it } from 'vitest';
import { learn, newDialect } from '../../../lib/models/chat-completions/dialect.ts';

const sent = { model: 'm', messages: [], stream: true, stream_options: {}, temperature: 1, max_tokens: 9 };

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
