import type { Block } from './blocks.ts';

/** The surface has the first level to itself. */
const FIRST = 2;
const LAST = 6;

/** The level of each block's heading: an answer may begin with any and leave some out, an outline may not. */
export function outline(blocks: readonly Block[]): number[] {
  let depth = 0;
  let level = FIRST - 1;
  return blocks.map(({ token }) => {
    if (token.type !== 'heading') return FIRST;
    if (level < FIRST) level = FIRST;
    else if (token['depth'] > depth) level = Math.min(level + 1, LAST);
    else level = Math.max(FIRST, level - (depth - token['depth']));
    depth = token['depth'];
    return level;
  });
}
