import type { Page } from 'puppeteer-core';
import { waitFor } from './wait-for.ts';

export type Highlighted = { readonly words: string; readonly inView: boolean };

/** What the extension has highlighted on a page, once it has and the scrolling is over. */
export function highlighted(page: Page): Promise<Highlighted> {
  return waitFor('highlighted words in view', async () => {
    const seen = await page.evaluate(readHighlight);
    return seen?.inView === true ? seen : null;
  });
}

/** Runs in the page. */
function readHighlight(): Highlighted | null {
  const [range] = [...(CSS.highlights.get('sitethread') ?? [])];
  if (!(range instanceof Range)) return null;
  const { top, bottom, height } = range.getBoundingClientRect();
  const inView = height > 0 && top >= 0 && bottom <= innerHeight;
  return { words: range.toString().replace(/\s+/g, ' ').trim(), inView };
}
