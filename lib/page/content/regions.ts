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
export class Region {
  /** Null for the outermost. */
  readonly parent: Region | null;
  readonly depth: number;
  /** Tag and class, to tell siblings of one kind. */
  readonly kind: string;
  /** How deep the nearest of each landmark and of each name is; one and the same list as above where nothing is nearer. */
  readonly nearest: Nearest;
  characters = 0;
  linked = 0;
  /** Characters in long paragraphs without many links. */
  prose = 0;
  blocks = 0;
  /** Place of its first block. */
  first = Number.POSITIVE_INFINITY;
  /** Regions right inside, by kind. */
  readonly kinds = new Map<string, number>();
  private far: { readonly landmarks: Uint8Array; readonly names: Uint8Array } | null = null;

  constructor(parent: Region | null, kind: string, nearest: Nearest) {
    this.parent = parent;
    this.depth = parent ? parent.depth + 1 : 0;
    this.kind = kind;
    this.nearest = nearest;
  }

  /** How many elements up each of `LANDMARKS` is, 0 for this one, at most `FAR`. */
  get landmarks(): Uint8Array {
    return this.distances().landmarks;
  }

  /** The same for what elements are called, in the order of `NAME_GROUPS`. */
  get names(): Uint8Array {
    return this.distances().names;
  }

  private distances(): { readonly landmarks: Uint8Array; readonly names: Uint8Array } {
    this.far ??= {
      landmarks: distancesTo(this.nearest.landmarks, this.depth),
      names: distancesTo(this.nearest.names, this.depth),
    };
    return this.far;
  }
}

/** Depths of elements, `NOWHERE` for none. */
type Nearest = { readonly landmarks: Int16Array; readonly names: Int16Array };

const NOWHERE = -FAR;

function distancesTo(depths: Int16Array, depth: number): Uint8Array {
  const distances = new Uint8Array(depths.length);
  for (let index = 0; index < depths.length; index += 1) {
    distances[index] = Math.min(FAR, depth - (depths[index] ?? NOWHERE));
  }
  return distances;
}

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
  const regions = yield* mapped(leaves, (leaf, index) => {
    const region = regionOf(leaf.source, known);
    const text = texts[index];
    if (text) {
      region.characters += text.characters;
      region.linked += text.linked;
      region.prose += text.isProse ? text.characters : 0;
      region.first = Math.min(region.first, index);
      region.blocks += 1;
    }
    return region;
  });
  // Every region comes after the one around it, so that what is inside is complete when it is added there.
  for (const region of [...known.regions.values()].reverse()) if (region.parent) addTo(region.parent, region);
  return regions;
}

function addTo(sum: Region, part: Region): void {
  sum.characters += part.characters;
  sum.linked += part.linked;
  sum.prose += part.prose;
  sum.first = Math.min(sum.first, part.first);
  sum.blocks += part.blocks;
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
  const depth = parent ? parent.depth + 1 : 0;
  const landmark = LANDMARK_OF_ROLE[element.getAttribute('role') ?? ''] ?? LANDMARK_OF[element.localName];
  // What is said of the body is said of the whole page.
  const isPage = element.localName === 'body' || element.localName === 'html';
  const names = isPage ? [] : nameGroupsOf(element, known);
  const kind = `${element.localName}.${/\S+/.exec(element.getAttribute('class') ?? '')?.[0] ?? ''}`;
  parent?.kinds.set(kind, (parent.kinds.get(kind) ?? 0) + 1);
  const above = parent?.nearest ?? {
    landmarks: new Int16Array(LANDMARKS.length).fill(NOWHERE),
    names: new Int16Array(NAME_GROUPS.length).fill(NOWHERE),
  };
  return new Region(parent, kind, {
    landmarks: landmark === undefined ? above.landmarks : withDepth(above.landmarks, [landmark], depth),
    names: names.length === 0 ? above.names : withDepth(above.names, names, depth),
  });
}

function withDepth(depths: Int16Array, places: readonly number[], depth: number): Int16Array {
  const nearer = depths.slice();
  for (const place of places) nearer[place] = depth;
  return nearer;
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
