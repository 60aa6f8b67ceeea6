import { PREFIX } from './words.ts';

/** Letters of a compound before the part that is asked for. */
const BEFORE = 3;
/** Letters of an ending behind it. */
const ENDING = 2;
/** Shorter parts stand in many words by chance. */
const SHORTEST = 4;

/**
 * Out of words and their terms, the terms of words that end with the word of `term`, as compounds do in German, Dutch and the Nordic languages, and now and
 * then in English: "headlights" for "lights", "Reiseversicherung" for "Versicherung".
 */
export function compoundsIn(words: ReadonlyMap<string, string>, term: string): readonly string[] {
  if (term.length < SHORTEST || !/^\p{L}+$/u.test(term)) return [];
  const found = new Set<string>();
  for (const [word, its] of words) {
    const place = word.length < term.length + BEFORE ? -1 : word.indexOf(term, BEFORE);
    // A term of full length was cut: what follows it may be the rest of its word.
    if (place >= 0 && (term.length === PREFIX || word.length - place - term.length <= ENDING)) found.add(its);
  }
  return [...found];
}
