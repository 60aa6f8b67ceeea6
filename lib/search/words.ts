/** Longest prefix of a word that is kept as its term: on questions in six languages as good as stemming by rules, or better. */
export const PREFIX = 6;

/** Accents of European letters, vowel points of Hebrew and Arabic, and the Arabic stretching sign. Users type without them. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/g;

const RUNS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]+|[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+|\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const IDEOGRAPHIC = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]/u;
const UNSPACED = /^[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const ARABIC_ARTICLE = /^(?:[وفبك]?ال|لل)(?=\p{L}{3})/u;
const ENDING = /(?<=^[a-z]{3,})(?:ing|ed|es|[es])$/;
const ALEF = /[أإآٱ]/g;

/** Made on first use: loading the dictionary takes 15 ms, and few pages need it. */
const southEastAsian = lazily(() => new Intl.Segmenter('th', { granularity: 'word' }));

/**
 * The words of a text in lower case and without accents, in order, whatever its script: pairs of neighbouring characters for
 * Chinese, Japanese and Korean, dictionary words for Thai, Lao, Khmer and Burmese.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [run] of normalized(text).matchAll(RUNS)) {
    for (const word of wordsOfRun(run)) words.push(word);
  }
  return words;
}

/** What a word is indexed and searched under: its first letters, without the endings of short English and Romance words. */
export function termOf(word: string): string {
  if (/^\p{N}/u.test(word)) return word;
  const bare = word.replace(ARABIC_ARTICLE, '').replace(ENDING, '');
  return bare.length <= PREFIX ? bare : bare.slice(0, PREFIX);
}

/** The terms of a text, one per word, in order. */
export function termsOf(text: string): string[] {
  return wordsOf(text).map(termOf);
}

/** Whether a term is one of the pairs that Chinese, Japanese and Korean text is taken apart into. */
export function isPairOfCharacters(term: string): boolean {
  return IDEOGRAPHIC.test(term);
}

/** Length in words; scripts without spaces count two characters as one word. */
export function countWords(text: string): number {
  let count = 0;
  for (const [run] of text.matchAll(RUNS)) {
    count += IDEOGRAPHIC.test(run) || UNSPACED.test(run) ? run.length / 2 : 1;
  }
  return count;
}

function normalized(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(MARKS, '').normalize('NFC').replace(ALEF, 'ا');
}

function wordsOfRun(run: string): readonly string[] {
  if (IDEOGRAPHIC.test(run)) return bigrams(run);
  return UNSPACED.test(run) ? dictionaryWords(run) : [run];
}

function bigrams(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

function dictionaryWords(run: string): string[] {
  return [...southEastAsian().segment(run)].map(({ segment }) => segment);
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
