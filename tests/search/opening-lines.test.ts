import { describe, expect, it } from 'vitest';
import { openingLines } from '../../lib/search/opening-lines.ts';
import { passagesOf } from './support.ts';

const open = (...texts: string[]) => openingLines({ title: '', language: null, passages: passagesOf(texts) });

describe('openingLines', () => {
  it('gives the first three lines with words in them', () => {
    expect(open('— · —\nShop\nCart', 'Sale\nHelp').map(({ text, passage }) => [text, passage])).toEqual([
      ['Shop', 1],
      ['Cart', 1],
      ['Sale', 2],
    ]);
  });

  it('cuts a very long line at a space, verbatim', () => {
    const line = 'word '.repeat(200);
    const [first] = open(line);
    expect(line.startsWith(first?.text ?? '?')).toBe(true);
    expect(first?.text).toHaveLength(299);
  });

  it('takes signs where there is nothing else, and gives nothing for an empty page', () => {
    expect(open('42').map(({ text }) => text)).toEqual(['42']);
    expect(open('', ' \n ')).toEqual([]);
  });
});
