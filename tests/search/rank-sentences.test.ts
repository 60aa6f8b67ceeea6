import { describe, expect, it } from 'vitest';
import { pickDiverse, rankSentences } from '../../lib/search/rank-sentences.ts';

const SENTENCES = [
  'The harbour closes for repairs next week.',
  'The harbour closes for repairs in a week.',
  'Fish traders move into heated tents.',
  'Bananas are yellow.',
];

describe('rankSentences', () => {
  it('puts the earlier of two equals first and lifts what the title names', () => {
    const scores = rankSentences(SENTENCES, 'Fish traders move into tents').map(({ score }) => score);
    expect(Math.max(...scores)).toBe(scores[2]);
    const plain = rankSentences(['One dog barks.', 'Two cats sleep.', 'One dog barks.'], '').map(({ score }) => score);
    expect(plain[0]).toBeGreaterThan(plain[2] ?? 0);
  });

  it('holds back a question', () => {
    const [asked] = rankSentences(['Does the harbour close?', 'It does.'], '');
    const [told] = rankSentences(['Does the harbour close.', 'It does.'], '');
    expect(asked?.score).toBeLessThan(told?.score ?? 0);
  });
});

describe('pickDiverse', () => {
  it('does not take the same thing said twice before something new', () => {
    const vectors = [new Map([['a', 1]]), new Map([['a', 1]]), new Map([['b', 1]])];
    const ranked = [1, 0.9, 0.8].map((score, place) => ({ score, vector: vectors[place] ?? new Map() }));
    expect(pickDiverse(ranked, 2)).toEqual([0, 2]);
    expect(pickDiverse(ranked, 3)).toEqual([0, 2, 1]);
  });

  it.each([0, 1, 4, 9])('picks each place at most once, asked for %d', (count) => {
    const picked = pickDiverse(rankSentences(SENTENCES, ''), count);
    expect(picked).toHaveLength(Math.min(count, SENTENCES.length));
    expect(new Set(picked).size).toBe(picked.length);
  });

  it('picks none of none', () => {
    expect(pickDiverse([], 3)).toEqual([]);
  });
});
