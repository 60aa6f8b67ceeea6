import { describe, expect, it } from 'vitest';
import { countWords, termOf, termsOf, wordsOf } from '../../lib/search/words.ts';

describe('wordsOf', () => {
  it.each([
    ['parts words at spaces, hyphens and apostrophes', "The council's e-mail", ['the', 'council', 's', 'e', 'mail']],
    ['keeps a number with its separators whole', 'rose 18.4% to 2,000', ['rose', '18.4', 'to', '2,000']],
    ['drops the accents that users leave out', 'Café naïve ёлка', ['cafe', 'naive', 'елка']],
    ['folds full-width forms', 'ＡＢＣ １２', ['abc', '12']],
    ['takes Chinese in pairs of characters', '图书馆', ['图书', '书馆']],
    ['keeps a lone Chinese character', '一 二', ['一', '二']],
    ['keeps voiced kana whole', 'ガラス', ['ガラ', 'ラス']],
    ['takes Korean in pairs of syllables', '도서관', ['도서', '서관']],
    ['parts Thai by dictionary', 'ตลาดนี้มีร้านค้า', ['ตลาด', 'นี้', 'มี', 'ร้าน', 'ค้า']],
    ['keeps the vowel signs of Hindi', 'गाँव की', ['गाँव', 'की']],
    ['drops Arabic vowel points and evens out alef', 'أَحْمَد', ['احمد']],
    ['finds none in signs', '--- … 🎉', []],
  ])('%s', (_name, text, expected) => {
    expect(wordsOf(text)).toEqual(expected);
  });

  it('takes a very long run', () => {
    expect(wordsOf('図書館'.repeat(100_000))).toHaveLength(299_999);
  });
});

describe('termOf', () => {
  it.each([
    ['libraries', 'library'],
    ['costs', 'cost'],
    ['restaurierte', 'restaurierten'],
    ['скважин', 'скважинами'],
    ['المشروع', 'مشروع'],
  ])('files %s and %s under one term', (one, other) => {
    expect(termsOf(one)).toEqual(termsOf(other));
  });

  it('keeps long numbers apart', () => {
    expect(termOf('2,000,000')).not.toBe(termOf('2,000,001'));
  });
});

describe('countWords', () => {
  it.each([
    ['five short words are here', 5],
    ['图书馆开放时间', 3.5],
    ['', 0],
  ])('counts %j as %d', (text, expected) => {
    expect(countWords(text)).toBe(expected);
  });
});
