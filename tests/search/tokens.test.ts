import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../lib/search/tokens.ts';
import { type Language, textIn } from './support.ts';

describe('estimateTokens', () => {
  it.each<[Language, number]>([
    ['de', 177],
    ['fr', 154],
    ['es', 122],
    ['ru', 162],
    ['ar', 130],
    ['zh', 148],
    ['ja', 209],
    ['ko', 131],
    ['th', 174],
    ['hi', 127],
  ])('is within 15 %% of the o200k count for %s', (language, counted) => {
    const ratio = estimateTokens(`${textIn(language)}\n`) / counted;
    expect(ratio).toBeGreaterThan(0.85);
    expect(ratio).toBeLessThan(1.15);
  });

  it('is 0 for nothing and at least 1 for anything visible', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens('a')).toBe(1);
    expect(estimateTokens('😀')).toBeGreaterThan(0);
  });

  it('never falls when text is added, and adds up to within one token', () => {
    const pieces = fc
      .array(fc.constantFrom('word ', '7', 'ß', 'ю', '図', 'ไ', '\n', '😀', '.'), { maxLength: 40 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(pieces, pieces, (one, other) => {
        const apart = estimateTokens(one) + estimateTokens(other);
        const together = estimateTokens(one + other);
        expect(together).toBeGreaterThanOrEqual(estimateTokens(one));
        expect(Math.abs(together - apart)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
