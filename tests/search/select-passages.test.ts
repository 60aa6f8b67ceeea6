import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Passage } from '../../lib/page/snapshot.ts';
import { fits, selectPassages } from '../../lib/search/select-passages.ts';
import { estimateTokens } from '../../lib/search/tokens.ts';
import { processorTime } from '../support/processor-time.ts';
import { longPage } from './support.ts';

const page = longPage(8, 5);
const tokens = (passages: readonly { readonly text: string }[]) =>
  passages.reduce((sum, { text }) => sum + estimateTokens(text), 0);
const select = (question: string, budget_tokens: number) =>
  selectPassages({ ...page, question, budget_tokens }).map(({ id }) => id);

describe('selectPassages', () => {
  it('gives the whole page when it fits', () => {
    expect(selectPassages({ ...page, question: 'ferries', budget_tokens: 100_000 })).toEqual(page.passages);
  });

  it('finds what is asked for at the end of a long page, in document order', () => {
    const ids = select('Who looked after the granaries?', 450);
    expect(ids.every((id) => id >= 36)).toBe(true);
    expect(ids).toEqual(ids.toSorted((one, other) => one - other));
    expect(ids.length).toBeGreaterThan(3);
  });

  it('adds what stands beside a hit while the budget allows', () => {
    const unique = page.passages.map((passage) =>
      passage.id === 23 ? { ...passage, text: 'A zeppelin came.' } : passage,
    );
    const chosen = selectPassages({ ...page, passages: unique, question: 'zeppelin', budget_tokens: 190 });
    expect(chosen.map(({ id }) => id)).toEqual([22, 23, 24]);
  });

  it('puts a hit elsewhere before what stands beside one', () => {
    const texts = new Map([
      [9, 'A zeppelin came.'],
      [30, 'Nobody had seen a zeppelin before, or so they said.'],
    ]);
    const passages = page.passages.map((passage) => ({ ...passage, text: texts.get(passage.id) ?? passage.text }));
    const chosen = selectPassages({ ...page, passages, question: 'zeppelin', budget_tokens: 170 });
    expect(chosen.map(({ id }) => id)).toEqual(expect.arrayContaining([9, 30]));
  });

  it('finds by meaning what shares no word with the question, and keeps what the words find', () => {
    const similarities = new Float32Array(page.passages.length);
    similarities[27] = 0.8;
    const unique = page.passages.map((passage) =>
      passage.id === 9 ? { ...passage, text: 'A zeppelin came.' } : passage,
    );
    const asked = { ...page, passages: unique, question: 'zeppelin', budget_tokens: 220 };
    expect(selectPassages({ ...asked, similarities }).map(({ id }) => id)).toEqual(expect.arrayContaining([9, 28]));
    expect(selectPassages(asked).map(({ id }) => id)).not.toContain(28);
  });

  it('gives what stands in the section of a hit before weaker hits elsewhere', () => {
    const passages = page.passages.map((passage) =>
      passage.id === 22 ? { ...passage, text: 'A zeppelin came.' } : passage,
    );
    const chosen = selectPassages({ ...page, passages, question: 'A zeppelin in the valley?', budget_tokens: 400 });
    expect(chosen.map(({ id }) => id)).toEqual([21, 22, 23, 24, 25]);
  });

  it('gives the first passage unasked where it costs little', () => {
    const question = 'Who looked after the granaries?';
    const passages = page.passages.map((passage) => (passage.id === 1 ? { ...passage, text: 'By Ines.' } : passage));
    const chosen = selectPassages({ ...page, passages, question, budget_tokens: 450 });
    expect(chosen.map(({ id }) => id)).toContain(1);
    expect(select(question, 450)).not.toContain(1);
  });

  it('takes up to 50 ms for a thousand passages', () => {
    const passages = Array.from({ length: 1_000 }, (_, index) => ({
      id: index + 1,
      headings: ['Part', `Section ${index % 40}`],
      text: Array.from({ length: 150 }, (_word, place) => `word${(index * 37 + place * place) % 4_000}`).join(' '),
    }));
    const question = 'Where does word17 meet word333?';
    const times = Array.from({ length: 5 }, () =>
      processorTime(() => selectPassages({ ...page, passages, question, budget_tokens: 20_000 })),
    );
    // Machines differ: the limit is ten times the aim.
    expect(Math.min(...times)).toBeLessThan(500);
  });

  it.each(['Summarize this page', 'What is the capital of Peru?', ''])(
    'gives the beginning of each section for %j, which names nothing on the page',
    (question) => {
      expect(select(question, 680)).toEqual([1, 6, 11, 16, 21, 26, 31, 36]);
    },
  );

  it('gives nothing for a budget of 0 and the first passage for one that is too small for any', () => {
    expect(select('ferries', 0)).toEqual([]);
    expect(select('ferries', 1)).toEqual([1]);
    expect(selectPassages({ ...page, passages: [], question: 'ferries', budget_tokens: 50 })).toEqual([]);
  });

  it('stays within any budget the first passage fits in, in document order, and gives the same twice', () => {
    const question = fc.constantFrom('mills', 'old wells in the valley', '', 'tl;dr', 'nothing of the kind');
    fc.assert(
      fc.property(question, fc.integer({ min: 150, max: 6_000 }), (asked, budget_tokens) => {
        const chosen = selectPassages({ ...page, question: asked, budget_tokens });
        expect(tokens(chosen)).toBeLessThanOrEqual(budget_tokens);
        expect(chosen.map(({ id }) => id)).toEqual(chosen.map(({ id }) => id).toSorted((one, other) => one - other));
        expect(chosen[0]?.id).toBe(1);
        expect(selectPassages({ ...page, question: asked, budget_tokens })).toEqual(chosen);
        expect(selectPassages({ ...page, passages: chosen, question: asked, budget_tokens })).toEqual(chosen);
      }),
    );
  });
});

describe('selectPassages with text beside the main content', () => {
  const beside = (texts: readonly string[]): Passage[] =>
    texts.map((text, index) => ({ id: page.passages.length + index + 1, headings: [], text, beside: true }));
  const ask = (texts: readonly string[], question: string, budget_tokens: number) =>
    selectPassages({ ...page, passages: [...page.passages, ...beside(texts)], question, budget_tokens })
      .filter((passage) => passage.beside)
      .map(({ id }) => id);
  const address = 'Harbour street 4 is the address of the zeppelin office.';
  const long = 'Readers wrote about ferries and mills. '.repeat(60);

  it('finds what the main content does not say', () => {
    expect(ask([long, address], 'Where is the zeppelin office?', 400)).toEqual([42]);
  });

  it('gives the main content before what says the same beside it', () => {
    const question = 'Who kept the granaries in the valley?';
    const chosen = selectPassages({
      ...page,
      passages: [...page.passages, ...beside(['The granaries were kept by the people of the valley.'])],
      question,
      budget_tokens: 100,
    });
    expect(chosen.map(({ beside: isBeside }) => isBeside ?? false)).not.toContain(true);
  });

  it('gives it where all of the main content fits, the best of it first, and never more than a part', () => {
    expect(ask([address], 'zeppelin', 100_000)).toEqual([41]);
    const many = [...Array.from({ length: 30 }, () => long), address];
    const chosen = ask(many, 'zeppelin', 100_000);
    expect(chosen).toContain(71);
    expect(chosen.length).toBeLessThan(10);
    expect(fits({ passages: [...page.passages, ...beside(many)], budget_tokens: 6_000 })).toBe(true);
  });

  it('leaves it out of what a summary is made of', () => {
    expect(ask([address], 'Summarize this page', 100_000)).toEqual([]);
    expect(ask([address], 'Summarize this page', 700)).toEqual([]);
  });

  it('counts less by its meaning too', () => {
    const passages = [...page.passages, ...beside([address.repeat(4)])];
    const similarities = new Float32Array(passages.length);
    similarities[27] = 0.5;
    similarities[40] = 0.7;
    const chosen = selectPassages({ ...page, passages, similarities, question: 'airships', budget_tokens: 100 });
    expect(chosen.map(({ id }) => id)).toEqual([28]);
  });
});
