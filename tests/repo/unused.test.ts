import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeFolder, temporaryFolder } from '../support/browser/temporary-folder.ts';

const folder = temporaryFolder('unused');
let report: string;

beforeAll(() => {
  const parts = [
    'lib',
    'components',
    'entrypoints',
    'scripts',
    'tests',
    'public',
    'knip.json',
    'package.json',
    'tsconfig.json',
  ];
  for (const part of [...parts, 'wxt.config.ts', 'vitest.config.ts', 'biome.json', '.dependency-cruiser.cjs'])
    if (existsSync(part)) cpSync(resolve(part), join(folder, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'lib', 'planted-file.ts'), 'export const nobodyReadsThisFile = 1;\n');
  const errors = join(folder, 'lib', 'errors.ts');
  cpSync(resolve('lib/errors.ts'), errors);
  writeFileSync(errors, '\nexport const nobodyReadsThisName = 1;\n', { flag: 'a' });
  const { stdout, stderr } = spawnSync(process.execPath, [resolve('node_modules/knip/bin/knip.js')], {
    cwd: folder,
    encoding: 'utf8',
  });
  report = stdout + stderr;
}, 60_000);

afterAll(() => removeFolder(folder));

it('a planted file that nothing imports is reported', () => {
  expect(report).toContain('lib/planted-file.ts');
});

it('a planted export that nothing uses is reported', () => {
  expect(report).toContain('nobodyReadsThisName');
});
