import type { CitedText } from './locate.ts';
import type { Passage } from './snapshot.ts';

/** Longer texts are named by their ends: on the smallest change between them the whole would not be found. */
const MOST_WORDS = 10;
const END_WORDS = 5;
const CONTEXT_WORDS = 3;

/** Shorter ones stand in menus and inside other texts too. */
const FEWEST_LETTERS = 12;

/**
 * The fragment of an address that has a browser search, highlight and scroll to the words. What stands beside them is named
 * too where they stand on the page more than once. `passages`: all of the page's.
 */
export function textFragment({ quote, passage }: CitedText, passages: readonly Passage[]): string {
  const words = quote ?? passage;
  const page = passages.map(({ text }) => plain(text)).join('\n');
  const isPlain = plain(words).length >= FEWEST_LETTERS && page.split(plain(words)).length <= 2;
  const { before, after } = isPlain || quote === null ? { before: '', after: '' } : beside(passage, quote);
  return `#:~:text=${before === '' ? '' : `${encode(before)}-,`}${range(words)}${after === '' ? '' : `,-${encode(after)}`}`;
}

/** A text that is given whole has to stand in one block; the ends of a range may stand in several. */
function range(words: string): string {
  const blocks = words.split(/[\n\t]+/).filter((block) => block.trim() !== '');
  const first = unitsOf(blocks[0] ?? '');
  const last = unitsOf(blocks.at(-1) ?? '');
  if (blocks.length < 2 && first.length <= MOST_WORDS) return encode(first.join(''));
  return `${encode(first.slice(0, END_WORDS).join(''))},${encode(last.slice(-END_WORDS).join(''))}`;
}

/** The words nearest to the quote, of its own block where that has any: between blocks there may be more than was captured. */
function beside(passage: string, quote: string): { readonly before: string; readonly after: string } {
  const at = passage.indexOf(quote);
  if (at === -1) return { before: '', after: '' };
  const left = passage
    .slice(0, at)
    .trimEnd()
    .split(/[\n\t]+/);
  const right = passage
    .slice(at + quote.length)
    .trimStart()
    .split(/[\n\t]+/);
  const isAtStart = /(?:^|[\n\t])\s*$/.test(passage.slice(0, at));
  const isAtEnd = /^\s*(?:$|[\n\t])/.test(passage.slice(at + quote.length));
  const before = unitsOf(left.at(-1) ?? '')
    .slice(-CONTEXT_WORDS)
    .join('');
  const after = unitsOf(right[0] ?? '')
    .slice(0, CONTEXT_WORDS)
    .join('');
  // One side is enough, and the one in the same block is surer.
  if (isAtStart && !isAtEnd) return { before: '', after };
  if (isAtEnd && !isAtStart) return { before, after: '' };
  return { before, after };
}

/** Words with the spaces behind them; where none are written, as a reader of the language parts them: browsers match whole words. */
function unitsOf(block: string): string[] {
  const words = block.match(/\S+\s*/g) ?? [];
  if (words.every((word) => word.length < MOST_WORDS * END_WORDS)) return words;
  return [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(block)].map(({ segment }) => segment);
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** Commas, ampersands and dashes are the fragment's own signs. */
function encode(text: string): string {
  return encodeURIComponent(text.trim().toWellFormed()).replaceAll('-', '%2D');
}
