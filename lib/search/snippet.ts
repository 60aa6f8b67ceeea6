import { MARKER } from '../notation/markers.ts';
import { blocksAround } from './markdown-part.ts';
import type { WordSearch } from './search-words.ts';
import { wordsOf } from './words.ts';

export type Piece = { readonly text: string; readonly found: boolean };

/** Characters of a text that are shown around what was found in it. */
const LENGTH = 160;
/** Of these, what stands before the first word. */
const BEFORE = 40;
/** Only so much of a text is looked through: a snippet shows one place of it. */
const MOST_CHARACTERS = 200_000;
/** A shorter text is read as a whole. */
const SHORT = 1_000;

const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]/u;
/** As words are taken apart: a number with its commas and points is one, and ends where ideographs begin. */
const RUN = new RegExp(
  `${IDEOGRAPHS.source}+|(?:\\p{N}+[.,](?=\\p{N}))*(?:(?!${IDEOGRAPHS.source})[\\p{L}\\p{M}\\p{N}])+`,
  'gu',
);
/** Addresses of links and markers of passages. */
const UNSEEN = new RegExp(`(?<=\\])\\([^)\\s]*\\)|${MARKER}`, 'g');

type Span = { readonly from: number; readonly to: number; readonly word: string };

/** Turns Markdown into the words that its reader sees, on one line. */
export type ReadMarkdown = (markdown: string) => string;

/**
 * The part of a text in which most of the words stand together, in pieces; its beginning where none of them is found. Without
 * `read` the text is what somebody typed, and every sign of it is shown.
 */
export function snippetOf(text: string, search: WordSearch, read: ReadMarkdown | null = null): Piece[] {
  const { plain, cutBefore, cutAfter } = shownPart(text.slice(0, MOST_CHARACTERS), search, read);
  const spans = spansOf(plain, search);
  const start = bestStart(spans);
  const from = start <= BEFORE ? 0 : wordStart(plain, start - BEFORE);
  const to = plain.length <= from + LENGTH ? plain.length : wordEnd(plain, from + LENGTH);
  const pieces = cut(plain, spans, from, to);
  const ellipsis = { text: '…', found: false };
  const isCutAfter = to < plain.length || cutAfter;
  return [...(from > 0 || cutBefore ? [ellipsis] : []), ...pieces, ...(isCutAfter ? [ellipsis] : [])];
}

type ShownPart = { readonly plain: string; readonly cutBefore: boolean; readonly cutAfter: boolean };

/** What a reader sees around the best place. Of a long text no more is read than is needed. */
function shownPart(text: string, search: WordSearch, read: ReadMarkdown | null): ShownPart {
  if (read === null) return { plain: onOneLine(text), cutBefore: false, cutAfter: false };
  if (text.length <= SHORT) return { plain: readOrLeft(text, read), cutBefore: false, cutAfter: false };
  const start = bestStart(spansOf(withoutUnseen(text), search));
  const part = blocksAround(text, Math.max(0, start - BEFORE), Math.min(text.length, start + LENGTH));
  return { plain: readOrLeft(part.text, read), cutBefore: part.from > 0, cutAfter: part.to < text.trimEnd().length };
}

/** What is nested deeper than its reader can follow stays as it is: one such answer must not end the whole search. */
function readOrLeft(markdown: string, read: ReadMarkdown): string {
  try {
    return read(markdown);
  } catch {
    return onOneLine(markdown);
  }
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** All of a short text, in pieces. */
export function marked(text: string, search: WordSearch): Piece[] {
  return cut(text, spansOf(text, search), 0, text.length);
}

/** Where in a text the words stand. */
function spansOf(text: string, { words, beginning }: WordSearch): Span[] {
  const wanted = new Set(words);
  const isWanted = (word: string) => wanted.has(word) || (beginning !== null && word.startsWith(beginning));
  const spans: Span[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (IDEOGRAPHS.test(run)) spans.push(...pairsIn(run, index, isWanted));
    else {
      const word = wordsOf(run).find(isWanted);
      if (word !== undefined) spans.push({ from: index, to: index + run.length, word });
    }
  }
  return spans;
}

function pairsIn(run: string, index: number, isWanted: (word: string) => boolean): Span[] {
  const spans: Span[] = [];
  const width = Math.min(2, run.length);
  for (let at = 0; at + width <= run.length; at += 1) {
    const word = wordsOf(run.slice(at, at + width)).find(isWanted);
    if (word === undefined) continue;
    const before = spans.at(-1);
    const from = index + at;
    if (before !== undefined && before.to > from) spans[spans.length - 1] = { ...before, to: from + width };
    else spans.push({ from, to: from + width, word });
  }
  return spans;
}

/** The place from which on most different words follow within a snippet's length. */
function bestStart(spans: readonly Span[]): number {
  let best = 0;
  let most = 0;
  spans.forEach((span, at) => {
    const near = new Set<string>();
    for (let next = at; next < spans.length; next += 1) {
      const other = spans[next];
      if (other === undefined || other.to > span.from + LENGTH - BEFORE) break;
      near.add(other.word);
    }
    if (near.size > most) [best, most] = [span.from, near.size];
  });
  return best;
}

function cut(text: string, spans: readonly Span[], from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  for (const span of spans) {
    if (span.from < at || span.to > to) continue;
    if (span.from > at) pieces.push({ text: text.slice(at, span.from), found: false });
    pieces.push({ text: text.slice(span.from, span.to), found: true });
    at = span.to;
  }
  if (at < to) pieces.push({ text: text.slice(at, to), found: false });
  return pieces;
}

/** No dot between two texts is left over at either end. */
function wordStart(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  const start = space === -1 || space - at > 20 ? at : space + 1;
  return start + (/^(?:· )*/.exec(text.slice(start))?.[0].length ?? 0);
}

function wordEnd(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  return text.slice(0, at - space > 20 ? at : space).replace(/(?: ·)+$/, '').length;
}

/** Every character where it was. */
function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, (unseen) => ' '.repeat(unseen.length));
}
