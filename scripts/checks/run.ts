import { type StdioOptions, spawnSync } from 'node:child_process';

export type Ran = { readonly ok: boolean; readonly output: string };

/** Runs a program of node_modules/.bin (scripts/start.mjs has put it on the path) in the project's folder. */
export function run(program: string, parameters: readonly string[], stdio: StdioOptions = 'inherit'): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, {
    stdio,
    encoding: 'utf8',
    shell: process.platform === 'win32', // the .cmd files of npm are not programs there
    maxBuffer: 64 * 1024 * 1024,
  });
  const output = `${stdout ?? ''}${stderr ?? ''}${error === undefined ? '' : error.message}`;
  return { ok: status === 0, output };
}
