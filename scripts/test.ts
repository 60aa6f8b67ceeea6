/**
 * `npm test [-- <step> ...]`: every check there is, or only the steps named (types, lint, boundaries, unused, unit, build, repo,
 * chromium, firefox). A failed step stops nothing; the last line counts.
 */
import { ensure } from './browsers/ensure.ts';
import type { Outcome } from './checks/outcome.ts';
import { STEPS, type Step } from './checks/steps.ts';

type Result = Outcome & { readonly title: string; readonly seconds: number };

function perform({ title, run }: Step): Result {
  console.log(`\n== ${title}`);
  const start = performance.now();
  const outcome = outcomeOf(run);
  const seconds = (performance.now() - start) / 1000;
  console.log(`${outcome.failed === 0 ? 'ok' : 'FAILED'}, ${seconds.toFixed(1)} s`);
  return { ...outcome, title, seconds };
}

function outcomeOf(run: () => Outcome): Outcome {
  try {
    return run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

// Colours are for people; in a file they hide the words.
if (!process.stdout.isTTY) process.env['NO_COLOR'] = '1';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((id) => STEPS.every((step) => step.id !== id));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. Steps: ${STEPS.map(({ id }) => id).join(', ')}.`);
  process.exit(1);
}
const steps = wanted.length === 0 ? STEPS : STEPS.filter(({ id }) => wanted.includes(id));
if (steps.some(({ id }) => id === 'chromium' || id === 'firefox')) {
  outcomeOf(() => {
    ensure('chromium', 'firefox', 'fonts', 'display');
    return { passed: 0, failed: 0 };
  });
}

const results = steps.map(perform);
const sum = (pick: (result: Result) => number) => results.reduce((total, result) => total + pick(result), 0);

console.log('\n== Summary');
for (const { title, passed, failed, seconds } of results) {
  const mark = failed === 0 ? 'ok    ' : 'FAILED';
  console.log(`${mark}  ${title.padEnd(30)} ${seconds.toFixed(1).padStart(7)} s  ${passed} passed, ${failed} failed`);
}
for (const file of results.flatMap(({ secondAttempts = [] }) => secondAttempts)) {
  console.log(`!       ${file} passed only at a second attempt: what went wrong at the first stands above`);
}
console.log(`${sum(({ seconds }) => seconds).toFixed(0)} s in all\n`);
console.log(`${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed`);
process.exitCode = results.every(({ failed }) => failed === 0) ? 0 : 1;
