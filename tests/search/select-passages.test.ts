import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectPassages } from '../../lib/search/select-passages.ts';
import { estimateTokens } from '../../lib/search/tokens.ts';
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

  it('finds what is asked for at the end of a long page, in document order and after the first passage', () => {
    const ids = select('Who looked after the granaries?', 450);
    expect(ids.slice(1).every((id) => id >= 36)).toBe(true);
    expect(ids[0]).toBe(1);
    expect(ids.length).toBeGreaterThan(3);
  });

  it('adds what stands beside a hit while the budget allows', () => {
    const unique = page.passages.map((passage) =>
      passage.id === 23 ? { ...passage, text: 'A zeppelin came.' } : passage,
    );
    const chosen = selectPassages({ ...page, passages: unique, question: 'zeppelin', budget_tokens: 290 });
    expect(chosen.map(({ id }) => id)).toEqual([1, 22, 23, 24]);
  });

  it('puts every hit before what stands beside one', () => {
    const texts = new Map([
      [9, 'A zeppelin came.'],
      [30, 'Nobody had seen a zeppelin before, or so they said.'],
    ]);
    const passages = page.passages.map((passage) => ({ ...passage, text: texts.get(passage.id) ?? passage.text }));
    const chosen = selectPassages({ ...page, passages, question: 'zeppelin', budget_tokens: 170 });
    expect(chosen.map(({ id }) => id)).toEqual([1, 9, 30]);
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

  it('takes up to 50 ms for a thousand passages', () => {
    const passages = Array.from({ length: 1_000 }, (_, index) => ({
      id: index + 1,
      headings: ['Part', `Section ${index % 40}`],
      text: Array.from({ length: 150 }, (_word, place) => `word${(index * 37 + place * place) % 4_000}`).join(' '),
    }));
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      selectPassages({ ...page, passages, question: 'Where does word17 meet word333?', budget_tokens: 20_000 });
      return performance.now() - start;
    });
    // The machine may be busy with other tests: the limit is ten times the aim.
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
