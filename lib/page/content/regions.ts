import type { LeafBlock } from '../blocks/block.ts';
import { composedParent } from '../blocks/composed-tree.ts';
import { mapped, type Steps } from '../steps.ts';
import type { LeafText } from './leaf-text.ts';
import { NAME_GROUPS, nameGroupsOf } from './names.ts';

/** The kinds of element above a block that tell something about it. */
export const LANDMARKS = [
  'main',
  'article',
  'section',
  'nav',
  'header',
  'footer',
  'aside',
  'form',
  'list',
  'table',
  'terms',
  'figure',
  'link',
  'quote',
] as const;

/** A distance above all that are measured: there is none. */
export const FAR = 12;

const MOST_OF_PAGE = 0.9;
const LEAST_OF_GROUP = 3;
const MOST_OF_GROUP = 60;

/** An element above blocks, with what stands in it. Sums are of the blocks anywhere inside. */
export type Region = {
  /** Null for the outermost. */
  readonly parent: Region | null;
  /** How many elements up each of `LANDMARKS` is, 0 for this one, at most `FAR`. */
  readonly landmarks: Uint8Array;
  /** The same for what elements are called, in the order of `NAME_GROUPS`. */
  readonly names: Uint8Array;
  readonly depth: number;
  /** Tag and class, to tell siblings of one kind. */
  readonly kind: string;
  characters: number;
  linked: number;
  /** Characters in long paragraphs without many links. */
  prose: number;
  blocks: number;
  /** Place of its first block. */
  first: number;
  /** Regions right inside, by kind. */
  readonly kinds: Map<string, number>;
};

/** Parts of one kind side by side: the region that holds them, and how many they are. */
export type Group = { readonly region: Region; readonly count: number };

const LANDMARK_OF: Readonly<Record<string, number>> = {
  main: 0,
  article: 1,
  section: 2,
  nav: 3,
  header: 4,
  footer: 5,
  aside: 6,
  form: 7,
  fieldset: 7,
  dialog: 7,
  ul: 8,
  ol: 8,
  menu: 8,
  table: 9,
  dl: 10,
  figure: 11,
  a: 12,
  blockquote: 13,
};

const LANDMARK_OF_ROLE: Readonly<Record<string, number>> = {
  main: 0,
  article: 1,
  navigation: 3,
  menu: 3,
  menubar: 3,
  tablist: 3,
  banner: 4,
  contentinfo: 5,
  complementary: 6,
  search: 7,
  dialog: 7,
  alertdialog: 7,
  form: 7,
  list: 8,
};

/** The region right around each block, in the order of the blocks; regions know those around them. */
export function* regionsOf(leaves: readonly LeafBlock[], texts: readonly LeafText[]): Steps<Region[]> {
  const known: Known = { regions: new Map(), names: new Map() };
  return yield* mapped(leaves, (leaf, index) => {
    const region = regionOf(leaf.source, known);
    const text = texts[index];
    for (let above: Region | null = region; text && above; above = above.parent) {
      above.characters += text.characters;
      above.linked += text.linked;
      above.prose += text.isProse ? text.characters : 0;
      if (above.blocks === 0) above.first = index;
      above.blocks += 1;
    }
    return region;
  });
}

type Known = { readonly regions: Map<Element, Region>; readonly names: Map<string, readonly number[]> };

function regionOf(element: Element, known: Known): Region {
  const found = known.regions.get(element);
  if (found) return found;
  const above = composedParent(element);
  const region = newRegion(element, above ? regionOf(above, known) : null, known.names);
  known.regions.set(element, region);
  return region;
}

function newRegion(element: Element, parent: Region | null, known: Known['names']): Region {
  const landmarks = parent ? oneFarther(parent.landmarks) : new Uint8Array(LANDMARKS.length).fill(FAR);
  const names = parent ? oneFarther(parent.names) : new Uint8Array(NAME_GROUPS.length).fill(FAR);
  const landmark = LANDMARK_OF_ROLE[element.getAttribute('role') ?? ''] ?? LANDMARK_OF[element.localName];
  if (landmark !== undefined) landmarks[landmark] = 0;
  // What is said of the body is said of the whole page.
  if (element.localName !== 'body' && element.localName !== 'html') {
    for (const group of nameGroupsOf(element, known)) names[group] = 0;
  }
  const kind = `${element.localName}.${/\S+/.exec(element.getAttribute('class') ?? '')?.[0] ?? ''}`;
  parent?.kinds.set(kind, (parent.kinds.get(kind) ?? 0) + 1);
  const depth = parent ? parent.depth + 1 : 0;
  return {
    parent,
    landmarks,
    names,
    depth,
    kind,
    characters: 0,
    linked: 0,
    prose: 0,
    blocks: 0,
    first: 0,
    kinds: new Map(),
  };
}

function oneFarther(distances: Uint8Array): Uint8Array {
  const farther = distances.slice();
  for (let index = 0; index < farther.length; index += 1) {
    farther[index] = Math.min(FAR, (farther[index] ?? FAR) + 1);
  }
  return farther;
}

/** The largest part of the page around each block: the outermost that does not hold nearly everything. */
export function partsOf(regions: readonly Region[]): (Region | null)[] {
  const known = new Map<Region, Region | null>();
  return regions.map((region) => {
    let part = known.get(region);
    if (part !== undefined) return part;
    part = region;
    let total = 0;
    for (let above: Region | null = region; above; above = above.parent) total = above.characters;
    for (let above: Region | null = region; above; above = above.parent) {
      if (above.characters < total * MOST_OF_PAGE) part = above;
    }
    known.set(region, part);
    return part;
  });
}

/** The nearest group of parts of one kind that each block stands in, such as a grid of cards. */
export function groupsOf(regions: readonly Region[]): (Group | null)[] {
  const known = new Map<Region, Group | null>();
  const groupOf = (region: Region): Group | null => {
    let group = known.get(region);
    if (group !== undefined) return group;
    const count = region.parent?.kinds.get(region.kind) ?? 0;
    group = null;
    if (region.parent) {
      group =
        count >= LEAST_OF_GROUP
          ? { region: region.parent, count: Math.min(MOST_OF_GROUP, count) }
          : groupOf(region.parent);
    }
    known.set(region, group);
    return group;
  };
  return regions.map(groupOf);
}
