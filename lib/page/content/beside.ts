import type { LeafBlock } from '../blocks/block.ts';
import type { Scene } from './scene.ts';

/** A block that is links to this share says where to go and not what is so. */
const MOSTLY_LINKS = 0.8;

/** Blocks in order, and those of them that stand beside the main content; the others are there for their headings. */
export type Beside = { readonly leaves: readonly LeafBlock[]; readonly holds: ReadonlySet<LeafBlock> };

/**
 * What a page says beside what was chosen of it, for questions about what the choice has left out: first in the page's main part, then
 * in what stands around that, each under headings of its own. Nothing that has been said already, and no lists of links.
 */
export function besideContent({ leaves, texts, isInMain }: Scene, keeps: (block: LeafBlock) => boolean): Beside[] {
  const said = new Set<string>();
  for (const [index, leaf] of leaves.entries()) if (keeps(leaf)) said.add(texts[index]?.text ?? '');
  const holds = new Set<LeafBlock>();
  for (const [index, leaf] of leaves.entries()) {
    const { text, characters, linked } = texts[index] ?? { text: '', characters: 0, linked: 0 };
    if (characters === 0 || keeps(leaf) || said.has(text) || linked >= characters * MOSTLY_LINKS) continue;
    said.add(text);
    holds.add(leaf);
  }
  return [true, false].map((inMain) => ({ leaves: leaves.filter((leaf) => isInMain(leaf) === inMain), holds }));
}
