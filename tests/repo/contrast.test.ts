import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const SHEET = readFileSync('components/styles/tokens.css', 'utf8');

/** The custom properties that a part of the sheet sets. */
const setIn = (css: string): [string, string][] =>
  [...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]);

const [, base = ''] = SHEET.match(/^:root \{([\s\S]*?)^\}/m) ?? [];
const [, more = ''] = SHEET.match(/prefers-contrast: more\) \{\s*:root \{([\s\S]*?)\}/) ?? [];
const TOKENS = new Map(setIn(base));
const WITH_MORE = new Map([...TOKENS, ...setIn(more)]);

type Scheme = 'light' | 'dark';

/** Red, green and blue of a token, each from 0 to 1. */
function colourOf(value: string, tokens: ReadonlyMap<string, string>, scheme: Scheme): number[] {
  const pair = /^light-dark\((.+), (.+)\)$/.exec(value);
  if (pair !== null) return colourOf(pair[scheme === 'light' ? 1 : 2] ?? '', tokens, scheme);
  const named = /^var\((.+)\)$/.exec(value);
  if (named !== null) return colourOf(tokens.get(named[1] ?? '') ?? '', tokens, scheme);
  const parts = /^#(..)(..)(..)$/.exec(value)?.slice(1);
  if (parts === undefined) throw new Error(`"${value}" is no colour.`);
  return parts.map((part) => Number.parseInt(part, 16) / 255);
}

/** Relative luminance, as WCAG 2 defines it. */
function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(front: string, ground: string, tokens: ReadonlyMap<string, string>, scheme: Scheme): number {
  const [light, dark] = [front, ground]
    .map((name) => luminance(colourOf(`var(--${name})`, tokens, scheme)))
    .sort((one, other) => other - one);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

const GROUNDS = ['surface', 'surface-raised', 'over', 'over-raised'];
const WORDS = ['text', 'text-muted', 'accent', 'accent-strong', 'danger'];
const CODE = ['code-word', 'code-text', 'code-value', 'code-name'];

const words = [
  ...GROUNDS.flatMap((ground) => WORDS.map((front) => [front, ground] as const)),
  ...CODE.map((front) => [front, 'surface-raised'] as const),
  ['on-accent', 'accent'] as const,
  ['on-accent', 'accent-strong'] as const,
  ['text', 'surface-pressed'] as const,
  ['text', 'surface-held'] as const,
  ['text', 'accent-soft'] as const,
  ['text-muted', 'accent-soft'] as const,
  ['accent', 'accent-soft'] as const,
];

describe.each(['light', 'dark'] as const)('the colours in the %s', (scheme) => {
  it.each([
    ['as they are', TOKENS, 4.5],
    ['with more contrast', WITH_MORE, 7],
  ] as const)('%s let all words be read', (_which, tokens, least) => {
    expect(words.filter(([front, ground]) => contrast(front, ground, tokens, scheme) < least)).toEqual([]);
  });

  it.each(['border', 'knot', 'accent'])('let a %s be seen on every ground', (front) => {
    const weak = GROUNDS.filter((ground) => contrast(front, ground, TOKENS, scheme) < 3);
    expect(weak).toEqual([]);
  });
});

it('in the dark, what lies over the rest is lighter than the rest', () => {
  const of = (name: string) => luminance(colourOf(`var(--${name})`, TOKENS, 'dark'));
  expect(of('over')).toBeGreaterThan(of('surface'));
  expect(of('over-raised')).toBeGreaterThan(of('over'));
});

it('a pair that is hard to read is found', () => {
  expect(contrast('hairline', 'surface', TOKENS, 'light')).toBeLessThan(1.5);
  expect(contrast('text', 'surface', TOKENS, 'dark')).toBeGreaterThan(12);
});
