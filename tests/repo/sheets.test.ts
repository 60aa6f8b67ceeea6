import { describe, expect, it } from 'vitest';
import { drawnIn, sheetFaults } from '../support/repo/sheet-faults.ts';
import { sourceFiles } from '../support/repo/source-files.ts';

const sheets = sourceFiles(['components', 'entrypoints'], ['.css']);
const drawn = drawnIn(sourceFiles(['components', 'entrypoints', 'lib/platform'], ['.ts', '.tsx', '.html']));

it('the style sheets speak of nothing that nobody draws', () => {
  expect(drawn.classes.size).toBeGreaterThan(100);
  expect(sheetFaults(sheets, drawn)).toEqual([]);
});

it('every style sheet is part of a document', () => {
  const imported = sheets.flatMap(({ text }) => [...text.matchAll(/@import "(?:.*\/)?([\w-]+\.css)"/g)]);
  const names = new Set(imported.map(([, name]) => name));
  const parts = sheets.filter(({ path }) => path.startsWith('components/'));
  expect(parts.filter(({ path }) => !names.has(path.split('/').at(-1))).map(({ path }) => path)).toEqual([]);
});

describe('a planted rule is found', () => {
  const source = `const drawn = <p class={many ? 'row wide' : \`row \${kind}\`} data-state="open" />; mark(dataset, 'textSize', size);`;
  const planted = drawnIn([{ path: 'planted.tsx', text: source }]);
  const faults = (text: string) => sheetFaults([{ path: 'planted.css', text }], planted);

  it.each([
    ['for a class', '.row > .gone { gap: 0 }', 'planted.css: .gone'],
    ['for a class in a list', ':is(.row, .gone):hover { gap: 0 }', 'planted.css: .gone'],
    ['for an attribute', '.row[data-gone="yes"] { gap: 0 }', 'planted.css: [data-gone]'],
    ['in a condition', '@media (width < 400px) { .gone { gap: 0 } }', 'planted.css: .gone'],
    ['with a value that nobody uses', '.row { --gap: 0 }', '--gap is set and not used'],
    ['with a value that nobody sets', '.row { gap: var(--gap) }', '--gap is used and not set'],
  ])('%s', (_what, text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  it('and none for what is drawn', () => {
    const text =
      '/* .gone */ .row.wide[data-state="a.b"] { flex: 1.5 } :root[data-text-size="large"] .hljs-tag { gap: 0 }';
    expect(faults(text)).toEqual([]);
  });
});
