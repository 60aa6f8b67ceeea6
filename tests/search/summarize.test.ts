import { describe, expect, it } from 'vitest';
import { summarize } from '../../lib/search/summarize.ts';
import type { PageText } from '../../lib/search/usable-sentences.ts';
import { LANGUAGES, longPage, pageIn, passagesOf } from './support.ts';

function sentencesIn(page: PageText) {
  return summarize(page).flatMap(({ sentences }) => sentences);
}

function expectVerbatimInOrder(page: PageText): void {
  let place = -1;
  const order = page.passages.map(({ text }) => text).join('\n');
  for (const { text, passage } of sentencesIn(page)) {
    expect(page.passages.find(({ id }) => id === passage)?.text).toContain(text);
    expect(order.indexOf(text)).toBeGreaterThan(place);
    place = order.indexOf(text);
  }
}

describe('summarize', () => {
  it.each(LANGUAGES)('quotes three sentences or more of a short text in %s, verbatim and in order', (language) => {
    const page = pageIn(language);
    expect(sentencesIn(page).length).toBeGreaterThanOrEqual(3);
    expectVerbatimInOrder(page);
  });

  it('goes by the title: what it names is in', () => {
    const page = pageIn('en', 'Free shuttle bus for stallholders and ferry dock');
    expect(sentencesIn(page).map(({ text }) => text)).toContainEqual(expect.stringContaining('free shuttle bus'));
  });

  it('leaves out menus, notices, headings, tables and what was said before', () => {
    const passages = passagesOf(
      [
        'Why the quay at Velmar is closed now\nHome › News › Harbour\nWe use cookies to make this site better for you.',
        'The quay at Velmar is closed to everybody today.\nThe quay at Velmar is closed to everybody today.\nQuay\tClosed\tUntil the end of the year.',
        'The piles under it have rotted away over the years.\nNobody knows yet when the quay opens again.',
      ],
      ['Why the quay at Velmar is closed now'],
    );
    expect(sentencesIn({ title: '', language: 'en', passages }).map(({ text }) => text)).toEqual([
      'The quay at Velmar is closed to everybody today.',
      'The piles under it have rotted away over the years.',
      'Nobody knows yet when the quay opens again.',
    ]);
  });

  it('takes lines without an end where a page has no sentences', () => {
    const passages = passagesOf([
      'Waterproof to a depth of ten metres\nWeighs less than a slice of bread\nTwo years of free repairs',
    ]);
    expect(sentencesIn({ title: 'Watch', language: 'en', passages })).toHaveLength(3);
  });

  it('goes by sections on a long page, each once and in order, eight sentences at most', () => {
    const page = longPage(10, 4);
    const sections = summarize(page);
    expect(sections[0]).toMatchObject({ heading: 'About mills', sentences: [{}, {}] });
    expect(sections).toHaveLength(7);
    expect(new Set(sections.map(({ heading }) => heading)).size).toBe(7);
    expect(sentencesIn(page)).toHaveLength(8);
    for (const { heading, sentences } of sections) {
      for (const { headings } of sentences) expect(headings).toEqual([heading]);
    }
    expectVerbatimInOrder(page);
  });

  it('takes two from each section where there are few', () => {
    expect(summarize(longPage(3, 8)).map(({ sentences }) => sentences.length)).toEqual([2, 2, 2]);
  });

  it('looks below a heading that stands over everything', () => {
    const page = longPage(4, 6);
    const passages = page.passages.map((passage) => ({ ...passage, headings: ['The valley', ...passage.headings] }));
    expect(summarize({ ...page, passages }).map(({ heading }) => heading)).toEqual(
      summarize(page).map(({ heading }) => heading),
    );
  });

  it('leaves out the list of references', () => {
    const page = longPage(4, 6);
    const passages = page.passages.map((passage) =>
      passage.id > 18 ? { ...passage, headings: ['References'] } : passage,
    );
    expect(summarize({ ...page, passages }).map(({ heading }) => heading)).not.toContain('References');
  });

  it('keeps to the order of the page where a heading comes again', () => {
    const page = longPage(5, 6);
    const passages = page.passages.map((passage) =>
      passage.id > 24 ? { ...passage, headings: ['About mills'] } : passage,
    );
    const places = summarize({ ...page, passages }).flatMap(({ sentences }) => sentences.map(({ passage }) => passage));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  it('is made of the main content alone', () => {
    const page = pageIn('en');
    const beside = page.passages.map((passage) => ({ ...passage, id: passage.id + 90, beside: true as const }));
    expect(summarize({ ...page, passages: [...page.passages, ...beside] })).toEqual(summarize(page));
    expect(summarize({ ...page, passages: beside })).toEqual([]);
  });

  it('is empty for a page without anything to quote', () => {
    expect(summarize({ title: 'Shop', language: 'en', passages: passagesOf(['Home\nShop\nCart (0)']) })).toEqual([]);
    expect(summarize({ title: '', language: null, passages: [] })).toEqual([]);
  });

  it('says the same twice', () => {
    expect(summarize(pageIn('de'))).toEqual(summarize(pageIn('de')));
  });
});
