import type { Block, LeafBlock } from './blocks/block.ts';
import { leafBlocks, leafPieces } from './blocks/leaves.ts';
import { collapse, invisibleCharacters } from './hygiene.ts';
import { inlineText, plainLines } from './plain-text.ts';
import { IN_ONE_STEP, type Steps } from './steps.ts';

/** A name that is said later than this is not the page's author's. */
const MOST_BLOCKS = 3000;

/** What a walk over the page has seen, before anything of it is chosen. */
export class SeenText {
  private readonly leaves: readonly LeafBlock[];
  private text: string | null = null;

  constructor(blocks: readonly Block[]) {
    this.leaves = leafBlocks(blocks);
  }

  /** The first-level headings, as one line each. */
  headings(): string[] {
    return this.leaves.flatMap((block) =>
      block.type === 'heading' && block.level === 1 ? [collapse(inlineText(block.content))] : [],
    );
  }

  /** Whether words stand in the first few thousand blocks. Upper and lower case do not differ. */
  shows(words: string): boolean {
    this.text ??= this.leaves.slice(0, MOST_BLOCKS).flatMap(plainLines).join('\n').toLowerCase();
    return this.text.includes(words.toLowerCase());
  }

  nodes(): ReadonlySet<Node> {
    const nodes = new Set<Node>();
    for (const piece of this.leaves.flatMap(leafPieces)) {
      if (piece.type !== 'break') nodes.add(piece.node);
    }
    return nodes;
  }

  /** Characters within seen text that show nothing. */
  *invisible(): Steps<number> {
    let count = 0;
    let looked = 0;
    for (const block of this.leaves) {
      for (const piece of leafPieces(block)) {
        if (piece.type === 'text') count += invisibleCharacters(piece.node.data);
        looked += 1;
        if (looked % IN_ONE_STEP === 0) yield;
      }
    }
    return count;
  }

  /** The part of each block that `range` takes in, one line a block. */
  within(range: Range): string {
    return this.leaves
      .map((block) =>
        leafPieces(block)
          .map((piece) => {
            if (piece.type === 'text') return part(piece.node, range);
            return piece.type === 'break' && block.type === 'code' ? '\n' : ' ';
          })
          .join(block.type === 'table' ? '\t' : ''),
      )
      .filter((line) => line.trim() !== '')
      .join('\n');
  }
}

function part(node: Text, range: Range): string {
  if (!range.intersectsNode(node)) return '';
  const from = node === range.startContainer ? range.startOffset : 0;
  const to = node === range.endContainer ? range.endOffset : node.data.length;
  return node.data.slice(from, to);
}
