import { functionWordsFor } from './function-words.ts';
import { isPairOfCharacters, wordsOf } from './words.ts';

/** What somebody typed to find words they remember. */
export type WordSearch = {
  /** Each must be in a text, whole. */
  readonly words: readonly string[];
  /** The last word, which may not be typed to its end; null where it was closed by a quotation mark. */
  readonly beginning: string | null;
  /** Words that must follow one another. */
  readonly phrases: readonly (readonly string[])[];
};

/** A shorter last word is taken as it stands: as a beginning it would find nearly everything. */
const SHORTEST_BEGINNING = 2;

const QUOTED = /["“”„«»「」]([^"“”„«»「」]+)["“”„«»「」]/gu;

/** Null where nothing was typed that could be found. Words of grammar count only within quotation marks, or when there are no others. */
export function readSearch(text: string): WordSearch | null {
  const phrases = [...text.matchAll(QUOTED)]
    .map(([, words = '']) => wordsOf(words))
    .filter((words) => words.length > 0);
  const typed = wordsOf(text.replace(QUOTED, ' '));
  const isOpen = typed.length > 0 && !/["“”„«»「」]\s*$/u.test(text);
  const last = isOpen ? typed.at(-1) : undefined;
  const beginning = last !== undefined && mayBegin(last) ? last : null;
  const whole = beginning === null ? typed : typed.slice(0, -1);
  const grammar = functionWordsFor(typed, null);
  const telling = whole.filter((word) => !grammar.has(word));
  const isTelling = telling.length > 0 || beginning !== null || phrases.length > 0;
  const words = [...new Set([...(isTelling ? telling : whole), ...phrases.flat()])];
  return words.length === 0 && beginning === null ? null : { words, beginning, phrases };
}

/** Of a pair of Chinese, Japanese or Korean characters nothing is missing; one such character begins many. */
function mayBegin(word: string): boolean {
  return isPairOfCharacters(word) ? word.length === 1 : word.length >= SHORTEST_BEGINNING;
}

/** Whether a text that has all the words has them in the order of the phrases too. */
export function holdsPhrases(text: string, { phrases }: WordSearch): boolean {
  if (phrases.length === 0) return true;
  const words = wordsOf(text);
  return phrases.every((phrase) =>
    words.some((_word, at) => phrase.every((word, index) => words[at + index] === word)),
  );
}
