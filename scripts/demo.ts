/**
 * `npm run demo -- [url or file] [--headless] [--keep-open]`: the extension at work in a real browser, without key and without
 * network: toolbar button, side panel, Summarize; then the summary with its citations in the terminal and two pictures.
 */
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { highlighted } from '../tests/support/browser/highlighted.ts';
import { readOptions } from './demo/options.ts';
import { printAnswer } from './demo/print-answer.ts';
import { readAnswer } from './demo/read-answer.ts';
import { shownPage } from './demo/shown-page.ts';
import { hasDisplay, startBrowser } from './demo/start-browser.ts';

const PICTURES = 'demo-output';

const plain = (text: string) => text.replace(/\s+/g, ' ');

async function demo(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const shown = await shownPage(options.page);
  const headless = options.headless || !hasDisplay();
  if (headless && !options.headless) console.log('There is no display here: the browser runs without a window.');
  const browser = await startBrowser(headless);
  try {
    const page = await browser.open(shown.url);
    console.log(`Opened ${shown.url} (${await page.title()})`);
    const panel = await browser.openPanel(page);
    console.log('Clicked the toolbar button; the side panel is open. Summarizing ...');
    const start = Date.now();
    await panel.summarize();
    const { status } = await panel.answer();
    if (status !== 'completed') throw new Error(`The summary ended as ${status}: ${await panel.status()}`);
    console.log(`Done in ${((Date.now() - start) / 1000).toFixed(1)} s.`);

    // biome-ignore lint/performance/useDomNodeTextContent: the words as they are laid out, not those in hidden elements
    const text = plain(await page.evaluate(() => document.body.innerText));
    printAnswer(await readAnswer(panel.surface), (words) => text.includes(plain(words)));

    await panel.followCitation(0);
    const { words } = await highlighted(page);
    console.log(`Clicked the first citation: the page scrolled to "${words}" and highlights it.`);

    mkdirSync(PICTURES, { recursive: true });
    await panel.surface.screenshot(join(PICTURES, 'panel.png'));
    await page.screenshot({ path: join(PICTURES, 'page.png') as `${string}.png` });
    for (const name of ['panel.png', 'page.png']) console.log(`Saved ${relative('.', join(PICTURES, name))}`);
    if (options.keepOpen) await new Promise((closed) => browser.browser.once('disconnected', closed));
  } finally {
    await browser.close().catch(() => undefined);
    shown.close();
  }
}

demo().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
