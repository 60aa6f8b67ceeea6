import { REQUIREMENTS, type RequirementName } from '../browsers/requirements.ts';
import { build } from './build.ts';
import type { Outcome } from './outcome.ts';
import { run } from './run.ts';
import { inTwoAttempts } from './second-attempt.ts';
import { outcomeOf, runTests } from './vitest.ts';

export type Step = { readonly id: string; readonly title: string; readonly run: () => Outcome };

/** Biome has an option of its own for what NO_COLOR says. */
const PLAIN = process.stdout.isTTY ? [] : ['--colors=off'];

/** Every check there is, in the order in which a mistake is cheapest to find. */
export const STEPS: readonly Step[] = [
  { id: 'types', title: 'Types', run: () => one('tsc') },
  { id: 'lint', title: 'Lint and format', run: () => one('biome', 'ci', '--error-on-warnings', ...PLAIN, '.') },
  { id: 'boundaries', title: 'Folder boundaries', run: () => one('depcruise', 'lib', 'components', 'entrypoints') },
  { id: 'unused', title: 'Unused code', run: () => one('knip') },
  { id: 'unit', title: 'Unit tests', run: () => outcomeOf(runTests('unit')) },
  { id: 'build', title: 'Build for Chrome and Firefox', run: buildBoth },
  { id: 'repo', title: 'Repository and built files', run: () => outcomeOf(runTests('repo')) },
  {
    id: 'chromium',
    title: 'End to end in Chromium',
    run: () => inBrowser(['chromium', 'fonts', 'display'], '--exclude', '**/firefox*.test.ts'),
  },
  {
    id: 'firefox',
    title: 'End to end in Firefox',
    run: () => inBrowser(['firefox', 'fonts', 'display'], 'tests/e2e/firefox'),
  },
];

function one(program: string, ...parameters: string[]): Outcome {
  return run(program, parameters).ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function buildBoth(): Outcome {
  build('chrome', 'inherit');
  build('firefox', 'inherit');
  return { passed: 2, failed: 0 };
}

/** A browser test that cannot run is a failed check, never a skipped one. */
function inBrowser(needs: readonly RequirementName[], ...parameters: string[]): Outcome {
  const missing = needs.filter((name) => !REQUIREMENTS[name].isThere());
  for (const name of missing) console.log(REQUIREMENTS[name].advice);
  if (missing.length > 0) return { passed: 0, failed: 1 };
  return inTwoAttempts((paths) => runTests('e2e', ...(paths.length === 0 ? parameters : paths)));
}
