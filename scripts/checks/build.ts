import { run } from './run.ts';

/** Builds the extension for one browser; throws with what the build said. */
export function build(browser: 'chrome' | 'firefox', stdio: 'inherit' | 'pipe'): void {
  const { ok, output } = run('wxt', ['build', '--browser', browser], stdio);
  if (!ok) throw new Error(`The build for ${browser} failed.${output === '' ? '' : `\n${output.trim()}`}`);
}
