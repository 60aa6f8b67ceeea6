import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STEPS } from '../../scripts/checks/steps.ts';
import { documentFaults } from '../support/repo/document-faults.ts';
import { sourceFiles } from '../support/repo/source-files.ts';

type Names = Readonly<Record<string, string>>;
type Package = { readonly scripts: Names; readonly dependencies: Names; readonly devDependencies: Names };

const { scripts, dependencies, devDependencies }: Package = JSON.parse(readFileSync('package.json', 'utf8'));
const known = { commands: Object.keys(scripts), steps: STEPS.map(({ id }) => id) };

const documents = [
  ...readdirSync('.')
    .filter((name) => name.endsWith('.md'))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') })),
  ...sourceFiles(['docs'], ['.md']),
];

const isDated = (path: string) => path === 'CHANGELOG.md' || path.startsWith('docs/decisions/');

it('what documents link to, name and tell to run is there', () => {
  expect(documents.length).toBeGreaterThan(20);
  expect(documents.flatMap((one) => documentFaults(one, known, isDated(one.path)))).toEqual([]);
});

it('every package has earned its place, and none that is gone', () => {
  const text = readFileSync('docs/dependencies.md', 'utf8').split('## From Debian')[0] ?? '';
  const reasons = [...text.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  expect(reasons.sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort());
});

describe('a fault is found:', () => {
  const faults = (text: string, dated = false) => documentFaults({ path: 'docs/planted.md', text }, known, dated);

  it.each([
    ['a link to no file', 'See [this](../lib/nothing.ts).', '../lib/nothing.ts'],
    ['a link to no heading', 'See [this](dependencies.md#nothing).', 'dependencies.md#nothing'],
    ['an image that is missing', '<img src="screenshots/nothing.png">', 'screenshots/nothing.png'],
    ['a file that is gone', 'It is in `lib/nothing.ts`.', 'lib/nothing.ts'],
    ['a command that is none', 'Run `npm run nothing`.', 'nothing'],
    ['a script that is none', 'Run `node scripts/start.mjs nothing`.', 'nothing'],
    ['a check that is none', 'Run `npm test -- types nothing`.', 'nothing'],
  ])('%s', (_what, text, fault) => {
    expect(faults(text)).toEqual([`docs/planted.md: ${fault}`]);
  });

  it('none in what is there', () => {
    const text =
      '[a](dependencies.md#from-debian) [b](https://example.org/x) `lib/errors.ts` `tests/e2e/*.test.ts` `npm run build`';
    expect(faults(text)).toEqual([]);
  });

  it('and what was decided may name what is gone, but links still lead somewhere', () => {
    expect(faults('`lib/nothing.ts` and [this](nothing.md)', true)).toEqual(['docs/planted.md: nothing.md']);
  });
});
