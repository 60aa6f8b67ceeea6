import type { Block, Inline, LeafBlock } from './block.ts';

/** The blocks that hold text, in document order, out of quotes and lists. */
export function leafBlocks(blocks: readonly Block[]): LeafBlock[] {
  const leaves: LeafBlock[] = [];
  collectLeaves(blocks, leaves);
  return leaves;
}

function collectLeaves(blocks: readonly Block[], into: LeafBlock[]): void {
  for (const block of blocks) {
    if (block.type === 'quote') collectLeaves(block.children, into);
    else if (block.type === 'list') for (const item of block.items) collectLeaves(item.children, into);
    else into.push(block);
  }
}

/** The pieces of a block that are not made of others. A cell that spans places counts once. */
export function leafPieces(block: LeafBlock): LeafPiece[] {
  const pieces: LeafPiece[] = [];
  if (block.type === 'table') {
    for (const row of block.rows) for (const cell of row.cells) if (!cell.repeated) collectPieces(cell.content, pieces);
  } else if (block.type !== 'rule') {
    collectPieces(block.content, pieces);
  }
  return pieces;
}

export type LeafPiece = Exclude<Inline, { content: readonly Inline[] }>;

function collectPieces(content: readonly Inline[], into: LeafPiece[]): void {
  for (const piece of content) {
    if ('content' in piece) collectPieces(piece.content, into);
    else into.push(piece);
  }
}

/** The blocks of which `keeps` is true; quotes and lists that lose everything go too. */
export function filterBlocks(blocks: readonly Block[], keeps: (block: LeafBlock) => boolean): Block[] {
  return blocks.flatMap((block): Block[] => {
    switch (block.type) {
      case 'quote': {
        const children = filterBlocks(block.children, keeps);
        return children.length > 0 ? [{ ...block, children }] : [];
      }
      case 'list': {
        const items = block.items
          .map((item) => ({ ...item, children: filterBlocks(item.children, keeps) }))
          .filter((item) => item.children.length > 0);
        return items.length > 0 ? [{ ...block, items }] : [];
      }
      default:
        return keeps(block) ? [block] : [];
    }
  });
}
