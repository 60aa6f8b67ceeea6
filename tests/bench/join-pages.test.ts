import { describe, expect, it } from 'vitest';
import { joinPages } from '../../scripts/bench/retrieval/join-pages.ts';

const ferries = {
  title: 'Ferries',
  language: 'en',
  passages: [
    { id: 1, text: 'Boats leave hourly.', headings: [] },
    { id: 2, text: 'Dogs are free.', headings: ['Prices'] },
  ],
};
const trains = {
  title: 'Trains',
  language: 'de',
  passages: [{ id: 1, text: 'Hunde zahlen.', headings: ['Preise'], page: 3 }],
};

describe('joinPages', () => {
  it('numbers the passages on and names their page above them', () => {
    expect(joinPages([ferries, trains])).toEqual({
      title: 'Trains',
      language: 'de',
      passages: [
        { id: 1, text: 'Boats leave hourly.', headings: ['Ferries'] },
        { id: 2, text: 'Dogs are free.', headings: ['Ferries', 'Prices'] },
        { id: 3, text: 'Hunde zahlen.', headings: ['Trains', 'Preise'], page: 3 },
      ],
    });
  });

  it('leaves one page as it is, and no page is an empty text', () => {
    expect(joinPages([ferries])).toBe(ferries);
    expect(joinPages([]).passages).toEqual([]);
  });

  it('adds no heading for a page without a title', () => {
    expect(joinPages([{ ...ferries, title: '' }, trains]).passages[1]?.headings).toEqual(['Prices']);
  });
});
