import type { Block } from '../blocks/block.ts';
import { filterBlocks } from '../blocks/leaves.ts';
import { collapse } from '../hygiene.ts';
import { inlineText } from '../plain-text.ts';

/** The blocks with the page's title as a heading at most once: sites repeat it for other screen sizes. */
export function withoutRepeatedTitle(blocks: readonly Block[], title: string): Block[] {
  let seen = false;
  return filterBlocks(blocks, (block) => {
    if (block.type !== 'heading' || collapse(inlineText(block.content)) !== title) return true;
    const repeats = seen;
    seen = true;
    return !repeats;
  });
}
