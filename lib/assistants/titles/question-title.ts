import { queryTermsOf } from '../../search/query.ts';
import { pointsOnly } from '../../search/summary-wishes.ts';
import { oneLine, shortTitle } from './short-title.ts';

const POLITE =
  /^(?:(?:hi|hello|hey)(?: there)?\s*[,.!]\s*|please,?\s+|(?:can|could|would|will) you (?:please |kindly )?|(?:i want|i would like|i'd like) you to |bitte,?\s+|(?:kannst|könntest) du (?:bitte )?|(?:peux-tu|pouvez-vous|puedes|podrías|você pode) )+/iu;

/** A command of the prompt library at the start; a path is none. */
const COMMAND = /^[/／][^\s/／]+(?:\s+|$)/u;
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"'）」』]+/giu;
/** A name that begins with a small letter: iPhone, macOS. */
const NAME = /^\p{Ll}+\p{Lu}/u;
const QUOTATION_MARKS = /["“”„‟«»「」『』]/gu;

/** A question's own words, without courtesies, a command, addresses and quotation marks; empty where nothing else is in it. */
export function questionTitle(question: string): string {
  const words = oneLine(oneLine(question).replace(COMMAND, '').replace(ADDRESS, ' ').replace(QUOTATION_MARKS, ''));
  const bare = words.replace(POLITE, '') || words;
  const [first = '', ...rest] = bare;
  return shortTitle(NAME.test(bare) ? bare : first.toLocaleUpperCase() + rest.join(''));
}

/**
 * Whether a question tells what a thread is about: it has two words that are none of grammar, and is no wish to explain or to sum
 * up what is in front of everybody.
 */
export function isTelling(question: string): boolean {
  const words = question.replace(COMMAND, '').replace(ADDRESS, ' ');
  return !pointsOnly(words) && queryTermsOf(words, null).length > 1;
}
