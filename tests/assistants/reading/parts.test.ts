import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../lib/assistants/reading/parts.ts';
import type { Passage } from '../../../lib/page/snapshot.ts';
import { passageTokens } from '../../../lib/search/passage-tokens.ts';

/** Headings as `Guide/Install`; about `words` tokens. */
function page(...sections: readonly (readonly [headings: string, words: number])[]): Passage[] {
  return sections.map(([headings, words], index) => ({
    id: index + 1,
    text: 'word '.repeat(words).trim(),
    headings: headings === '' ? [] : headings.split('/'),
  }));
}

const idsOf = (parts: readonly (readonly Passage[])[]) => parts.map((part) => part.map(({ id }) => id));

describe('parts of a long page', () => {
  it('end where a section ends, and sooner where a higher one does', () => {
    const passages = page(['A', 100], ['A/x', 100], ['A/y', 100], ['B', 100], ['B/x', 100], ['B/y', 100]);
    expect(idsOf(partsOf(passages, 450))).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it('are about the same size rather than full ones and a rest', () => {
    const passages = page(...Array.from({ length: 10 }, () => ['', 100] as const));
    const sizes = partsOf(passages, passageTokens(passages[0] as Passage) * 9).map(({ length }) => length);
    expect(sizes).toHaveLength(2);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(4);
  });

  it('is one part where everything fits', () => {
    expect(idsOf(partsOf(page(['', 50], ['', 50]), 1_000))).toEqual([[1, 2]]);
    expect(partsOf([], 1_000)).toEqual([]);
  });

  it('hold every passage once and in order, and keep to the budget', () => {
    const passage = fc.tuple(fc.constantFrom('', 'A', 'A/x', 'B', 'B/x/y'), fc.integer({ min: 1, max: 300 }));
    fc.assert(
      fc.property(fc.array(passage, { maxLength: 60 }), fc.integer({ min: 50, max: 900 }), (sections, budget) => {
        const passages = page(...sections);
        const parts = partsOf(passages, budget);
        expect(parts.flat()).toEqual(passages);
        for (const part of parts) {
          expect(part.length).toBeGreaterThan(0);
          const tokens = part.reduce((total, one) => total + passageTokens(one), 0);
          if (part.length > 1) expect(tokens).toBeLessThanOrEqual(budget);
        }
      }),
    );
  });
});
