import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { inTwoAttempts } from '../../scripts/checks/second-attempt.ts';
import type { TestFile, TestRun } from '../../scripts/checks/vitest.ts';

const file = (name: string, failed = 0): TestFile => ({ path: resolve(name), passed: 2, failed, ok: failed === 0 });
const ran = (...files: TestFile[]): TestRun => ({ ok: files.every(({ ok }) => ok), files });

/** Answers the attempts one after the other, and notes which files each of them was for. */
function attempts(...runs: TestRun[]) {
  const wanted: (readonly string[])[] = [];
  const outcome = inTwoAttempts((paths) => {
    wanted.push(paths);
    const run = runs[wanted.length - 1];
    if (run === undefined) throw new Error('One attempt too many.');
    return run;
  });
  return { outcome, wanted };
}

it('runs nothing again where all passed', () => {
  expect(attempts(ran(file('a'), file('b')))).toEqual({ outcome: { passed: 4, failed: 0 }, wanted: [[]] });
});

it('runs what failed once more, and names it', () => {
  expect(attempts(ran(file('a'), file('b', 1)), ran(file('b')))).toEqual({
    outcome: { passed: 4, failed: 0, secondAttempts: ['b'] },
    wanted: [[], [resolve('b')]],
  });
});

it('lets what fails twice fail', () => {
  expect(attempts(ran(file('a'), file('b', 1), file('c', 1)), ran(file('b'), file('c', 2))).outcome).toEqual({
    passed: 6,
    failed: 2,
    secondAttempts: ['b'],
  });
});

it('lets fail what the second attempt has not run', () => {
  expect(attempts(ran(file('a', 1), file('b', 1)), ran(file('b'))).outcome).toEqual({
    passed: 4,
    failed: 1,
    secondAttempts: ['b'],
  });
});

it('takes many failures for no accident', () => {
  const { outcome } = attempts(ran(file('a', 1), file('b', 1), file('c', 1), file('d', 1)));
  expect(outcome).toEqual({ passed: 8, failed: 4 });
});

it('fails where something else than a test went wrong, or no report came', () => {
  expect(attempts({ ok: false, files: [file('a')] }).outcome).toEqual({ passed: 2, failed: 1 });
  expect(attempts({ ok: false, files: [] }).outcome).toEqual({ passed: 0, failed: 1 });
  expect(attempts(ran(file('a', 1)), { ok: false, files: [] }).outcome).toMatchObject({ failed: 1 });
});
