import type { Block } from './blocks.ts';
import type { Mark } from './marks.ts';

/** Blocks that are drawn and compared as one. */
const SIZE = 16;

/** A block with what its drawing needs beside it. */
export type PlacedBlock = { readonly block: Block; readonly marks: readonly Mark[]; readonly level: number };

/**
 * Blocks in groups, so that an answer that grows compares one group and not every block. A group in which nothing has changed is the
 * one from `before`.
 */
export function groupsOf(
  before: readonly (readonly PlacedBlock[])[],
  blocks: readonly PlacedBlock[],
): readonly (readonly PlacedBlock[])[] {
  const groups: (readonly PlacedBlock[])[] = [];
  for (let from = 0; from < blocks.length; from += SIZE) {
    const group = blocks.slice(from, from + SIZE);
    const old = before[groups.length] ?? [];
    groups.push(old.length === group.length && group.every((block, place) => isSame(block, old[place])) ? old : group);
  }
  return groups;
}

function isSame(one: PlacedBlock, other: PlacedBlock | undefined): boolean {
  return one.block === other?.block && one.marks === other.marks && one.level === other.level;
}
