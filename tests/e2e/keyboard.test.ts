import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { type Display, openDisplay } from '../support/browser/display.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import { waitFor } from '../support/browser/wait-for.ts';

// A key press that passes through the browser's own shortcuts needs a screen; elsewhere than on Linux that is somebody's desk.
describe.runIf(process.platform === 'linux')('a real key press', () => {
  let pages: Pages;
  let display: Display;
  let chromium: Chromium;
  let page: Page;

  beforeAll(async () => {
    pages = await servePages({ bees: { '/': BEES } });
    display = await openDisplay();
    chromium = await launchChromium({ headless: false, environment: display.environment });
    page = await chromium.open(pages.url('bees'));
    await page.bringToFront();
  });

  afterAll(async () => {
    await chromium.close();
    display.close();
    await pages.close();
  });

  it('opens the side panel', async () => {
    await display.press('alt+shift+1');
    const panel = await chromium.panel();
    expect(await panel.until('the empty conversation', (all) => all.length === 0)).toEqual([]);
  });

  it('goes to the composer with the selection attached', async () => {
    await page.click('article p');
    await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('article p') ?? document.body));
    await display.press('alt+shift+2');
    const panel = await chromium.panel();
    await waitFor('the composer to have the focus', () =>
      panel.surface.evaluate(
        () => document.hasFocus() && document.activeElement?.getAttribute('aria-label') === 'Ask about this page',
      ),
    );
    await waitFor('the selection to be attached', () =>
      panel.surface.evaluate(() => document.body.textContent?.includes('In late spring a crowded colony') === true),
    );
  });

  it('summarizes the page', async () => {
    await page.bringToFront();
    await page.click('h1');
    await display.press('alt+shift+3');
    const panel = await chromium.panel();
    const summary = await panel.answer();
    expect(summary.status).toBe('completed');
    expect(summary.citations.length).toBeGreaterThanOrEqual(3);
  });
});
