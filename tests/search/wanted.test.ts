import { describe, expect, it } from 'vitest';
import { createIndex } from '../../lib/search/bm25.ts';
import { queryTermsOf, wantedOf } from '../../lib/search/query.ts';
import { relatedTerms } from '../../lib/search/thesaurus.ts';

const texts = (...all: readonly string[]) => all.map((text) => ({ text, headings: [] }));
const found = (question: string, ...all: readonly string[]) => {
  const index = createIndex(texts(...all));
  return index.rank(wantedOf(queryTermsOf(question, 'en'), index), all.length).map((hit) => hit.index);
};

describe('wantedOf', () => {
  it.each([
    ['Can I have it sent abroad?', 'We ship worldwide.'],
    ['What does it cost?', 'The fee is five pounds.'],
    ['Who wrote it?', 'The author is Ines Okafor.'],
    ['Must I drive with my lights on?', 'Keep headlights on at all times.'],
    ['Was kostet die Versicherung?', 'Die Reiseversicherung ist teuer.'],
  ])('finds by other words for the same: %s', (question, answer) => {
    expect(found(question, 'Nothing of the kind here.', answer, 'Nor is there here.')).toEqual([1]);
  });

  it('puts the word that was asked before another word for it', () => {
    expect(found('Is there a refund?', 'Reimburse the club.', 'A refund is given.')).toEqual([1, 0]);
  });

  it('counts what several words say once: a rare one of them is worth no more than the others', () => {
    const index = createIndex(texts('ferry ferry', 'ferry boat', 'boat ship', 'ship', 'vessel'));
    const say = new Map(['ferry', 'boat', 'ship', 'vessel'].map((word) => [word, 1]));
    const [rare] = index.rank([{ weight: 1, terms: say }], 5).filter((hit) => hit.index === 4);
    const [alone] = index.search(['vessel'], 1);
    expect(rare?.score).toBeLessThan(alone?.score ?? 0);
  });

  it('tells words that a question shouts from words of grammar, unless all of it is shouted', () => {
    expect(queryTermsOf('What is the difference between HAVING and WHERE?', 'en')).toEqual(
      expect.arrayContaining(['hav', 'wher']),
    );
    expect(queryTermsOf('WHERE IS IT?', 'en')).toEqual([]);
  });
});

describe('relatedTerms', () => {
  it('works both ways and never names the term itself', () => {
    for (const term of ['price', 'ship', 'sent', 'chea']) {
      for (const other of relatedTerms(term)) {
        expect(other).not.toBe(term);
        expect(relatedTerms(other)).toContain(term);
      }
    }
    expect(relatedTerms('granary').size).toBe(0);
  });
});
