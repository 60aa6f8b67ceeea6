const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Code and addresses read from left to right wherever they stand. */
const NO_WORDS = /`[^`]*`|\]\([^)\s]*|https?:\/\/\S+|<[^<>]*>/g;

/** A first letter with nothing of all that before it, nor at it. */
const PLAIN = /^[^\p{L}`<\]]{0,40}(?!https?:)(\p{L})/u;

/** The first letter is looked for in so many characters. */
const BEGINNING = 400;

/**
 * The direction of Markdown by its first letter; undefined where there is none. For what holds paragraphs or cells, each with a
 * direction of its own: there `dir="auto"` sees no letter.
 */
export function directionOf(markdown: string): 'ltr' | 'rtl' | undefined {
  const letter = PLAIN.exec(markdown)?.[1] ?? /\p{L}/u.exec(markdown.slice(0, BEGINNING).replace(NO_WORDS, ''))?.[0];
  if (letter === undefined) return undefined;
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}
