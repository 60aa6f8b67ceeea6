import type { Block } from '../blocks/block.ts';
import { readInSteps } from '../blocks/read-blocks.ts';
import { markdownInSteps } from '../markdown/to-markdown.ts';
import { passagesInSteps } from '../passages.ts';
import { Sight } from '../sight/sight.ts';
import type { PageSnapshot } from '../snapshot.ts';
import type { Steps } from '../steps.ts';
import { LIMIT, leftOut } from './capture-file.ts';

/** A document of several, each of them read whole: what stands in a book is its content, menus or not. */
export function bookInSteps(title: string) {
  const blocks: Block[] = [];
  const chapters: string[] = [];
  let [length, hidden] = [0, 0];
  let count = 0;
  return {
    /** What comes now is left out. */
    isFull: () => length >= LIMIT,

    *add(chapter: Document): Steps<void> {
      const sight = new Sight();
      const found = yield* readInSteps(chapter.body, sight);
      const markdown = yield* markdownInSteps(found);
      hidden += sight.hiddenCharacters;
      length += markdown.length;
      count += 1;
      if (markdown === '') return;
      chapters.push(markdown);
      for (const block of found) blocks.push(block);
    },

    /** `all`: chapters that there are. */
    *end(all: number): Steps<Pick<PageSnapshot, 'markdown' | 'passages' | 'hidden_characters'>> {
      const rest = all > count ? [leftOut(all - count, 'chapters')] : [];
      return {
        markdown: [...chapters, ...rest].join('\n\n'),
        passages: yield* passagesInSteps(blocks, title),
        hidden_characters: hidden,
      };
    },
  };
}
