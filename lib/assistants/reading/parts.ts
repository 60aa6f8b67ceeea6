import type { Passage } from '../../page/snapshot.ts';
import { passageTokens } from '../../search/passage-tokens.ts';
import type { PageSource } from '../ports.ts';

/** Some consecutive passages of a page: part `number` of `of`, from 1. */
export type Part = PageSource & { readonly number: number; readonly of: number };

/** A part may be this much larger than the others for the sake of a better end. */
const STRETCH = 1.2;

/**
 * A page's passages as parts that a model can read one at a time: consecutive, about the same size, none over `budget_tokens`
 * but for a passage that is over it alone. A part ends where a section does, if one ends in its second half.
 */
export function partsOf(passages: readonly Passage[], budget_tokens: number): Passage[][] {
  const costs = passages.map(passageTokens);
  const parts: Passage[][] = [];
  let left = sum(costs);
  for (let start = 0; start < passages.length; ) {
    const size = left / Math.ceil(left / budget_tokens);
    const end = endOfPart(passages, costs, { start, size, most: Math.min(budget_tokens, size * STRETCH) });
    parts.push(passages.slice(start, end));
    left -= sum(costs.slice(start, end));
    start = end;
  }
  return parts;
}

/** In tokens: what the part should have, and what it may have. */
type Measure = { readonly start: number; readonly size: number; readonly most: number };

function endOfPart(passages: readonly Passage[], costs: readonly number[], { start, size, most }: Measure): number {
  let tokens = costs[start] ?? 0;
  let best: { readonly end: number; readonly shared: number } | null = null;
  let end = start + 1;
  for (; end < passages.length; end += 1) {
    const shared = sharedHeadings(passages[end - 1], passages[end]);
    if (tokens >= size / 2 && (best === null || shared <= best.shared)) best = { end, shared };
    tokens += costs[end] ?? 0;
    if (tokens > most) return best?.end ?? end;
  }
  return end;
}

/** How deep two neighbours are in the same section: the less, the better a place to part them. */
function sharedHeadings(before: Passage | undefined, after: Passage | undefined): number {
  const above = before?.headings ?? [];
  const differs = above.findIndex((heading, index) => heading !== after?.headings[index]);
  return differs === -1 ? above.length : differs;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
