import { finish, type Steps } from './steps.ts';
import { comparable, type Ends, type Place, type Span, TextIndex } from './text-index.ts';

/** What a citation leads to: words of the page, or a whole passage when it has none. */
export type CitedText = {
  readonly quote: string | null;
  /** The passage's text, which tells equal quotes apart. */
  readonly passage: string;
};

/** Characters between two lines of a passage that the capture may have left out, beside as many as the passage has. */
const REACH = 200;

/** Of places where the rarest line stands, so many are looked at. */
const MOST_PLACES = 50;

/** So much of what stands beside a quote tells equal quotes apart. */
const CONTEXT = 60;

/**
 * The cited words in the live page, in document order: one range where nothing else stands between them, else one for each
 * stretch; none when they are not there (any more). The page is not changed.
 */
export function* locateInSteps(document: Document, cited: CitedText): Steps<Range[]> {
  const ranges: Range[] = [];
  const pieces = document.body ? yield* findInSteps(document.body, cited) : [];
  // The page may have changed since the walk came by.
  if (!pieces.every(({ start, end }) => stands(start) && stands(end))) return [];
  for (const piece of pieces) {
    const range = rangeOf(piece);
    const before = ranges.at(-1);
    if (before === undefined || !joins(before, range)) ranges.push(range);
  }
  return ranges;
}

/** Where the cited words stand below `root`, one piece for each text node or formula; empty when they do not. */
export function findQuote(root: Element, cited: CitedText): Ends[] {
  return finish(findInSteps(root, cited));
}

function* findInSteps(root: Element, { quote, passage }: CitedText): Steps<Ends[]> {
  const index = yield* TextIndex.of(root);
  yield;
  const around = passageSpans(index, passage);
  yield;
  const spans = quote === null ? around : quoteSpans(index, quote, { passage, around: hull(around) });
  return spans.flatMap((span) => index.pieces(span));
}

function stands({ node, offset }: Place): boolean {
  return node.isConnected && (node.nodeType !== 3 || offset <= (node as Text).data.length);
}

type Context = { readonly passage: string; readonly around: Span | null };

/** Whole, or line by line: what stands between two blocks may be something that the capture left out. */
function quoteSpans(index: TextIndex, quote: string, { passage, around }: Context): Span[] {
  const places = index.find(quote);
  const inside = places.filter(({ from, to }) => around !== null && from >= around.from && to <= around.to);
  const pool = inside.length > 0 ? inside : places;
  const whole = nearest(pool.length > 1 ? likest(index, pool, { quote, passage }) : pool, around);
  if (whole) return [whole];
  const lines = quote.split('\n').filter((line) => comparable(line) !== '');
  const aligned = lines.length > 1 ? align(index, lines, around) : [];
  return aligned.length === lines.length ? aligned : [];
}

/**
 * The passage's lines, each where it stands. Content that is left out may part them, so that the passage need not be there in
 * one piece.
 */
function passageSpans(index: TextIndex, passage: string): Span[] {
  const [whole] = index.find(passage);
  if (whole) return [whole];
  const lines = passage.split('\n').filter((line) => comparable(line) !== '');
  return align(index, lines, null);
}

/**
 * Lines one after another, as many as stand near the rarest one; common ones ("Read more") are taken where their turn is. Of
 * several such places the one where most of the lines stand, and of equal ones the nearest to `around`.
 */
function align(index: TextIndex, lines: readonly string[], around: Span | null): Span[] {
  const places = lines.map((line) => index.find(line));
  const reach = REACH + comparable(lines.join('')).length;
  const found = places.flatMap((of, line) => (of.length > 0 ? [{ line, of }] : []));
  const rarest = found.reduce<(typeof found)[number] | null>(
    (best, one) => (best && best.of.length <= one.of.length ? best : one),
    null,
  );
  if (!rarest) return [];
  const alignments = byDistance(rarest.of, around)
    .slice(0, MOST_PLACES)
    .map((anchor) => alignAt(places, { line: rarest.line, anchor, reach }));
  return alignments.reduce((best, one) => (one.length > best.length ? one : best));
}

type Anchor = { readonly line: number; readonly anchor: Span; readonly reach: number };

function alignAt(places: readonly (readonly Span[])[], { line, anchor, reach }: Anchor): Span[] {
  const spans = [anchor];
  let start = anchor.from;
  for (const of of places.slice(0, line).reverse()) {
    const span = of.findLast(({ to }) => to <= start);
    if (!span || start - span.to > reach) continue;
    spans.unshift(span);
    start = span.from;
  }
  let end = anchor.to;
  for (const of of places.slice(line + 1)) {
    const span = of.find(({ from }) => from >= end);
    if (!span || span.from - end > reach) continue;
    spans.push(span);
    end = span.to;
  }
  return spans;
}

function hull(spans: readonly Span[]): Span | null {
  if (spans.length === 0) return null;
  return { from: Math.min(...spans.map(({ from }) => from)), to: Math.max(...spans.map(({ to }) => to)) };
}

/** Of equal quotes those beside which the page goes on as the passage does; all of them when no neighbour tells. */
function likest(
  index: TextIndex,
  spans: readonly Span[],
  context: { readonly quote: string; readonly passage: string },
): Span[] {
  const passage = comparable(context.passage);
  const quote = comparable(context.quote);
  const contexts: { readonly before: string; readonly after: string }[] = [];
  for (let at = passage.indexOf(quote); at !== -1; at = passage.indexOf(quote, at + 1)) {
    const end = at + quote.length;
    contexts.push({ before: passage.slice(Math.max(0, at - CONTEXT), at), after: passage.slice(end, end + CONTEXT) });
  }
  const scored = spans.map((span) => {
    const before = index.text.slice(Math.max(0, span.from - CONTEXT), span.from);
    const after = index.text.slice(span.to, span.to + CONTEXT);
    const scores = contexts.map((one) => commonEnd(one.before, before) + commonStart(one.after, after));
    return { span, score: Math.max(0, ...scores) };
  });
  const best = Math.max(...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === best).map(({ span }) => span);
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length += 1;
  return length;
}

function commonEnd(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return length;
}

function nearest(spans: readonly Span[], to: Span | null): Span | null {
  return byDistance(spans, to)[0] ?? null;
}

/** In their order on the page where nothing is to be near to. */
function byDistance(spans: readonly Span[], to: Span | null): readonly Span[] {
  if (!to) return spans;
  const distance = (span: Span): number => {
    if (span.from >= to.from && span.to <= to.to) return 0;
    return Math.min(Math.abs(span.from - to.from), Math.abs(span.to - to.to)) + 1;
  };
  return spans.toSorted((one, other) => distance(one) - distance(other));
}

function rangeOf({ start, end }: Ends): Range {
  const range = (start.node.ownerDocument ?? document).createRange();
  if (start.node.nodeType === 3) range.setStart(start.node, start.offset);
  else range.setStartBefore(start.node);
  if (end.node.nodeType === 3) range.setEnd(end.node, end.offset);
  else range.setEndAfter(end.node);
  return range;
}

/** Lets `range` reach on to `next` when nothing is said between the two, not even unseen. No range leaves its tree. */
function joins(range: Range, next: Range): boolean {
  if (range.endContainer.getRootNode() !== next.startContainer.getRootNode()) return false;
  const gap = range.cloneRange();
  gap.setStart(range.endContainer, range.endOffset);
  gap.setEnd(next.startContainer, next.startOffset);
  // Text that a slot shows elsewhere may stand earlier in the page's source.
  if (gap.startContainer !== range.endContainer || gap.startOffset !== range.endOffset) return false;
  if (comparable(gap.toString()) !== '') return false;
  range.setEnd(next.endContainer, next.endOffset);
  return true;
}
