import type { PageSnapshot } from '../../../lib/page/snapshot.ts';
import { bundle } from '../bundle.ts';
import type { CorpusPage } from './corpus.ts';
import { openPageBrowser } from './in-browser.ts';

/** What the script that is shipped makes of each page in Chromium, by the page's id. */
export async function capture(pages: readonly CorpusPage[]) {
  const script = await bundle({ entry: 'entrypoints/capture.ts', format: 'iife', name: 'capture' });
  const browser = await openPageBrowser();
  try {
    const snapshots = new Map<string, PageSnapshot>();
    for (const source of pages) {
      const snapshot = await browser.visit(source, async (page) => {
        await page.evaluate(script);
        return (await page.evaluate('capture.main()')) as PageSnapshot;
      });
      snapshots.set(source.id, snapshot);
    }
    return { version: browser.version, snapshots };
  } finally {
    await browser.close();
  }
}
