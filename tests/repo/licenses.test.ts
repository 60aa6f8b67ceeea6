import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { licensesText, shippedPackages } from '../../scripts/build/licenses.ts';
import { builtExtension } from '../support/browser/built-extension.ts';
import { sourceFiles } from '../support/repo/source-files.ts';

const packages = shippedPackages(resolve('.'));
const names = packages.map(({ folder }) => folder.replace(/^.*node_modules\//, ''));

/** Packages that the product's source names; WXT's helpers are the builder's own few lines. */
const imported = new Set(
  sourceFiles(['lib', 'components', 'entrypoints'], ['.ts', '.tsx'])
    .flatMap(({ text }) => [...text.matchAll(/^import (?!type )[^;]*?from '([^.'][^']*)'|import\('([^.'][^']*)'\)/gm)])
    .map(([, named, loaded]) =>
      (named ?? loaded ?? '')
        .split('/')
        .slice(0, named?.startsWith('@') ? 2 : 1)
        .join('/'),
    )
    .filter((name) => name !== '' && name !== 'wxt'),
);

describe('the licenses of what is inside', () => {
  it('are there in full for every package that the source imports', () => {
    expect(imported.size).toBeGreaterThan(5);
    expect([...imported].filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(['chrome', 'firefox'] as const)('are in the build for %s', (target) => {
    const text = readFileSync(join(builtExtension(target), 'licenses.txt'), 'utf8');
    expect(text).toBe(licensesText(resolve('.')));
    for (const name of names) expect(text).toContain(`${name} `);
    expect(text).toMatch(/Permission is hereby granted|Apache License/);
  });
});
