const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Finds words in a text as it is shown, in any case: whole ones where a language has spaces between them, the longer ones first. */
export function foundPattern(words: readonly string[]): RegExp {
  const patterns = words
    .toSorted((one, other) => other.length - one.length)
    .map((word) => {
      const exact = word.replace(/[\\^$*+?.()|[\]{}]/g, '\\$&');
      return IDEOGRAPHS.test(word) ? exact : `(?<![\\p{L}\\p{N}])${exact}(?![\\p{L}\\p{N}])`;
    });
  return new RegExp(patterns.join('|'), 'giu');
}
