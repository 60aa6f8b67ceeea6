import type { Sight, Visibility } from '../sight/sight.ts';
import type { Block, Inline } from './block.ts';
import type { Notes } from './notes.ts';

/** Where the walk stands: what surrounds the nodes it reads now. */
export type Place = {
  /** The element in whose flow the text stands. */
  readonly source: Element;
  /** Inside something the reader has to unfold; there is no layout there. */
  readonly folded: boolean;
  /** Inside `visibility: hidden`: own text is not seen. */
  readonly ghost: boolean;
  /** A link around whole blocks; its address goes to the first text inside. */
  readonly link: BlockLink | null;
  readonly sight: Sight;
  readonly notes: Notes;
};

/** The same place where nothing differs: most of a page is shown. */
export function withVisibility(place: Place, visibility: Visibility): Place {
  const folded = visibility === 'folded';
  const ghost = visibility === 'ghost';
  return folded === place.folded && ghost === place.ghost ? place : { ...place, folded, ghost };
}

export type BlockLink = { readonly url: string; used: boolean };

/** Collects blocks in order; inline pieces gather until a block starts or ends. */
export class BlockCollector {
  readonly blocks: Block[] = [];
  private pieces: Inline[] = [];

  addInline(piece: Inline): void {
    this.pieces.push(piece);
  }

  addBlock(block: Block, place: Place): void {
    this.flush(place);
    this.blocks.push(block);
  }

  /** Ends the paragraph under way. `source`: the element in whose flow it stands. */
  flush(place: Place, source = place.source): void {
    if (this.pieces.length === 0) return;
    const pieces = this.takeInline();
    if (!pieces.some(hasSubstance)) return;
    for (const content of splitIntoParagraphs(pieces)) {
      if (content.some(hasSubstance)) {
        this.blocks.push({ type: 'paragraph', content: withLink(content, place.link), source });
      }
    }
  }

  /** The inline pieces under way, which then belong to the caller. */
  takeInline(): readonly Inline[] {
    const pieces = this.pieces;
    this.pieces = [];
    return pieces;
  }
}

/** True for anything that shows: text beyond white space, a picture, a formula. */
export function hasSubstance(piece: Inline): boolean {
  switch (piece.type) {
    case 'text':
      return /\S/.test(piece.node.data);
    case 'break':
      return false;
    case 'sign':
      return /[\p{L}\p{N}]/u.test(piece.markdown);
    case 'image':
    case 'math':
      return true;
    case 'span':
    case 'link':
    case 'note':
      return piece.content.some(hasSubstance);
  }
}

/** Gives a block-level link's address to the first content that shows under it. */
export function withLink(content: readonly Inline[], link: BlockLink | null): readonly Inline[] {
  if (!link || link.used || !content.some(hasSubstance)) return content;
  link.used = true;
  return [{ type: 'link', url: link.url, content }];
}

/** Two line breaks with nothing between them part paragraphs; a displayed formula is one of its own. */
function splitIntoParagraphs(pieces: readonly Inline[]): Inline[][] {
  const paragraphs: Inline[][] = [[]];
  let breaks = 0;
  for (const piece of pieces) {
    if (piece.type === 'break') breaks += 1;
    else if (hasSubstance(piece)) breaks = 0;
    if (piece.type === 'math' && piece.display) paragraphs.push([piece], []);
    else if (breaks === 2) paragraphs.push([]);
    else paragraphs.at(-1)?.push(piece);
  }
  return paragraphs;
}
