import { endOfTokens, estimateTokens } from './tokens.ts';

/** What chunks are put together from: a line, or a part of a long one. */
export type Piece = {
  /** Place in the text, line feed included. */
  readonly from: number;
  readonly until: number;
  readonly tokens: number;
  /** What ends with it: 3 a paragraph, 2 a line, 1 a sentence, 0 less. */
  readonly ends: 0 | 1 | 2 | 3;
  /** Headings above it, outermost first. */
  readonly headings: readonly string[];
};

type Heading = { readonly level: number; readonly text: string };

const HEADING = /^(#{1,6})[^\S\n]+(\S.*)$/;
const FENCE = /^\s{0,3}(?:```|~~~)/;

/** Characters a heading is kept with. */
const LONGEST_HEADING = 200;

/** The text without a gap. A line of more than `most` tokens is parted behind a sentence, else behind a word, else anywhere. */
export function piecesOf(text: string, { most, markdown }: { most: number; markdown: boolean }): Piece[] {
  const pieces: Piece[] = [];
  let headings: readonly Heading[] = [];
  let path: readonly string[] = [];
  let isCode = false;
  for (let from = 0; from < text.length; ) {
    const until = endOfLine(text, from);
    const line = text.slice(from, until).trimEnd();
    if (markdown && FENCE.test(line)) isCode = !isCode;
    const heading = markdown && !isCode ? headingOf(line) : null;
    const above = heading === null ? path : textsOf(headings.filter(({ level }) => level < heading.level));
    const ends = endsParagraph(text, until, markdown && !isCode) ? 3 : 2;
    for (const part of partsOf(text, { from, until, most })) pieces.push({ ...part, headings: above });
    const last = pieces.at(-1);
    if (last !== undefined) pieces[pieces.length - 1] = { ...last, ends };
    if (heading !== null) {
      headings = [...headings.filter(({ level }) => level < heading.level), heading];
      path = textsOf(headings);
    }
    from = until;
  }
  return pieces;
}

function endOfLine(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed === -1 ? text.length : feed + 1;
}

function headingOf(line: string): Heading | null {
  const match = HEADING.exec(line.slice(0, LONGEST_HEADING));
  if (match === null) return null;
  return { level: match[1]?.length ?? 1, text: (match[2] ?? '').replace(/\s+#+\s*$/, '').trim() };
}

function textsOf(headings: readonly Heading[]): readonly string[] {
  return headings.map(({ text }) => text);
}

/** Whether the next line is empty, or a heading. */
function endsParagraph(text: string, until: number, markdown: boolean): boolean {
  const next = text.slice(until, until + LONGEST_HEADING).split('\n', 1)[0] ?? '';
  return next.trim() === '' || (markdown && HEADING.test(next));
}

function* partsOf(text: string, { from, until, most }: { from: number; until: number; most: number }) {
  const whole = estimateTokens(text.slice(from, until));
  if (whole <= most) {
    yield { from, until, tokens: whole, ends: 0 } as const;
    return;
  }
  for (let start = from; start < until; ) {
    const furthest = Math.min(endOfTokens(text, start, most), until);
    const end = furthest === until ? until : placeToPart(text, start, furthest);
    const part = text.slice(start, end);
    const ends = /[.!?…؟۔।]["'”’)\]]?\s$|[。！？]$/.test(part) ? 1 : 0;
    yield { from: start, until: end, tokens: estimateTokens(part), ends } as const;
    start = end;
  }
}

/** Sentences end so in most scripts; those of East Asia without a space behind. */
const SENTENCE_END = /[.!?…؟۔।]["'”’)\]]?\s|[。！？]/g;

/** Behind the last sentence; a word has to end in the second half, so that parts do not get small. */
function placeToPart(text: string, start: number, furthest: number): number {
  const sentence = [...text.slice(start, furthest).matchAll(SENTENCE_END)].at(-1);
  if (sentence !== undefined) return start + sentence.index + sentence[0].length;
  const middle = start + Math.ceil((furthest - start) / 2);
  const space = text.slice(middle, furthest).search(/\s\S*$/);
  if (space !== -1) return middle + space + 1;
  // Never between the halves of a surrogate pair, and at least one character further.
  const isHalf = /[\uD800-\uDBFF]/.test(text[furthest - 1] ?? '');
  return Math.max(isHalf ? furthest - 1 : furthest, start + 2);
}
