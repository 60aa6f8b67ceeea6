import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from './outcome.ts';
import { run } from './run.ts';

/** What one run of test files came to. */
export type TestRun = {
  /** Whether nothing at all went wrong; tests may have passed and something else not. */
  readonly ok: boolean;
  /** By the path of the file; empty where there is no report. */
  readonly files: readonly TestFile[];
};

export type TestFile = {
  readonly path: string;
  readonly passed: number;
  readonly failed: number;
  readonly ok: boolean;
};

/** Runs one vitest project. Parameters are those of `vitest run`: options, and parts of paths of the files wanted. */
export function runTests(project: string, ...parameters: string[]): TestRun {
  const folder = mkdtempSync(join(tmpdir(), 'sitethread-vitest-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { ok } = run('vitest', ['run', '--project', project, ...reporters, ...parameters]);
  const files = existsSync(file) ? readReport(readFileSync(file, 'utf8')) : [];
  rmSync(folder, { recursive: true, force: true });
  return { ok, files };
}

/** Counts a run's tests; whatever else went wrong in it counts as one failure. */
export function outcomeOf({ ok, files }: TestRun): Outcome {
  const sum = (what: 'passed' | 'failed') => files.reduce((total, file) => total + file[what], 0);
  return { passed: sum('passed'), failed: ok ? 0 : Math.max(1, sum('failed')) };
}

type Report = {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
};

/** Of vitest's JSON reporter, whose format is Jest's. */
function readReport(json: string): TestFile[] {
  const { testResults }: Report = JSON.parse(json);
  return testResults.map(({ name, status, assertionResults }) => ({
    path: name,
    ok: status === 'passed',
    passed: assertionResults.filter((test) => test.status === 'passed').length,
    failed: assertionResults.filter((test) => test.status === 'failed').length,
  }));
}
