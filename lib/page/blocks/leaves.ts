import type { Block, Inline, LeafBlock } from './block.ts';

/** The blocks that hold text, in document order, out of quotes and lists. */
export function leafBlocks(blocks: readonly Block[]): LeafBlock[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'quote':
        return leafBlocks(block.children);
      case 'list':
        return block.items.flatMap((item) => leafBlocks(item.children));
      default:
        return [block];
    }
  });
}

/** The pieces of a block that are not made of others. A cell that spans places counts once. */
export function leafPieces(block: LeafBlock): LeafPiece[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
    case 'code':
      return flatten(block.content);
    case 'table':
      return block.rows.flatMap((row) => row.cells.flatMap((cell) => (cell.repeated ? [] : flatten(cell.content))));
    case 'rule':
      return [];
  }
}

export type LeafPiece = Exclude<Inline, { content: readonly Inline[] }>;

function flatten(content: readonly Inline[]): LeafPiece[] {
  return content.flatMap((piece) => ('content' in piece ? flatten(piece.content) : [piece]));
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
