import type { Block, LeafBlock } from '../blocks/block.ts';
import { filterBlocks, leafBlocks, leafPieces } from '../blocks/leaves.ts';
import type { Steps } from '../steps.ts';
import { type Beside, besideContent } from './beside.ts';
import { chancesInSteps } from './chances.ts';
import { likelyContent } from './choose.ts';
import { withWholeDetails } from './details.ts';
import { withGapsFilled } from './gaps.ts';
import type { PageFacts } from './page-facts.ts';
import { type Judgement, readabilityLeaves } from './readability-leaves.ts';
import { type Scene, sceneInSteps } from './scene.ts';

/** A declared article that Readability cuts below this share of the likely content is a list of articles. */
const LEAST_OF_ARTICLE = 0.6;

/** What is less likely than this is a box in an article and not of it, such as a newsletter's. */
const UNLIKELY = 0.15;

/** Of the few blocks right below the page's title all that are likelier than this are taken: a price is short and what one asks for. */
const DOUBTFUL = 0.2;
const BELOW_TITLE = 6;

/** With fewer characters than this a page has nothing to weigh its blocks against. */
const LEAST_WEIGHED = 300;

/** Less of the page than this is not its content but a mistake. */
const LEAST_OF_PAGE = 0.02;

export type MainContent = {
  readonly blocks: readonly Block[];
  readonly beside: readonly Beside[];
  /** Readability found one text to read, and its choice was taken. */
  readonly readable: boolean;
  readonly byline: string | null;
};

type Keeps = (block: LeafBlock) => boolean;

/**
 * Of a page's blocks those a reader came for. On any page each block is weighed by itself and together with what surrounds it.
 * Where a page says that it is an article and Readability finds one, its choice is taken: on articles it is the better judge. What
 * nobody finds is not lost: then the main part by rules, or the whole page, is the content. What is left out stands beside it.
 */
export function* mainContentInSteps(document: Document, blocks: readonly Block[], page: PageFacts): Steps<MainContent> {
  const leaves = leafBlocks(blocks);
  if (leaves.length === 0) return { blocks, beside: [], readable: false, byline: null };
  const scene = yield* sceneInSteps(document, leaves, page);
  const chances = yield* chancesInSteps(scene);
  const isLikely = scene.total < LEAST_WEIGHED ? scene.isInMain : likelyBlocks(scene, chances);
  yield;
  const judgement = page.declares.article ? yield* readabilityLeaves(document, nodesOf(leaves)) : null;
  const byline = judgement?.byline ?? null;
  if (judgement) {
    const isReadable = keptBy(judgement, scene, chances);
    const readable = charactersOf(scene, isReadable);
    if (readable > 0 && readable >= charactersOf(scene, isLikely) * LEAST_OF_ARTICLE) {
      return { ...(yield* parted(scene, blocks, isReadable)), readable: true, byline };
    }
  }
  const keeps = [isLikely, scene.isInMain].find((one) => charactersOf(scene, one) > scene.total * LEAST_OF_PAGE);
  const content = keeps ? yield* parted(scene, blocks, keeps) : { blocks, beside: [] };
  return { ...content, readable: false, byline };
}

type Parted = Pick<MainContent, 'blocks' | 'beside'>;

function* parted(scene: Scene, blocks: readonly Block[], keeps: Keeps): Steps<Parted> {
  const whole = withGapsFilled(scene, yield* withWholeDetails(scene, keeps));
  yield;
  return { blocks: filterBlocks(blocks, whole), beside: besideContent(scene, whole) };
}

/**
 * The likely blocks, with the headings right above them, and the page's first big heading with what is not unlikely right below it, such as
 * a price or an author. Blocks without text (pictures, rules) follow the block before them, as long as they are in the main part.
 */
function likelyBlocks(scene: Scene, chances: ArrayLike<number>): Keeps {
  const { leaves, texts, title } = scene;
  const sizes = texts.map((text) => text.characters);
  const likely = new Set(likelyContent(chances, sizes));
  for (let index = leaves.length - 2; index >= 0; index -= 1) {
    if (leaves[index]?.type === 'heading' && likely.has(index + 1)) likely.add(index);
  }
  if (likely.size > 0 && title >= 0) {
    likely.add(title);
    for (let index = title + 1; index <= title + BELOW_TITLE; index += 1) {
      if ((chances[index] ?? 0) > DOUBTFUL) likely.add(index);
    }
  }
  const kept = new Set<LeafBlock>();
  let before = false;
  for (const [index, block] of leaves.entries()) {
    const keeps: boolean = sizes[index] === 0 ? before && scene.isInMain(block) : likely.has(index);
    if (keeps) kept.add(block);
    before = keeps;
  }
  return (block) => kept.has(block);
}

function charactersOf({ leaves, texts }: Scene, keeps: Keeps): number {
  return leaves.reduce((sum, block, index) => (keeps(block) ? sum + (texts[index]?.characters ?? 0) : sum), 0);
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
function keptBy(judgement: Judgement, { leaves, isInMain }: Scene, chances: ArrayLike<number>): Keeps {
  const kept = new Set<LeafBlock>();
  let before = false;
  for (const [index, block] of leaves.entries()) {
    const share = keptShare(judgement, block);
    const isUnlikely = (chances[index] ?? 0) < UNLIKELY;
    const keeps: boolean = share === null ? before && isInMain(block) : share > 0.5 && !isUnlikely;
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
