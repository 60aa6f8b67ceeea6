import type { SearchIndex, Wanted } from './bm25.ts';
import { ASKING_PHRASES, functionWordsFor } from './function-words.ts';
import { isLight, relatedTerms } from './thesaurus.ts';
import { termOf, wordsOf } from './words.ts';

const KOREAN_PARTICLE = /(?<=\p{Script=Hangul}{2})(?:에서|으로|[은는이가을를의에로와과도])(?!\p{Script=Hangul})/gu;
const HIRAGANA = /\p{Script=Hiragana}/u;
/** Names of commands and the like: "the difference between HAVING and WHERE". */
const CAPITALS = /(?<![\p{L}\p{N}])\p{Lu}{2,}(?![\p{L}\p{N}])/gu;

/**
 * What another word for it, and a compound that ends with it, count beside the word that was asked. Chosen on one part of the
 * questions of `npm run bench -- retrieval`; over all parts 0.3 finds 1.0 of 100 answers less, 0.5 finds 0.4 less.
 */
const RELATED = 0.4;
/** What words of everything ("get", "way", "other") count. Measured likewise: 0.4 finds 0.4 of 100 less, 0.8 and 1 find 1 less. */
const LIGHT = 0.6;

/**
 * The terms of a question that can tell one passage from another, each once, in order. A question made of words of grammar
 * alone ("what is it?") has none. `language` is the page's, a hint only: the question may be in another.
 */
export function queryTermsOf(question: string, language: string | null): string[] {
  const words = wordsOf(question.replace(ASKING_PHRASES, ' ').replace(KOREAN_PARTICLE, ' '));
  const grammar = functionWordsFor(words, language);
  const names = new Set(isShouted(question) ? [] : (question.match(CAPITALS) ?? []).flatMap(wordsOf));
  const telling = words.filter((word) => !grammar.has(word) || names.has(word));
  // In Japanese, pairs of characters with hiragana in them are mostly endings and particles.
  const bare = telling.filter((word) => !HIRAGANA.test(word));
  return [...new Set((bare.length === 0 ? telling : bare).map(termOf))];
}

/** What the terms of a question ask of an index: each with other words for it, and light words counting less. */
export function wantedOf(terms: readonly string[], index: SearchIndex): Wanted[] {
  const asked = new Set(terms);
  return terms.map((term) => {
    const others = [...relatedTerms(term), ...index.compoundsOf(term)].filter(
      (other) => index.has(other) && !asked.has(other),
    );
    return {
      weight: isLight(term) ? LIGHT : 1,
      terms: new Map([...others.map((other) => [other, RELATED] as const), [term, 1]]),
    };
  });
}

/** Written in capitals altogether. */
function isShouted(question: string): boolean {
  return !/\p{Ll}/u.test(question);
}
