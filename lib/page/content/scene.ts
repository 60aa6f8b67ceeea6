import type { LeafBlock } from '../blocks/block.ts';
import { finish, mapped, type Steps } from '../steps.ts';
import { type LeafText, leafText } from './leaf-text.ts';
import { mainPart } from './main-part.ts';
import type { PageFacts } from './page-facts.ts';
import { type Group, groupsOf, partsOf, type Region, regionsOf } from './regions.ts';

/** A page's blocks with all that is counted once and asked for many times. Arrays follow the order of the blocks. */
export type Scene = {
  readonly leaves: readonly LeafBlock[];
  readonly texts: readonly LeafText[];
  readonly regions: readonly Region[];
  readonly parts: readonly (Region | null)[];
  readonly groups: readonly (Group | null)[];
  readonly page: PageFacts;
  /** What rules alone take for the page's main part. */
  readonly isInMain: (block: LeafBlock) => boolean;
  /** Sums over the blocks before each place; the last is of the whole page. */
  readonly before: {
    readonly characters: Float64Array;
    readonly linked: Float64Array;
    readonly punctuation: Float64Array;
  };
  /** Characters of the page, and of those in long paragraphs. */
  readonly total: number;
  readonly prose: number;
  readonly prices: number;
  /** Place of the first heading of the first level, -1 without one. */
  readonly title: number;
  /** Place of the heading in force at each block, -1 before the first. */
  readonly headings: Int32Array;
  /** How often each text stands on the page. */
  readonly repeats: ReadonlyMap<string, number>;
};

export const PRICE = /[$€£¥₹]\s?\d|\d\s?(?:[$€£¥₹]|(?:USD|EUR|GBP|kr|zł|Kč)\b)/;

export function sceneOf(document: Document, leaves: readonly LeafBlock[], page: PageFacts): Scene {
  return finish(sceneInSteps(document, leaves, page));
}

export function* sceneInSteps(document: Document, leaves: readonly LeafBlock[], page: PageFacts): Steps<Scene> {
  const texts: LeafText[] = [];
  for (const leaf of leaves) {
    texts.push(yield* leafText(leaf));
    yield;
  }
  const regions = yield* regionsOf(leaves, texts);
  const headings = new Int32Array(leaves.length);
  const repeats = new Map<string, number>();
  let heading = -1;
  for (const [index, { text }] of texts.entries()) {
    if (leaves[index]?.type === 'heading') heading = index;
    headings[index] = heading;
    repeats.set(text, (repeats.get(text) ?? 0) + 1);
  }
  yield;
  const characters = runningSum(texts, 'characters');
  const parts = partsOf(regions);
  yield;
  const groups = groupsOf(regions);
  yield;
  const { holds } = yield* mainPart(document, leaves);
  yield;
  const priced = yield* mapped(texts, ({ text }) => PRICE.test(text));
  return {
    leaves,
    texts,
    regions,
    parts,
    groups,
    page,
    isInMain: holds,
    before: { characters, linked: runningSum(texts, 'linked'), punctuation: runningSum(texts, 'punctuation') },
    total: characters.at(-1) ?? 0,
    prose: texts.reduce((sum, text) => sum + (text.isProse ? text.characters : 0), 0),
    prices: priced.filter(Boolean).length,
    title: leaves.findIndex((leaf) => leaf.type === 'heading' && leaf.level === 1),
    headings,
    repeats,
  };
}

function runningSum(texts: readonly LeafText[], key: 'characters' | 'linked' | 'punctuation'): Float64Array {
  const sums = new Float64Array(texts.length + 1);
  for (const [index, text] of texts.entries()) sums[index + 1] = (sums[index] ?? 0) + text[key];
  return sums;
}
