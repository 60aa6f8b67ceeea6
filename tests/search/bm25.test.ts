import { describe, expect, it } from 'vitest';
import { createIndex } from '../../lib/search/bm25.ts';
import { termsOf } from '../../lib/search/words.ts';

const documents = [
  { text: 'The ferry leaves the dock at noon.', headings: ['Timetable'] },
  { text: 'The dock was painted green. The dock is old.', headings: ['History'] },
  { text: 'Tickets are sold on board.', headings: ['Prices'] },
];

function indexesFor(query: string, limit = 10): number[] {
  return createIndex(documents)
    .search(termsOf(query), limit)
    .map(({ index }) => index);
}

describe('createIndex', () => {
  it('finds only documents that share a word with the query, the one that has it more often first', () => {
    expect(indexesFor('dock')).toEqual([1, 0]);
  });

  it('ranks a rare word above a frequent one', () => {
    expect(indexesFor('the ferry')[0]).toBe(0);
    const { weightOf, has } = createIndex(documents);
    expect(weightOf('ferry')).toBeGreaterThan(weightOf('dock'));
    expect(weightOf('absent')).toBe(weightOf('ferry'));
    expect([has('ferry'), has('absent')]).toEqual([true, false]);
  });

  it('finds a document by the heading above it', () => {
    expect(indexesFor('prices')).toEqual([2]);
  });

  it('holds a long document back', () => {
    const long = { text: `dock ${'gravel sand mortar '.repeat(30)}`, headings: [] };
    const short = { text: 'dock', headings: [] };
    expect(
      createIndex([long, short])
        .search(['dock'], 2)
        .map(({ index }) => index),
    ).toEqual([1, 0]);
    expect(
      createIndex([long, short], { b: 0 })
        .search(['dock'], 2)
        .map(({ index }) => index),
    ).toEqual([0, 1]);
  });

  it('keeps document order between equals and gives no more than asked for', () => {
    const same = [1, 2, 3].map(() => ({ text: 'green dock', headings: [] }));
    expect(
      createIndex(same)
        .search(['dock'], 2)
        .map(({ index }) => index),
    ).toEqual([0, 1]);
  });

  it('counts a repeated query word once', () => {
    const index = createIndex(documents);
    expect(index.search(['dock', 'dock'], 5)).toEqual(index.search(['dock'], 5));
  });

  it('finds nothing without documents or words', () => {
    expect(createIndex([]).search(['dock'], 5)).toEqual([]);
    expect(createIndex(documents).search([], 5)).toEqual([]);
  });
});
