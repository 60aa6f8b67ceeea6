import { describe, expect, it } from 'vitest';
import { faultsBeside, faultsOf, isLong } from '../../scripts/bench/retrieval/check.ts';
import { ask } from '../../scripts/bench/retrieval/measure.ts';
import { questionSet } from '../../scripts/bench/retrieval/question-set.ts';
import { recalls, table } from '../../scripts/bench/retrieval/report.ts';
import { longPage } from '../search/support.ts';

const page = longPage(40, 6);
const last = page.passages.at(-1);
const question = {
  pages: ['0001'],
  kind: 'fact',
  wording: 'near',
  part: 'dev',
  question: 'Who looked after the zeppelin?',
  quote: 'the Zeppelin’s keeper was Ines',
} as const;
const asked = {
  ...page,
  passages: [
    ...page.passages.slice(0, -1),
    { id: last?.id ?? 0, headings: [], text: 'The zeppelin’s  keeper was Ines. '.repeat(20) },
  ],
};

describe('the questions of the retrieval benchmark', () => {
  it('are many, of both wordings, each asked once, with quotes of at most twelve words', () => {
    const questions = questionSet();
    expect(faultsOf(questions)).toEqual([]);
    expect(questions.length).toBeGreaterThanOrEqual(150);
    const far = questions.filter(({ wording }) => wording === 'far').length;
    expect(far / questions.length).toBeGreaterThan(1 / 4);
  });

  it('are refused when asked twice, or with a quote that is too long', () => {
    const long = { ...question, question: 'And who else?', quote: 'a '.repeat(13) };
    expect(faultsOf([question, question, long])).toHaveLength(2);
  });

  it('are refused beside a corpus that has not the page or not the quote', () => {
    const faults = (truth: string) => faultsBeside(new Map([['0001', truth]]), question);
    expect(faultsBeside(new Map(), question)).toHaveLength(1);
    expect(faults('the Zeppelin’s boat was Ines')).toHaveLength(1);
    expect(faults('And the Zeppelin’s\nkeeper was Ines.')).toEqual([]);
  });

  it('are for texts of at least 6,000 tokens, and for several pages of at least 10,000 together', () => {
    const words = (count: number) => ({ ...page, passages: [{ id: 1, headings: [], text: 'ferries '.repeat(count) }] });
    const several = { ...question, pages: ['0001', '0002'] };
    expect([isLong(words(5_000), question), isLong(words(5_000), several)]).toEqual([true, false]);
    expect([isLong(words(3_000), question), isLong(words(9_000), several)]).toEqual([false, true]);
  });
});

describe('a question of the retrieval benchmark', () => {
  it('is answered when the passage with the quote is among what would be sent', () => {
    expect(ask(asked, question, 0.2)).toMatchObject({ isFound: true, isLost: false, place: 'end' });
  });

  it('is not answered when other passages come first', () => {
    expect(ask(asked, { ...question, question: 'How were the old bridges kept?' }, 0.05)).toMatchObject({
      isFound: false,
    });
  });

  it('counts as not answered, and as lost, when no passage has the quote', () => {
    expect(ask(page, question, 0.2)).toMatchObject({ isFound: false, isLost: true });
  });

  it('is counted in every group it belongs to', () => {
    const outcomes = [ask(asked, question, 0.2), ask(page, question, 0.2)];
    const all = recalls(outcomes, () => 'article').get(0.2);
    for (const name of ['all', 'part: dev', 'words shared: some', 'asks for: fact', 'page: article']) {
      expect(all?.find((one) => one.name === name)).toMatchObject({ questions: 2, found: 1, lost: 1 });
    }
    expect(table(recalls(outcomes, () => 'article'))).toContain('| all | 2 | 50.0 % | 1 |');
  });
});
