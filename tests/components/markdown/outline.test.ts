import { expect, it } from 'vitest';
import { createBlockReader } from '../../../components/markdown/blocks.ts';
import { outline } from '../../../components/markdown/outline.ts';

const levels = (text: string) => {
  const blocks = createBlockReader()(text, true);
  return outline(blocks).filter((_, index) => blocks[index]?.token.type === 'heading');
};

it.each([
  ['begins with the second level', '# A', [2]],
  ['begins there whatever its depth', '### A', [2]],
  ['goes down a level at a time', '## A\n\n#### B\n\n##### C', [2, 3, 4]],
  ['goes up as far as it went', '# A\n\n## B\n\n### C\n\n# D\n\n## E', [2, 3, 4, 2, 3]],
  ['never goes above the second', '### A\n\n# B\n\n## C', [2, 2, 3]],
  ['ends with the sixth', '# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F', [2, 3, 4, 5, 6, 6]],
])('the outline of an answer %s', (_name, text, expected) => {
  expect(levels(text)).toEqual(expected);
});
