import puppeteer, { type Browser } from 'puppeteer-core';
import { findBrowser } from './find-browser.ts';

/** A headless Chromium on a new profile, for measurements: a step of theirs may take two minutes. */
export function launchHeadless(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0; // Chromium refuses its sandbox to root.
  return puppeteer.launch({
    executablePath: findBrowser('chromium').path,
    headless: true,
    pipe: true,
    protocolTimeout: 120_000,
    args: [...(isRoot ? ['--no-sandbox'] : []), '--no-first-run'],
  });
}
