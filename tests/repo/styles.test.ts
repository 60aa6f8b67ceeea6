import { expect, it } from 'vitest';
import { sourceFiles } from '../support/repo/source-files.ts';

/** A side by its place on the screen, which is wrong in every language that is read from right to left. */
const SIDE =
  /(?<![\w-])(left|right|float:\s*(left|right)|text-align:\s*(left|right)|(margin|padding|border|inset|scroll-margin)-(left|right)[\w-]*)\s*[:;]/;

/** Four values in which the second, the right one, is not the fourth, the left one; corners alike. */
const FOUR = /(?:margin|padding|inset|border-width|border-radius):\s*(\S+)\s+(\S+)\s+(\S+)\s+([^\s;]+);/g;

function sidesIn(text: string): string[] {
  const rules = text.replace(/\/\*[\s\S]*?\*\//g, '').split('\n');
  return rules.filter(
    (rule) => SIDE.test(rule) || [...rule.matchAll(FOUR)].some(([, , right, , left]) => right !== left),
  );
}

it('the style sheets name sides by the direction of reading', () => {
  const sheets = sourceFiles(['components', 'entrypoints'], ['.css']);
  const found = sheets.flatMap(({ path, text }) => sidesIn(text).map((rule) => `${path}: ${rule.trim()}`));
  expect(found).toEqual([]);
});

it.each(['  margin-left: 4px;', '  right: 0;', '  text-align: right;', '  padding: 4px 12px 4px 0;', '  float: left;'])(
  'a sheet with "%s" is found',
  (rule) => {
    expect(sidesIn(`a {\n${rule}\n}`)).toEqual([rule]);
  },
);

it.each(['  margin-inline-start: 4px;', '  padding: 4px 8px 0 8px;', '  text-align: start;', '  inset-inline: 0;'])(
  'a sheet with "%s" is not',
  (rule) => {
    expect(sidesIn(`a {\n${rule}\n}`)).toEqual([]);
  },
);
