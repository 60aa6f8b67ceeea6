import { once } from 'node:events';
import type { Browser } from 'puppeteer-core';

/** Its processes are a group of their own, which Puppeteer's own way to start them sees to. */
export async function killProcesses(browser: Browser): Promise<void> {
  const main = browser.process();
  if (main?.pid === undefined) throw new Error('The browser is not running.');
  const ended = once(main, 'exit');
  process.kill(-main.pid, 'SIGKILL');
  await ended;
}
