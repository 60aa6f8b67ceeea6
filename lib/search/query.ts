import { ASKING_PHRASES, functionWordsFor } from './function-words.ts';
import { termOf, wordsOf } from './words.ts';

const KOREAN_PARTICLE = /(?<=\p{Script=Hangul}{2})(?:에서|으로|[은는이가을를의에로와과도])(?!\p{Script=Hangul})/gu;
const HIRAGANA = /\p{Script=Hiragana}/u;

/**
 * The terms of a question that can tell one passage from another, each once, in order. A question made of words of grammar
 * alone ("what is it?") has none. `language` is the page's, a hint only: the question may be in another.
 */
export function queryTermsOf(question: string, language: string | null): string[] {
  const words = wordsOf(question.replace(ASKING_PHRASES, ' ').replace(KOREAN_PARTICLE, ' '));
  const grammar = functionWordsFor(words, language);
  const telling = words.filter((word) => !grammar.has(word));
  // In Japanese, pairs of characters with hiragana in them are mostly endings and particles.
  const bare = telling.filter((word) => !HIRAGANA.test(word));
  return [...new Set((bare.length === 0 ? telling : bare).map(termOf))];
}
