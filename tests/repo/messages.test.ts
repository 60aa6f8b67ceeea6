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
const asked = (key: string, messages: object): string =>
  `${key.replace(/_one$|_other$/, '')}_one` in messages ? key.replace(/_one$|_other$/, '') : key;

const unused = (messages: object, text: string): string[] =>
  Object.keys(messages).filter(
    (key) => !text.includes(`'${asked(key, messages)}'`) && !text.includes(`__MSG_${key}__`),
  );

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
    expect(unused(english, source.map(({ text }) => text).join('\n'))).toEqual([]);
  });

  it('hold every word that is drawn', () => {
    const drawn = sourceFiles(['components', 'entrypoints'], ['.tsx']).flatMap(drawnLiterals);
    expect(drawn.filter((literal) => !EXAMPLES.some((example) => literal.endsWith(`: ${example}`)))).toEqual([]);
  });
});

it('a text that nobody asks for is found', () => {
  const planted = { send: 0, pages_one: 0, pages_other: 0, extension_name: 0, gone: 0, left_one: 0, left_other: 0 };
  expect(unused(planted, "t('send') + tn('pages', 2) + '__MSG_extension_name__'")).toEqual([
    'gone',
    'left_one',
    'left_other',
  ]);
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
