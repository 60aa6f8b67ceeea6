import type { Block, LeafBlock } from '../blocks/block.ts';
import { filterBlocks, leafBlocks, leafPieces } from '../blocks/leaves.ts';
import { mainPart } from './main-part.ts';
import { type Judgement, readabilityLeaves } from './readability-leaves.ts';
import { textLength } from './text-lengths.ts';

/** A declared article that Readability cuts below this share of the main part is a list of articles. */
const LEAST_OF_ARTICLE = 0.4;

/** On any other page Readability has to keep this much of the main part, or it has picked one part of many. */
const LEAST_OF_PAGE = 0.55;

/** This much of what Readability keeps has to stand in the main part, or it has picked a menu. */
const LEAST_IN_MAIN = 0.8;

export type MainContent = {
  readonly blocks: readonly Block[];
  /** Readability found one text to read, and its choice was taken. */
  readonly readable: boolean;
  readonly byline: string | null;
};

/**
 * Of a page's blocks those a reader came for. Readability is excellent on articles and loses half of everything else, so its
 * choice is measured against the semantic main part. What neither finds is not lost: then the whole page is the content.
 */
export function mainContent(document: Document, blocks: readonly Block[], isArticle: boolean): MainContent {
  const leaves = leafBlocks(blocks);
  if (leaves.length === 0) return { blocks, readable: false, byline: null };
  const lengths = new Map(leaves.map((block) => [block, textLength(block)]));
  const length = (keeps: (block: LeafBlock) => boolean): number =>
    leaves.reduce((sum, block) => (keeps(block) ? sum + (lengths.get(block) ?? 0) : sum), 0);

  const { holds: isInMain, declared } = mainPart(document, leaves);
  // Where the page marks its main part and claims no article, Readability would add time and nothing else.
  const judgement = isArticle || !declared ? readabilityLeaves(document, nodesOf(leaves)) : null;
  const isReadable = judgement ? keptBy(judgement, leaves, isInMain) : () => false;

  const main = length(isInMain);
  const readable = length(isReadable);
  const both = length((block) => isReadable(block) && isInMain(block));
  const wins = isArticle
    ? readable >= main * LEAST_OF_ARTICLE
    : both >= main * LEAST_OF_PAGE && both >= readable * LEAST_IN_MAIN;
  const byline = judgement?.byline ?? null;
  if (readable > 0 && wins) return { blocks: filterBlocks(blocks, isReadable), readable: true, byline };
  return { blocks: main > 0 ? filterBlocks(blocks, isInMain) : blocks, readable: false, byline };
}

function nodesOf(leaves: readonly LeafBlock[]): Set<Node> {
  const nodes = new Set<Node>();
  for (const piece of leaves.flatMap(leafPieces)) if (piece.type !== 'break') nodes.add(piece.node);
  return nodes;
}

/**
 * A block is kept when more than half of its text is. Blocks without anything Readability could judge (formulas, rules, shadow
 * roots, frames) follow the block before them, as long as they are in the main part.
 */
function keptBy(
  judgement: Judgement,
  leaves: readonly LeafBlock[],
  isInMain: (block: LeafBlock) => boolean,
): (block: LeafBlock) => boolean {
  const kept = new Set<LeafBlock>();
  let before = false;
  for (const block of leaves) {
    const share = keptShare(judgement, block);
    const keeps: boolean = share === null ? before && isInMain(block) : share > 0.5;
    if (keeps) kept.add(block);
    before = keeps;
  }
  return (block) => kept.has(block);
}

function keptShare({ judged, kept }: Judgement, block: LeafBlock): number | null {
  let all = 0;
  let taken = 0;
  for (const piece of leafPieces(block)) {
    if ((piece.type !== 'text' && piece.type !== 'image') || !judged.has(piece.node)) continue;
    const weight = piece.type === 'text' ? piece.node.data.trim().length : 1;
    all += weight;
    if (kept.has(piece.node)) taken += weight;
  }
  return all === 0 ? null : taken / all;
}
