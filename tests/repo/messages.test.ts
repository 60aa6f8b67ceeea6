import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/repo/source-files.ts';

type Messages = Readonly<Record<string, { readonly message: string }>>;

const readLocale = (locale: string): Messages =>
  JSON.parse(readFileSync(`public/_locales/${locale}/messages.json`, 'utf8'));

const locales = readdirSync('public/_locales');
const english = readLocale('en');
const source = [
  ...sourceFiles(['lib', 'components', 'entrypoints'], ['.ts', '.tsx', '.html']),
  { path: 'wxt.config.ts', text: readFileSync('wxt.config.ts', 'utf8') },
];

/** Keys that text refers to by name: a call of `t`, or the browser's own form in the manifest and in documents. */
const named = (text: string): string[] =>
  [...text.matchAll(/\bt\('(\w+)'|__MSG_(\w+?)__/g)].map(([, called, marked]) => called ?? marked ?? '');

const placeholders = (message: string): string[] => [...new Set(message.match(/\$\d/g) ?? [])].sort();

describe.each(locales)('the messages of locale %s', (locale) => {
  const messages = readLocale(locale);

  it('have the keys of English, no more and no fewer', () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
  });

  it('use the placeholders of English', () => {
    for (const [key, { message }] of Object.entries(messages))
      expect(placeholders(message), key).toEqual(placeholders(english[key]?.message ?? ''));
  });

  it('are never empty and never contain markup', () => {
    for (const [key, { message }] of Object.entries(messages)) {
      expect(message.trim(), key).not.toBe('');
      expect(message, key).not.toMatch(/<[a-z/]/i);
    }
  });
});

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
  const unused = Object.keys(english).filter((key) => !text.includes(`'${key}'`) && !text.includes(`__MSG_${key}__`));
  expect(unused).toEqual([]);
});
