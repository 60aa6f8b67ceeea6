import type { LeafBlock } from '../blocks/block.ts';
import { composedParent } from '../blocks/composed-tree.ts';
import { leafPieces } from '../blocks/leaves.ts';
import { mapped, type Steps } from '../steps.ts';

/** Characters of text a block shows, white space at the ends of its pieces left out. */
export function textLength(block: LeafBlock): number {
  let length = 0;
  for (const piece of leafPieces(block)) {
    if (piece.type === 'text') length += piece.node.data.trim().length;
    else if (piece.type === 'math') length += piece.tex.length;
  }
  return length;
}

/** How much of the blocks' text stands in each element, for every element above a block. */
export function* textLengths(leaves: readonly LeafBlock[]): Steps<ReadonlyMap<Element, number>> {
  const own = new Map<Element, number>();
  const sizes = yield* mapped(leaves, textLength);
  for (const [index, block] of leaves.entries()) {
    own.set(block.source, (own.get(block.source) ?? 0) + (sizes[index] ?? 0));
  }
  const holders = yield* holdersOf(own.keys());
  const totals = new Map<Element, number>();
  // From the inside out, so that what is inside is complete when it is added to what is around it.
  for (const [element, holder] of [...holders].reverse()) {
    const length = (totals.get(element) ?? 0) + (own.get(element) ?? 0);
    totals.set(element, length);
    if (holder) totals.set(holder, (totals.get(holder) ?? 0) + length);
  }
  return totals;
}

/** Every element from the sources up with the one right around it, which comes before it. */
function* holdersOf(sources: Iterable<Element>): Steps<ReadonlyMap<Element, Element | null>> {
  const holders = new Map<Element, Element | null>();
  for (const source of sources) {
    const path: [Element, Element | null][] = [];
    for (let element: Element | null = source; element && !holders.has(element); ) {
      const holder = composedParent(element);
      path.push([element, holder]);
      element = holder;
    }
    for (const [element, holder] of path.reverse()) holders.set(element, holder);
    yield;
  }
  return holders;
}
