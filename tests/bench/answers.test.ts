import { describe, expect, it } from 'vitest';
import { askOfOthers, askOwn, report } from '../../scripts/bench/answers/measure.ts';
import type { Question } from '../../scripts/bench/retrieval/question-set.ts';
import { sumUp } from '../../scripts/bench/summaries/measure.ts';
import { longPage, pageIn, passagesOf } from '../search/support.ts';

const mayor: Question = {
  pages: ['0'],
  kind: 'fact',
  wording: 'near',
  part: 'dev',
  question: 'Who is the mayor?',
  quote: 'Ines Okafor',
};

describe('the benchmark of answers', () => {
  it('counts an answer as right when the passage it quotes from holds the quote', () => {
    const texts = new Map([['0', pageIn('en')]]);
    expect(askOwn([mayor], texts)).toMatchObject([{ fit: 'said', isRight: true, isExact: true, isForeign: false }]);
    const other = passagesOf(['The mayor is at home.', 'A boat, the Ines Okafor, was painted green in spring.']);
    const elsewhere = new Map([['0', { ...pageIn('en'), passages: other }]]);
    expect(askOwn([mayor], elsewhere)).toMatchObject([{ isRight: false, isExact: false }]);
    expect(askOwn([mayor], new Map([['0', longPage(2, 2)]]))).toEqual([]);
  });

  it('asks every question of pages that are not its own, where silence is right', () => {
    const questions = Array.from({ length: 20 }, (_, index) => ({ ...mayor, pages: [`${index}`] }));
    const texts = new Map(questions.map(({ pages: [id = ''] }) => [id, longPage(2, 2)]));
    const outcomes = askOfOthers(questions, texts);
    expect(outcomes).toHaveLength(60);
    expect(new Set(outcomes.map(({ fit }) => fit))).toEqual(new Set(['silent']));
    expect(report(outcomes)).toContain('100.0 % (60 of 60)');
  });
});

describe('the benchmark of summaries', () => {
  it('tells sentences of the marked content from others', () => {
    const page = pageIn('en');
    const text = page.passages.map((passage) => passage.text).join('\n');
    const source = {
      id: '1',
      url: '',
      type: 'article',
      html: Buffer.from(''),
      required: [],
      forbidden: ['nothing of it'],
    };
    const good = sumUp({ ...source, truth: text }, page);
    expect(good).toMatchObject({ content: good.sentences, forbidden: 0, isInOrder: true, isOpening: false });
    expect(sumUp({ ...source, truth: 'Something else.', forbidden: [text.slice(0, 20)] }, page)).toMatchObject({
      content: 0,
      forbidden: 1,
    });
  });
});
