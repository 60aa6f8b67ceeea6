import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawnLiterals } from '../support/repo/drawn-literals.ts';
import { sourceFiles } from '../support/repo/source-files.ts';

type Messages = Readonly<Record<string, { readonly message: string }>>;

const english: Messages = JSON.parse(readFileSync('public/_locales/en/messages.json', 'utf8'));
const source = [
  ...sourceFiles(['lib', 'components', 'entrypoints'], ['.ts', '.tsx', '.html']),
  { path: 'wxt.config.ts', text: readFileSync('wxt.config.ts', 'utf8') },
];

/** What an address or a name looks like is the same everywhere. */
const EXAMPLES = ['https://…/v1', 'vs_…', 'bank.example'];

/** Keys that text refers to by name: a call of `t` or `tn`, or the browser's own form in the manifest and in documents. */
const named = (text: string): string[] =>
  [...text.matchAll(/\bt\('(\w+)'|\btn\('(\w+)'|__MSG_(\w+?)__/g)].map(
    ([, called, counted, marked]) => called ?? marked ?? `${counted}_other`,
  );

/** The name by which code asks for a key: plural forms are asked for together. */
const asked = (key: string): string =>
  `${key.replace(/_one$|_other$/, '')}_one` in english ? key.replace(/_one$|_other$/, '') : key;

describe('the messages', () => {
  it('exist for every key that the source names', () => {
    const unknown = source.flatMap(({ path, text }) =>
      named(text)
        .filter((key) => !(key in english))
        .map((key) => `${path}: ${key}`),
    );
    expect(unknown).toEqual([]);
  });

  it('are all used', () => {
    const text = source.map((file) => file.text).join('\n');
    const unused = Object.keys(english).filter(
      (key) => !text.includes(`'${asked(key)}'`) && !text.includes(`__MSG_${key}__`),
    );
    expect(unused).toEqual([]);
  });

  it('hold every word that is drawn', () => {
    const drawn = sourceFiles(['components', 'entrypoints'], ['.tsx']).flatMap(drawnLiterals);
    expect(drawn.filter((literal) => !EXAMPLES.some((example) => literal.endsWith(`: ${example}`)))).toEqual([]);
  });
});

describe('a word that is drawn is found', () => {
  it.each([
    ['as text', '<p>Hello</p>', 'Hello'],
    ['as a label', '<button aria-label="Send" />', 'Send'],
    ['behind a condition', '<p>{ready ? t("ready") : "Wait"}</p>', 'Wait'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source to be looked through
    ['in a template', '<p title={`Page ${page}`} />', 'Page'],
  ])('%s', (_name, text, word) => {
    expect(drawnLiterals({ path: 'a.tsx', text: `const drawn = ${text};` })).toEqual([`a.tsx: ${word}`]);
  });

  it('and keys, classes and comparisons are none', () => {
    const text = '<p class="note" data-kind="done">{state === "open" ? t("task_open") : 7}</p>';
    expect(drawnLiterals({ path: 'a.tsx', text: `const drawn = ${text};` })).toEqual([]);
  });
});
