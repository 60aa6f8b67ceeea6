import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.ts';

type Report = { readonly numPassedTests: number; readonly numFailedTests: number };

/** Runs one vitest project and counts its tests; whatever else went wrong in it counts as one failure. */
export function vitest(project: string, ...parameters: string[]): { passed: number; failed: number } {
  const folder = mkdtempSync(join(tmpdir(), 'sitethread-vitest-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { ok } = run('vitest', ['run', '--project', project, ...reporters, ...parameters]);
  const report: Report = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { numPassedTests: 0, numFailedTests: 0 };
  rmSync(folder, { recursive: true, force: true });
  return { passed: report.numPassedTests, failed: ok ? 0 : Math.max(1, report.numFailedTests) };
}
