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
  const totals = new Map<Element, number>();
  for (const [source, length] of own) {
    yield;
    for (let element: Element | null = source; element; element = composedParent(element)) {
      totals.set(element, (totals.get(element) ?? 0) + length);
    }
  }
  return totals;
}
