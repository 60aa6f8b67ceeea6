import { relative } from 'node:path';
import type { Outcome } from './outcome.ts';
import { outcomeOf, type TestRun } from './vitest.ts';

/** With more files than these failing it is no accident of one browser. */
const MOST_FILES = 3;

/**
 * Runs test files, and once more those few that failed, by themselves: docs/decisions/2026-11-22-second-attempt.md. What passes only
 * then is named in the outcome.
 *
 * @param attempt Runs the files whose paths are given; all of them without any.
 */
export function inTwoAttempts(attempt: (paths: readonly string[]) => TestRun): Outcome {
  const first = attempt([]);
  const failed = first.files.filter(({ ok }) => !ok).map(({ path }) => path);
  if (first.ok || failed.length === 0 || failed.length > MOST_FILES) return outcomeOf(first);

  console.log(`\nA second attempt, after the failure above: ${failed.map(shortened).join(', ')}`);
  const second = attempt(failed);
  const ranAgain = new Set(second.files.map(({ path }) => path));
  const others = first.files.filter(({ path }) => !ranAgain.has(path));
  const ok = second.ok && others.every((file) => file.ok);
  const secondAttempts = second.files.filter((file) => file.ok).map(({ path }) => shortened(path));
  return { ...outcomeOf({ ok, files: [...others, ...second.files] }), secondAttempts };
}

const shortened = (path: string) => relative(process.cwd(), path);
