import { collapse } from '../hygiene.ts';

/** A hyphen at the end of a line, after a letter. */
const HYPHENATED = /\p{L}[-\u00AD\u2010]$/u;
/** Scripts that are written without spaces between words. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}、。「」『』（）]/u;
/** Dots that lead from an entry of a list of contents to its page. */
const DOT_LEADERS = /(?:\s*[.·…_]){4,}\s*/g;

/** Joins the lines of a paragraph. `words`: those that the file holds within its lines, in lower case. */
export function joinLines(lines: readonly string[], words: ReadonlySet<string>): string {
  let text = '';
  for (const line of lines) text = text === '' ? line.trim() : join(text, line.trim(), words);
  return collapse(text.replace(DOT_LEADERS, ' … '));
}

function join(text: string, next: string, words: ReadonlySet<string>): string {
  if (HYPHENATED.test(text) && /^\p{Ll}/u.test(next)) return mendHyphen(text, next, words);
  if (/[\u2013\u2014/]$/.test(text)) return text + next;
  return UNSPACED.test(text.at(-1) ?? '') && UNSPACED.test(next[0] ?? '') ? text + next : `${text} ${next}`;
}

/** The hyphen of a word such as `well-known` stays where the file writes the word so elsewhere, and nowhere without. */
function mendHyphen(text: string, next: string, words: ReadonlySet<string>): string {
  const [start = ''] = text.slice(0, -1).match(/[\p{L}\p{N}-]+$/u) ?? [];
  const [end = ''] = next.match(/^[\p{L}\p{N}-]+/u) ?? [];
  const isCompound = words.has(`${start}-${end}`.toLowerCase()) && !words.has(`${start}${end}`.toLowerCase());
  return (isCompound ? `${text.slice(0, -1)}-` : text.slice(0, -1)) + next;
}

/** The words within the lines, in lower case; the last of each line may be the half of one. */
export function wordsWithin(lines: readonly { readonly text: string }[]): Set<string> {
  const words = new Set<string>();
  for (const { text } of lines) {
    const all = text.toLowerCase().match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
    for (const word of all.slice(0, -1)) words.add(word);
  }
  return words;
}
