import type { Page } from 'puppeteer-core';
import { bundle } from '../../../scripts/bench/bundle.ts';
import type { ThreadGiven } from '../../../scripts/bench/panel/in-page.ts';
import type { Chromium } from './chromium.ts';

/** A document of the extension that can write threads to its database, as so many questions would have left them. */
export async function openFiller(chromium: Pick<Chromium, 'openDocument'>): Promise<Page> {
  const { page } = await chromium.openDocument('options.html');
  await page.evaluate(await bundle({ entry: 'scripts/bench/panel/in-page.ts', format: 'iife' }));
  return page;
}

/** Each thread becomes the current one of its site. `findable`: messages that a search finds; no other is found. */
export async function fillThreads(
  chromium: Pick<Chromium, 'openDocument'>,
  threads: readonly ThreadGiven[],
  findable: readonly string[] = [],
): Promise<void> {
  const page = await openFiller(chromium);
  await page.evaluate((given) => Reflect.get(globalThis, 'panelBenchmark').fillThreads(given, false), [...threads]);
  for (const id of findable)
    await page.evaluate((message) => Reflect.get(globalThis, 'panelBenchmark').makeFindable(message), id);
  await page.close();
}
