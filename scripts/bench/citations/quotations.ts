import type { Passage } from '../../../lib/page/snapshot.ts';

/** How a quotation was made of a page's words. */
export const TRUE_KINDS = [
  'sentence',
  'part of a line',
  'a few words',
  'table row',
  'heading',
  'several lines',
  'said more than once',
  'other typography',
  'markdown in it',
] as const;

export const FALSE_KINDS = ['words missing', 'not on the page', 'far away', 'stitched', 'one word changed'] as const;

export type Kind = (typeof TRUE_KINDS)[number] | (typeof FALSE_KINDS)[number];

export type Quotation = {
  readonly kind: Kind;
  readonly isTrue: boolean;
  /** As the answer writes it. */
  readonly text: string;
  /** The passage that the answer names. */
  readonly passage: number;
};

type Random = () => number;

/** The same quotations for the same page on every run. */
export function quotationsOf(passages: readonly Passage[], seed: number): Quotation[] {
  const random = randomFrom(seed);
  const makers: readonly (readonly [Kind, number, (passage: Passage) => string | null])[] = [
    ['sentence', 4, (passage) => sentence(random, passage)],
    ['part of a line', 4, (passage) => part(random, pick(random, proseLines(passage)), 4, 25)],
    ['a few words', 2, (passage) => part(random, pick(random, proseLines(passage)), 1, 3)],
    ['table row', 2, (passage) => pick(random, rows(passage))?.replace(/\t/g, ' ') ?? null],
    ['heading', 1, (passage) => passage.headings.at(-1) ?? null],
    ['several lines', 2, (passage) => severalLines(random, passage)],
    ['said more than once', 2, (passage) => repeated(random, passage, passages)],
    ['other typography', 3, (passage) => typography(random, part(random, pick(random, proseLines(passage)), 6, 25))],
    ['markdown in it', 2, (passage) => markdown(random, part(random, pick(random, proseLines(passage)), 6, 20))],
    ['words missing', 2, (passage) => wordsMissing(random, part(random, pick(random, proseLines(passage)), 8, 25))],
    ['not on the page', 1, () => invented(random)],
    ['far away', 2, (passage) => farAway(random, passage, passages)],
    ['stitched', 2, (passage) => stitched(random, passage, passages)],
    ['one word changed', 2, (passage) => wordChanged(random, part(random, pick(random, proseLines(passage)), 6, 25))],
  ];
  const made: Quotation[] = [];
  for (const [kind, count, make] of makers) {
    const isTrue = TRUE_KINDS.some((one) => one === kind);
    for (let tries = 0, found = 0; tries < count * 6 && found < count; tries += 1) {
      const passage = pick(random, passages);
      const text = passage === undefined ? null : make(passage);
      if (passage === undefined || text === null || !/[\p{L}\p{N}]/u.test(text)) continue;
      if (!isTrue && stands(text, near(passage, passages))) continue;
      // A heading stands above its section, which may be several passages long.
      if (isTrue && kind === 'heading' && !stands(text, near(passage, passages))) continue;
      made.push({ kind, isTrue, text, passage: passage.id });
      found += 1;
    }
  }
  return made;
}

const MARKS = ['“”', '“”', '""', '«»', '„“'];

/** An answer that quotes all of them, and where the marker of each begins. */
export function answerWith(quotations: readonly Quotation[]): {
  readonly text: string;
  readonly markers: readonly number[];
} {
  let text = 'What the page says:';
  const markers = quotations.map(({ text: quotation, passage }, index) => {
    const [open, close] = MARKS[index % MARKS.length] ?? '“”';
    text += `\n\nIt says ${open}${quotation}${close} `;
    const marker = text.length;
    text += `【${passage}】.`;
    return marker;
  });
  return { text, markers };
}

/** Letters and digits alone, in lower case: whoever repeats the words says the same. */
export function gist(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** mulberry32: small, and good enough to choose words with. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(random: Random, from: readonly T[]): T | undefined {
  return from[Math.floor(random() * from.length)];
}

function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** The passage with the ones beside it, where a quotation may stand too. */
function near({ id }: Passage, passages: readonly Passage[]): string {
  return passages
    .slice(Math.max(0, id - 2), id + 1)
    .map(({ text }) => text)
    .join('\n');
}

function stands(quotation: string, text: string): boolean {
  return gist(text).includes(gist(quotation));
}

const wordsOf = (line: string): string[] => line.split(/\s+/).filter((word) => word !== '');

const proseLines = ({ text }: Passage): string[] => text.split('\n').filter((line) => !line.includes('\t'));

const rows = ({ text }: Passage): string[] =>
  text.split('\n').filter((line) => line.includes('\t') && wordsOf(line).length <= 25);

function sentence(random: Random, passage: Passage): string | null {
  const sentences = proseLines(passage).flatMap((line) => line.match(/[^.!?。！？]+[.!?。！？]+/g) ?? []);
  const fitting = sentences.map((one) => one.trim()).filter((one) => isBetween(wordsOf(one).length, 4, 25));
  return pick(random, fitting) ?? null;
}

function isBetween(number: number, least: number, most: number): boolean {
  return number >= least && number <= most;
}

function part(random: Random, line: string | undefined, least: number, most: number): string | null {
  const words = wordsOf(line ?? '');
  if (words.length < least) return null;
  const length = between(random, least, Math.min(most, words.length));
  const from = between(random, 0, words.length - length);
  return words.slice(from, from + length).join(' ');
}

function severalLines(random: Random, { text }: Passage): string | null {
  const lines = text.split('\n');
  if (lines.length < 2) return null;
  const from = between(random, 0, lines.length - 2);
  const chosen = lines.slice(from, from + between(random, 2, 3));
  const joined = chosen.join(random() < 0.5 ? '\n' : ' ').replace(/\t/g, ' ');
  return isBetween(wordsOf(joined).length, 2, 60) ? joined : null;
}

function repeated(random: Random, passage: Passage, passages: readonly Passage[]): string | null {
  const others = passages.filter(({ id }) => Math.abs(id - passage.id) > 1);
  const lines = proseLines(passage).filter(
    (line) => line.length > 2 && others.some(({ text }) => text.split('\n').includes(line)),
  );
  return pick(random, lines) ?? null;
}

function typography(random: Random, quotation: string | null): string | null {
  if (quotation === null) return null;
  const [first = '', ...others] = quotation;
  const recased = random() < 0.5 ? first.toUpperCase() + others.join('') : first.toLowerCase() + others.join('');
  return recased
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, "'")
    .replace(/[–—]/g, '-')
    .replace(/…/g, '...')
    .replace(/ /g, () => (random() < 0.1 ? '\u00a0' : ' '));
}

function markdown(random: Random, quotation: string | null): string | null {
  const words = wordsOf(quotation ?? '');
  if (words.length < 6) return null;
  const at = between(random, 1, words.length - 2);
  const mark = pick(random, ['**', '*', '`', '_']) ?? '**';
  return words.map((word, index) => (index === at ? mark + word + mark : word.replace(/[*_[\]]/g, '\\$&'))).join(' ');
}

function wordsMissing(random: Random, quotation: string | null): string | null {
  const words = wordsOf(quotation ?? '');
  if (words.length < 8) return null;
  const at = between(random, 2, words.length - 4);
  return words.toSpliced(at, between(random, 1, 2)).join(' ');
}

const INVENTED =
  'never seven brass lanterns above forgotten harbour walls were painted by quiet giants since spring'.split(' ');

function invented(random: Random): string {
  return INVENTED.map((word) => ({ word, order: random() }))
    .sort((one, other) => one.order - other.order)
    .slice(0, between(random, 4, 10))
    .map(({ word }) => word)
    .join(' ');
}

function farAway(random: Random, passage: Passage, passages: readonly Passage[]): string | null {
  const far = pick(
    random,
    passages.filter(({ id }) => Math.abs(id - passage.id) > 2),
  );
  return far === undefined ? null : part(random, pick(random, proseLines(far)), 4, 25);
}

function stitched(random: Random, passage: Passage, passages: readonly Passage[]): string | null {
  const other = random() < 0.5 ? passage : pick(random, passages);
  const first = part(random, pick(random, proseLines(passage)), 4, 10);
  const second = other === undefined ? null : part(random, pick(random, proseLines(other)), 4, 10);
  return first === null || second === null ? null : first + (pick(random, [' ', ' … ', '... ', '\n']) ?? ' ') + second;
}

function wordChanged(random: Random, quotation: string | null): string | null {
  const words = wordsOf(quotation ?? '');
  if (words.length < 6) return null;
  return words.with(between(random, 1, words.length - 2), pick(random, ['not', 'lanterns', '1873']) ?? 'not').join(' ');
}
