import { describe, expect, it } from 'vitest';
import { type Judged, judge, summarizePages } from '../../scripts/bench/pages/report.ts';
import { percentile, scoreOf, snippetsIn, wordsOf } from '../../scripts/bench/pages/score.ts';

describe('the words of a text', () => {
  it.each([
    ['Don’t stop: 3.5 km!', ['don', 't', 'stop', '3', '5', 'km']],
    ['snake_case and ÜBER', ['snake_case', 'and', 'über']],
    ['日本語 テスト', ['日本語', 'テスト']],
    ['x² ½', ['x²', '½']],
    ['— … —', []],
  ])('of %j are those of Python', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('the score of an extraction', () => {
  it('counts a word as often as it stands in both texts', () => {
    const { precision, recall, f1 } = scoreOf('the the the cat', 'the the dog');
    expect([precision, recall]).toEqual([0.5, 2 / 3]);
    expect(f1).toBeCloseTo(4 / 7);
  });

  it('does not look at the order, the case or the white space', () => {
    expect(scoreOf('One\n\ntwo', 'TWO one').f1).toBe(1);
  });

  it.each([
    ['nothing where nothing is wanted', '', '', 1],
    ['nothing where something is wanted', '', 'a', 0],
    ['something where nothing is wanted', 'a', '', 0],
    ['something else', 'a', 'b', 0],
  ])('gives for %s its due', (_name, extracted, truth, f1) => {
    expect(scoreOf(extracted, truth).f1).toBe(f1);
  });

  it('finds snippets across line ends', () => {
    expect(snippetsIn('A long\n  Line', ['long line', 'short'])).toBe(1);
  });
});

describe('the summary of all pages', () => {
  const page = (type: string, truth: string) => ({
    id: '1',
    url: 'https://example.org/',
    type,
    html: Buffer.from(''),
    truth,
    required: ['a'],
    forbidden: ['b', 'z'],
  });
  const extraction = (text: string, milliseconds: number) => ({ text, milliseconds, longest_task: milliseconds });
  const judged: Judged[] = [
    judge(page('article', 'a'), 'Sitethread', extraction('a', 10)),
    judge(page('article', 'a'), 'Sitethread', extraction('a b', 20)),
    judge(page('article', 'a'), 'Sitethread', extraction('a', 30)),
    judge(page('forum', 'a'), 'Sitethread', extraction('c', 40)),
  ];
  const summary = summarizePages(judged).find((one) => one.extractor === 'Sitethread');

  it('weighs the types alike, however many pages each has', () => {
    expect(summary?.types['article']).toBeCloseTo((1 + 2 / 3 + 1) / 3);
    expect(summary?.types['forum']).toBe(0);
    expect(summary?.f1).toBeCloseTo((1 + 2 / 3 + 1) / 6);
  });

  it('gives shares of all snippets and the longest of all tasks', () => {
    expect(summary).toMatchObject({ required: 3 / 4, forbidden: 1 / 8, longest_task: 40, failures: 0 });
  });

  it('takes percentiles from what was measured', () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(3);
    expect(percentile([1, 2, 3], 0.95)).toBe(3);
  });
});
