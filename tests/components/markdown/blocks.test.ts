import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, createBlockReader } from '../../../components/markdown/blocks.ts';

const PIECES = [
  'Some words. ',
  '**bold** ',
  '`code` ',
  '【4】',
  '【4, 9】',
  '\n',
  '\n\n',
  '# Head\n',
  '- item\n',
  '1. first\n',
  '2. second\n',
  '  - deep\n',
  '> quote\n',
  '| a | b |\n|--|--|\n',
  '| 1 | 2 |\n',
  '```js\n',
  '```\n',
  '---\n',
  '===\n',
  '[x](https://example.org) ',
  'https://example.com ',
  '<div>\n',
  '</div>\n',
  '[ref][a] ',
  '[a]: https://example.net\n',
  '&amp; ',
  '\r\n',
  '    four\n',
  '\t',
  '* ',
  '2024',
  '~~~\n',
  '\\',
  '$$',
  '$$\n',
  '$x^2$ ',
  '$5 ',
  '\\[',
  '\\]\n',
  '\\begin{align}\n',
  '\\end{align}\n',
  '[^1] ',
  '[^1]: note\n',
];

const shape = (blocks: readonly Block[]) =>
  blocks.map(({ token, markers }) => [token.type, token.raw.trimEnd(), markers]);

describe('the block reader', () => {
  it('reads a growing text to the same blocks as the whole text at once', () => {
    const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 24 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(12), { minLength: 1 }), (whole, steps) => {
        const read = createBlockReader();
        let at = 0;
        for (let index = 0; at < whole.length; index += 1) {
          at += 1 + (steps[index % steps.length] ?? 0);
          read(whole.slice(0, at), false);
        }
        expect(shape(read(whole, true))).toEqual(shape(createBlockReader()(whole, true)));
      }),
      { numRuns: 1500 },
    );
  }, 60_000);

  it('keeps the blocks that nothing to come can change', () => {
    const read = createBlockReader();
    const [first] = read('One.\n\nTwo', false);
    expect(read('One.\n\nTwo and more', false)[0]).toBe(first);
    expect(read('One.\n\nTwo and more.', true)[0]).toBe(first);
  });

  it('waits with a list until it is clear that no further item follows', () => {
    const read = createBlockReader();
    read('1. one\n\n2', false);
    expect(read('1. one\n\n2. two', true)).toHaveLength(1);
  });
});
