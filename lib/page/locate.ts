import { type Place, type Span, TextIndex } from './text-index.ts';

/** What a citation leads to: words of the page, or a whole passage when it has none. */
export type CitedText = {
  readonly quote: string | null;
  /** The passage's text, which tells equal quotes apart. */
  readonly passage: string;
};

export type Ends = { readonly start: Place; readonly end: Place };

/** The cited words as a range over the live page; null when they are not there (any more). The page is not changed. */
export function locateQuote(document: Document, cited: CitedText): Range | null {
  const ends = document.body ? findQuote(document.body, cited) : null;
  if (!ends) return null;
  const range = (ends.start.node.ownerDocument ?? document).createRange();
  if (ends.start.node.nodeType === 3) range.setStart(ends.start.node, ends.start.offset);
  else range.setStartBefore(ends.start.node);
  if (ends.end.node.nodeType === 3) range.setEnd(ends.end.node, ends.end.offset);
  else range.setEndAfter(ends.end.node);
  return range;
}

/** Where the cited words start and end below `root`. */
export function findQuote(root: Element, { quote, passage }: CitedText): Ends | null {
  const index = new TextIndex(root);
  const around = passageSpan(index, passage);
  const span = quote === null ? around : nearest(index.find(quote), around);
  return span ? { start: index.startOf(span), end: index.endOf(span) } : null;
}

/**
 * From the passage's first line that is found to its last. What stands between two blocks of a passage may be something that
 * the capture left out, so the passage need not be there in one piece.
 */
function passageSpan(index: TextIndex, passage: string): Span | null {
  const [whole] = index.find(passage);
  if (whole) return whole;
  const lines = passage
    .split('\n')
    .map((line) => index.find(line))
    .filter((places) => places.length > 0);
  // Rare lines say best where the passage stands; common ones ("Read more") are then taken nearest to it.
  const [anchor] = [...lines].sort((one, other) => one.length - other.length)[0] ?? [];
  if (!anchor) return null;
  const spans = lines.flatMap((places) => nearest(places, anchor) ?? []);
  const near = spans.filter((span) => Math.abs(span.from - anchor.from) <= 2 * passage.length);
  return { from: Math.min(...near.map((span) => span.from)), to: Math.max(...near.map((span) => span.to)) };
}

function nearest(spans: readonly Span[], to: Span | null): Span | null {
  const distance = (span: Span): number => {
    if (!to) return span.from;
    if (span.from >= to.from && span.to <= to.to) return 0;
    return Math.min(Math.abs(span.from - to.from), Math.abs(span.to - to.to)) + 1;
  };
  return spans.reduce<Span | null>((best, span) => (best && distance(best) <= distance(span) ? best : span), null);
}
