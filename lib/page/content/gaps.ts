import type { LeafBlock } from '../blocks/block.ts';
import { composedParent } from '../blocks/composed-tree.ts';
import { isFurniture, isNamedLikeJunk } from './junk.ts';
import type { LeafText } from './leaf-text.ts';
import type { Scene } from './scene.ts';

/** More blocks or characters in a row that are left out are a part of the page of their own. */
const LONGEST_GAP = 8;
const MOST_CHARACTERS = 800;

/** How far above the blocks on both sides the element may be that holds them all. */
const HIGHEST = 3;

type Keeps = (block: LeafBlock) => boolean;

/**
 * The same choice with small gaps filled: what stands right between two blocks of one text, such as a line of code, a formula or
 * a term, belongs to the text though by itself it looks like nothing. Lists of links and furniture stay out. Only in articles that
 * is true of everything; elsewhere, between posts and products, of what nobody sets furniture as.
 */
export function withGapsFilled({ leaves, texts, page }: Scene, keeps: Keeps): Keeps {
  const filled = new Set<LeafBlock>();
  let before = -1;
  for (const [index, leaf] of leaves.entries()) {
    if (!keeps(leaf)) continue;
    const gap = before === -1 ? [] : leaves.slice(before + 1, index);
    if (gap.length > 0 && gap.length <= LONGEST_GAP && (page.declares.article || gap.every(isSet))) {
      const above = isPartOfText(texts.slice(before + 1, index)) ? holderOf(leaves[before], leaf) : null;
      if (above && gap.every((one) => standsIn(one, above))) for (const one of gap) filled.add(one);
    }
    before = index;
  }
  return (block) => keeps(block) || filled.has(block);
}

function isSet(block: LeafBlock): boolean {
  if (block.type === 'code' || block.type === 'table') return true;
  return block.type === 'paragraph' && block.content.some((piece) => piece.type === 'math');
}

/** The element right around two blocks, null when it is too far above either. */
function holderOf(one: LeafBlock | undefined, other: LeafBlock): Element | null {
  const holders = one ? holdersOf(one) : [];
  return holdersOf(other).find((element) => holders.includes(element)) ?? null;
}

function holdersOf(block: LeafBlock): Element[] {
  const found: Element[] = [];
  for (let above: Element | null = block.source; above && found.length <= HIGHEST; above = composedParent(above)) {
    found.push(above);
  }
  return found;
}

function isPartOfText(texts: readonly LeafText[]): boolean {
  const characters = texts.reduce((sum, text) => sum + text.characters, 0);
  const linked = texts.reduce((sum, text) => sum + text.linked, 0);
  return characters <= MOST_CHARACTERS && linked * 2 <= characters;
}

function standsIn(block: LeafBlock, holder: Element): boolean {
  for (let above: Element | null = block.source; above; above = composedParent(above)) {
    if (above === holder) return true;
    if (isFurniture(above) || isNamedLikeJunk(above)) return false;
  }
  return false;
}
