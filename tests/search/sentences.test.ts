import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../lib/search/sentences.ts';
import { processorTime } from '../support/processor-time.ts';
import { LANGUAGES, textIn } from './support.ts';

describe('sentencesOf', () => {
  it.each([
    [
      'titles and initials',
      'en',
      'Dr. Okafor met J. K. Alder. They left.',
      ['Dr. Okafor met J. K. Alder.', 'They left.'],
    ],
    [
      'letters with full stops',
      'en',
      'Costs rose, e.g. for milk. The U.S. Senate voted on it.',
      ['Costs rose, e.g. for milk.', 'The U.S. Senate voted on it.'],
    ],
    [
      'German abbreviations',
      'de',
      'Das gilt z. B. für Rohre. Es war am 3. Mai so weit.',
      ['Das gilt z. B. für Rohre.', 'Es war am 3. Mai so weit.'],
    ],
    [
      'numbered things',
      'en',
      'See Fig. 2 and No. 5 there. It costs 3.5 crowns.',
      ['See Fig. 2 and No. 5 there.', 'It costs 3.5 crowns.'],
    ],
    [
      'speech',
      'en',
      'Then came a cry. “Stop right there!” she cried. It stopped at once.',
      ['Then came a cry.', '“Stop right there!” she cried.', 'It stopped at once.'],
    ],
    [
      'a short piece with what follows',
      'en',
      'Why? Because it rained. No. He left at once.',
      ['Why? Because it rained.', 'No. He left at once.'],
    ],
    [
      'what stands in brackets',
      'en',
      'All the winners (from stars to shrugs! and more) are below. Enjoy them now.',
      ['All the winners (from stars to shrugs! and more) are below.', 'Enjoy them now.'],
    ],
    [
      'a note with the sentence before it',
      'en',
      'The mill burned down.[12] It was rebuilt later.',
      ['The mill burned down.[12]', 'It was rebuilt later.'],
    ],
    [
      'Russian initials',
      'ru',
      'Это сказала И. П. Соколова вчера. Потом она ушла домой.',
      ['Это сказала И. П. Соколова вчера.', 'Потом она ушла домой.'],
    ],
    ['Hindi', 'hi', 'यह पहला वाक्य है। यह दूसरा वाक्य है।', ['यह पहला वाक्य है।', 'यह दूसरा वाक्य है।']],
    ['Chinese', 'zh', '今天天气很好。我们去公园吧！', ['今天天气很好。', '我们去公园吧！']],
  ])('%s: keeps together what belongs together', (_name, language, text, expected) => {
    expect(sentencesOf(text, language)).toEqual(expected);
  });

  it('never crosses a line', () => {
    expect(sentencesOf('A line without an end\nand another one. Why?\nBecause of this.', 'en')).toEqual([
      'A line without an end',
      'and another one.',
      'Why?',
      'Because of this.',
    ]);
  });

  it('cuts Thai, which has no full stop, at spaces into pieces of about a sentence', () => {
    const pieces = sentencesOf(textIn('th'), 'th');
    expect(pieces.length).toBeGreaterThanOrEqual(6);
    for (const piece of pieces) expect(piece.length).toBeGreaterThanOrEqual(30);
  });

  it.each([['en_US'], ['!!'], [''], [null]])('takes the language tag %j as well', (language) => {
    expect(sentencesOf('One of them came. The other one did not.', language)).toHaveLength(2);
  });

  it.each(LANGUAGES)('loses no word of the text in %s', (language) => {
    const text = textIn(language);
    expect(sentencesOf(text, language).join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
  });

  it('gives verbatim parts of the text in order, whatever the text', () => {
    const pieces = fc.constantFrom(
      'Dr. ',
      'It is so. ',
      'Why? ',
      '(',
      ') ',
      '[1] ',
      'e.g. ',
      '3. ',
      '“Oh!” ',
      'a b c',
      '\n',
      '。',
      ' ไทย ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        let from = 0;
        for (const sentence of sentencesOf(text, 'en')) {
          const at = text.indexOf(sentence, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + sentence.length;
        }
      }),
    );
  });

  it.each([['A. '], ['(a. '], ['Dr. '], ['a) '], ['“x!” '], ['ก '], ['[1. ']])(
    'stays quick on a long line of %j',
    (unit) => {
      expect(processorTime(() => sentencesOf(unit.repeat(30_000), 'en'))).toBeLessThan(3_000);
    },
  );
});
