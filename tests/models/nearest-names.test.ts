import { expect, it } from 'vitest';
import { nearestNames } from '../../lib/models/nearest-names.ts';

const MODELS = ['gemma3:4b', 'llama3.1:8b', 'llama3.2:3b', 'mistral-small', 'qwen3:8b'];

it.each([
  ['a name without its tag', 'llama3.2', 'llama3.2:3b'],
  ['a slip of the finger', 'lama3.1:8b', 'llama3.1:8b'],
  ['capital letters', 'Qwen3:8B', 'qwen3:8b'],
  ['a tag too many', 'mistral-small:latest', 'mistral-small'],
])('finds what was meant by %s', (_what, typed, meant) => {
  expect(nearestNames(typed, MODELS)[0]).toBe(meant);
});

it('gives three at most, and none of none', () => {
  expect(nearestNames('gpt', MODELS)).toHaveLength(3);
  expect(nearestNames('gpt', [])).toEqual([]);
});
