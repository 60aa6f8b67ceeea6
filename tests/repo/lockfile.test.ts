import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Lockfile, missingBinaries } from '../../scripts/lockfile/missing-binaries.ts';
import { platformOf } from '../../scripts/lockfile/platform-of.ts';

it('names the binaries of every platform, so that npm ci works on all of them', () => {
  const lockfile: Lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  // After npm install: node scripts/complete-lockfile.ts
  expect(missingBinaries(lockfile)).toEqual([]);
});

it('misses a binary that no node_modules above its package has', () => {
  const optional = { '@x/cli-linux-x64': '1.0.0', '@x/cli-win32-x64': '1.0.0' };
  const lockfile = {
    packages: {
      '': {},
      'node_modules/a/node_modules/x': { optionalDependencies: optional, dev: true },
      'node_modules/a/node_modules/@x/cli-linux-x64': { version: '1.0.0' },
    },
  };
  expect(missingBinaries(lockfile)).toEqual([{ name: '@x/cli-win32-x64', version: '1.0.0', dev: true }]);
});

it.each([
  ['@biomejs/cli-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@biomejs/cli-linux-arm64', { os: ['linux'], cpu: ['arm64'], libc: ['glibc'] }],
  ['@oxc-parser/binding-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
  ['@oxc-parser/binding-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
  ['@biomejs/cli-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['fsevents', null],
])('reads the platform of %s in its name', (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});
