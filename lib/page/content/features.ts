import type { LeafBlock } from '../blocks/block.ts';
import type { LeafText } from './leaf-text.ts';
import { NAME_GROUPS } from './names.ts';
import { FAR, LANDMARKS, type Region } from './regions.ts';
import { PRICE, type Scene } from './scene.ts';

/** One thing that is weighed about a block, as a number. */
export type Measure = (scene: Scene, index: number) => number;

const NO_TEXT: LeafText = {
  text: '',
  characters: 0,
  linked: 0,
  digits: 0,
  punctuation: 0,
  pictures: 0,
  isProse: false,
};

/** Headings and short lines that end the content or stand beside it. */
const FURNITURE_TEXT =
  /^(?:(?:you (?:may|might) )?(?:also like|related|similar|recommended|trending|popular|latest|recent)\b|(?:more|read) (?:from|in|on|next|about|stories)|leave a (?:reply|comment)|comments?$|share|follow us|subscribe|sign up|newsletter|categories|tags|archives|(?:about|contact)(?: us)?$|company$|quick links|legal|customer|support$|help$|resources$|navigation|menu$|search|filter|sort by|previous|next|back to|cookie|privacy|terms|©|copyright)/i;
const LEGAL_TEXT = /©|\(c\) ?\d{4}|all rights reserved|copyright|privacy policy|terms (?:of|and)|cookies?\b/i;
/** What a click does rather than what the page says. */
const ACTION_TEXT =
  /^(?:add to|buy now|shop now|view (?:all|more|details)|see (?:all|more)|show (?:all|more|less)|load more|read more|learn more|log ?in|sign ?in|sign ?up|register|subscribe|reply|report|share|quote|like|follow|print|download|home|menu|close|skip to|back to top|get started|contact us)\b/i;
const REVIEW_TEXT = /\b(?:reviews?|ratings?|verified|stars?|helpful|feedback)\b/i;

/**
 * Everything the choice of content can weigh about one block. Sizes are on a scale of doublings; a part that is not there counts
 * as -1, a landmark or name that is not above as `FAR`.
 */
export const MEASURES: Readonly<Record<string, Measure>> = {
  characters: (scene, index) => log(textAt(scene, index).characters),
  heading: ({ leaves }, index) => headingLevel(leaves[index]),
  type: ({ leaves }, index) => ['paragraph', 'heading', 'table', 'code', 'rule'].indexOf(leaves[index]?.type ?? ''),
  links: (scene, index) => linkDensity(textAt(scene, index)),
  digits: (scene, index) => textAt(scene, index).digits / (textAt(scene, index).characters + 1),
  punctuation: (scene, index) => (100 * textAt(scene, index).punctuation) / (textAt(scene, index).characters + 10),
  ends: (scene, index) => flag(/[.!?:。！？]["'”’)]?$/, textAt(scene, index)),
  pictures: (scene, index) => Math.min(3, textAt(scene, index).pictures),
  furniture: (scene, index) => flag(FURNITURE_TEXT, textAt(scene, index)),
  legal: (scene, index) => flag(LEGAL_TEXT, textAt(scene, index)),
  action: (scene, index) => flag(ACTION_TEXT, textAt(scene, index)),
  price: (scene, index) => flag(PRICE, textAt(scene, index)),
  repeats: ({ repeats, texts }, index) => Math.min(6, repeats.get(texts[index]?.text ?? '') ?? 1),
  titleWords: (scene, index) => scene.page.sharedWithTitle(textAt(scene, index).text),
  main: ({ leaves, isInMain }, index) => (leaves[index] && isInMain(leaves[index]) ? 1 : 0),

  position: ({ before, total }, index) => (before.characters[index] ?? 0) / (total + 1),
  place: ({ leaves }, index) => index / leaves.length,
  fromStart: ({ before }, index) => log(before.characters[index] ?? 0),
  toEnd: ({ before, total }, index) => log(total - (before.characters[index] ?? 0)),
  afterTitle: ({ title, before }, index) => {
    if (title < 0) return 0;
    return signedLog((before.characters[index] ?? 0) - (before.characters[title] ?? 0)) + (index >= title ? 0.1 : -0.1);
  },
  sinceHeading: ({ headings }, index) => Math.min(30, index - (headings[index] ?? -1)),
  headingLevel: ({ headings, leaves }, index) => headingLevel(leaves[headings[index] ?? -1]),
  headingFurniture: (scene, index) => flag(FURNITURE_TEXT, textAt(scene, scene.headings[index] ?? -1)),
  headingReview: (scene, index) => flag(REVIEW_TEXT, textAt(scene, scene.headings[index] ?? -1)),

  previous: (scene, index) => log(textAt(scene, index - 1).characters),
  previousLinks: (scene, index) => linkDensity(textAt(scene, index - 1)),
  previousHeading: ({ leaves }, index) => headingLevel(leaves[index - 1]),
  next: (scene, index) => log(textAt(scene, index + 1).characters),
  nextLinks: (scene, index) => linkDensity(textAt(scene, index + 1)),
  nextHeading: ({ leaves }, index) => headingLevel(leaves[index + 1]),
  around: (scene, index) => log(around(scene, 'characters', index, 4)),
  aroundLinks: (scene, index) => around(scene, 'linked', index, 4) / (around(scene, 'characters', index, 4) + 1),
  aroundPunctuation: (scene, index) =>
    (100 * around(scene, 'punctuation', index, 4)) / (around(scene, 'characters', index, 4) + 10),
  farAround: (scene, index) => log(around(scene, 'characters', index, 12)),
  farAroundLinks: (scene, index) => around(scene, 'linked', index, 12) / (around(scene, 'characters', index, 12) + 1),

  depth: ({ regions }, index) => regions[index]?.depth ?? 0,
  ...regionMeasures('own', ({ regions }, index) => regions[index]),
  ...regionMeasures('above', ({ regions }, index) => regions[index]?.parent),
  ...regionMeasures('above2', ({ regions }, index) => regions[index]?.parent?.parent),
  ...regionMeasures('above4', ({ regions }, index) => regions[index]?.parent?.parent?.parent?.parent),
  ...regionMeasures('part', ({ parts }, index) => parts[index]),
  partPlace: ({ parts, before, total }, index) => (before.characters[parts[index]?.first ?? 0] ?? 0) / (total + 1),
  siblings: ({ groups }, index) => groups[index]?.count ?? 0,
  siblingsText: ({ groups }, index) => {
    const group = groups[index];
    return group ? log(group.region.characters / group.count) : 0;
  },
  siblingsLinks: ({ groups }, index) => (groups[index] ? linkDensity(groups[index].region) : 0),
  siblingsShare: ({ groups, total }, index) => (groups[index]?.region.characters ?? 0) / (total + 1),
  ...distances('in', LANDMARKS, 'landmarks'),
  ...distances('named', NAME_GROUPS, 'names'),

  pageCharacters: ({ total }) => log(total),
  pageLinks: ({ before, total }) => (before.linked.at(-1) ?? 0) / (total + 1),
  pageProse: ({ prose, total }) => prose / (total + 1),
  pagePrices: ({ prices }) => Math.min(20, prices),
  pageArticle: ({ page }) => (page.declares.article ? 1 : 0),
  pageProduct: ({ page }) => (page.declares.product ? 1 : 0),
  pageList: ({ page }) => (page.declares.list ? 1 : 0),
  pageThread: ({ page }) => (page.declares.thread ? 1 : 0),
};

/** How far up each of several things is, by `prefix-name`. */
function distances(prefix: string, names: readonly string[], of: 'landmarks' | 'names'): Record<string, Measure> {
  return Object.fromEntries(
    names.map((name, place): [string, Measure] => [
      `${prefix}-${name}`,
      ({ regions }, index) => regions[index]?.[of][place] ?? FAR,
    ]),
  );
}

function regionMeasures(
  name: string,
  pick: (scene: Scene, index: number) => Region | null | undefined,
): Record<string, Measure> {
  const measure =
    (value: (region: Region, scene: Scene) => number): Measure =>
    (scene, index) => {
      const region = pick(scene, index);
      return region ? value(region, scene) : -1;
    };
  return {
    [`${name}Share`]: measure(({ characters }, { total }) => characters / (total + 1)),
    [`${name}Links`]: measure(linkDensity),
    [`${name}Prose`]: measure(({ prose, characters }) => prose / (characters + 1)),
    [`${name}Blocks`]: measure(({ blocks }) => log(blocks)),
    [`${name}Length`]: measure(({ characters, blocks }) => log(characters / (blocks + 1))),
  };
}

function textAt({ texts }: Scene, index: number): LeafText {
  return texts[index] ?? NO_TEXT;
}

function around({ before, texts }: Scene, key: keyof Scene['before'], index: number, reach: number): number {
  const sums = before[key];
  return (sums[Math.min(texts.length, index + reach + 1)] ?? 0) - (sums[Math.max(0, index - reach)] ?? 0);
}

function flag(pattern: RegExp, { text }: LeafText): number {
  return pattern.test(text) ? 1 : 0;
}

function headingLevel(leaf: LeafBlock | undefined): number {
  return leaf?.type === 'heading' ? leaf.level : 0;
}

function linkDensity({ linked, characters }: { readonly linked: number; readonly characters: number }): number {
  return linked / (characters + 1);
}

function log(count: number): number {
  return Math.log2(1 + count);
}

function signedLog(count: number): number {
  return Math.sign(count) * log(Math.abs(count));
}
