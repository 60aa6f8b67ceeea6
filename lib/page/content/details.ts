import type { LeafBlock } from '../blocks/block.ts';
import { composedParent } from '../blocks/composed-tree.ts';
import { mapped, type Steps } from '../steps.ts';
import type { Scene } from './scene.ts';

/** Boxes with more links than this are menus. */
const MOST_LINKED = 0.5;

/** Of boxes side by side that are taken in part, this share of the characters takes all. */
const ENOUGH = 0.5;

type Keeps = (block: LeafBlock) => boolean;

/**
 * The same choice with `details` taken whole: a question that was taken brings its answer, and where at least half of what stands
 * in boxes side by side was taken, the others belong to it.
 */
export function* withWholeDetails(scene: Scene, keeps: Keeps): Steps<Keeps> {
  const kept = new Set<number>();
  for (const [index, leaf] of scene.leaves.entries()) if (keeps(leaf)) kept.add(index);
  const boxes = [...(yield* boxesOf(scene))].filter(([, places]) => !isMenu(scene, places));
  for (const [, places] of boxes) if (shareOf(scene, places, kept) > 0) take(places, kept);
  for (const row of Map.groupBy(boxes, ([box]) => box.parentElement).values()) {
    const places = row.flatMap(([, own]) => own);
    if (shareOf(scene, places, kept) >= ENOUGH) take(places, kept);
  }
  const taken = new Set(scene.leaves.filter((_, index) => kept.has(index)));
  return (block) => taken.has(block);
}

/** The places of the blocks in each box; of one box inside another they are the inner one's. */
function* boxesOf({ leaves }: Scene): Steps<ReadonlyMap<Element, readonly number[]>> {
  const boxes = new Map<Element, number[]>();
  const around = yield* mapped(leaves, ({ source }) => boxAround(source));
  for (const [index, box] of around.entries()) {
    if (!box) continue;
    const places = boxes.get(box);
    if (places) places.push(index);
    else boxes.set(box, [index]);
  }
  return boxes;
}

function boxAround(source: Element): Element | null {
  for (let above: Element | null = source; above; above = composedParent(above)) {
    if (above.localName === 'details') return above;
  }
  return null;
}

function isMenu({ texts }: Scene, places: readonly number[]): boolean {
  const sum = (key: 'characters' | 'linked') => places.reduce((all, place) => all + (texts[place]?.[key] ?? 0), 0);
  return sum('linked') > sum('characters') * MOST_LINKED;
}

function take(places: readonly number[], kept: Set<number>): void {
  for (const place of places) kept.add(place);
}

/** Of the places' characters, how many are kept; 0 without any. */
function shareOf({ texts }: Scene, places: readonly number[], kept: ReadonlySet<number>): number {
  let all = 0;
  let taken = 0;
  for (const place of places) {
    const characters = texts[place]?.characters ?? 0;
    all += characters;
    if (kept.has(place)) taken += characters;
  }
  return all === 0 ? 0 : taken / all;
}
