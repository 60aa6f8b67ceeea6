import { expect, it } from 'vitest';
import { sourceFiles } from '../support/repo/source-files.ts';

/** Text that is measured in pixels stays as it is when the user asks for larger text. */
const IN_PIXELS = /(?<![\w-])(?:font|font-size|line-height)\s*:[^;]*\d(?:px|pt)\b/;

const sheets = sourceFiles(['components', 'entrypoints'], ['.css']);

it('all text grows with the size that the user has chosen', () => {
  expect(sheets.length).toBeGreaterThan(10);
  expect(sheets.filter(({ text }) => IN_PIXELS.test(text)).map(({ path }) => path)).toEqual([]);
});

it.each(['font-size: 14px', 'font: 600 11px / 12px var(--font)', 'line-height: 20.5px', 'font-size: calc(1rem + 2px)'])(
  'a planted %s is found',
  (line) => {
    expect(`p {\n  ${line};\n}`).toMatch(IN_PIXELS);
  },
);
