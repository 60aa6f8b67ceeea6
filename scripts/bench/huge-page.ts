import type { Browser } from 'puppeteer-core';
import { launchHeadless } from '../browsers/launch-headless.ts';
import { bundle } from './bundle.ts';
import { HUGE_PAGES } from './huge-page/pages.ts';

/** Milliseconds, but for `nodes` and `characters`. */
export type HugePageResult = {
  readonly page: string;
  /** Elements and texts. */
  readonly nodes: number;
  /** Of the page's source. */
  readonly characters: number;
  readonly total: number;
  /** Of the tasks over 50 ms; 0 when there are none. */
  readonly longest: number;
  readonly tasksOver50: number;
  /** The longest time from one frame that the page drew to the next. */
  readonly frame: number;
};

/** Captures made-up pages of 100,000 nodes and more as the shipped script does, and watches whether the page stays usable. */
export async function measureHugePages(): Promise<HugePageResult[]> {
  const script = await bundle({ entry: 'entrypoints/capture.ts', format: 'iife', name: 'capture' });
  const browser = await launchHeadless();
  try {
    const results: HugePageResult[] = [];
    for (const [page, source] of Object.entries(HUGE_PAGES)) {
      results.push({ page, ...(await measure(browser, source(), script)) });
    }
    return results;
  } finally {
    await browser.close();
  }
}

async function measure(browser: Browser, source: string, script: string): Promise<Omit<HugePageResult, 'page'>> {
  const page = await browser.newPage();
  await page.setContent(source);
  await page.evaluate(script);
  const measured = await page.evaluate(captureAndWatch);
  await page.close();
  return { ...measured, characters: source.length };
}

/** Runs in the page, beside the capture script, and may use nothing from outside. */
async function captureAndWatch(): Promise<Omit<HugePageResult, 'page' | 'characters'>> {
  document.body.getBoundingClientRect();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  let nodes = 1;
  while (walker.nextNode()) nodes += 1;
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  });
  // What was done until here is one task of its own.
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.observe({ entryTypes: ['longtask'] });
  let frame = 0;
  let last = performance.now();
  const drawn = (now: number): void => {
    frame = Math.max(frame, now - last);
    last = now;
    next = requestAnimationFrame(drawn);
  };
  let next = requestAnimationFrame(drawn);
  const begun = performance.now();
  await Reflect.get(globalThis, 'capture').main();
  const total = performance.now() - begun;
  await new Promise((resolve) => setTimeout(resolve, 100));
  cancelAnimationFrame(next);
  observer.disconnect();
  return { nodes, total, longest: Math.max(0, ...tasks), tasksOver50: tasks.length, frame };
}

export function hugePageTable(results: readonly HugePageResult[]): string {
  const lines = results.map(
    ({ page, nodes, characters, total, longest, tasksOver50, frame }) =>
      `| ${page} | ${nodes.toLocaleString('en')} | ${(characters / 1e6).toFixed(1)} MB | ${Math.round(total)} | ${longest === 0 ? '< 50' : Math.round(longest)} | ${tasksOver50} | ${Math.round(frame)} |`,
  );
  return [
    '| page | nodes | source | ms in all | longest task, ms | tasks over 50 ms | longest frame, ms |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
  ].join('\n');
}
