import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Display, openDisplay } from '../support/browser/display.ts';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import { waitFor } from '../support/browser/wait-for.ts';

// Menus and the address bar are the browser's own and need a screen; elsewhere than on Linux that is somebody's desk.
describe.runIf(process.platform === 'linux')('Firefox', () => {
  let pages: Pages;
  let display: Display;
  let firefox: Firefox;
  let page: Page;

  beforeAll(async () => {
    pages = await servePages({ bees: { '/': BEES } });
    display = await openDisplay();
    firefox = await launchFirefox({ headless: false, environment: display.environment });
    page = await firefox.open(pages.url('bees'));
    await page.bringToFront();
  });

  afterAll(async () => {
    await firefox.close();
    display.close();
    await pages.close();
  });

  /** The driver cannot see into the browser's own menus: they are given time. */
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  /** Ours is the last entry of the browser's menu; `keys` from there. */
  async function choose(selector: string, ...keys: readonly string[]): Promise<void> {
    const [x, y] = await page.evaluate(middleOnScreen, selector);
    display.rightClick(x ?? 0, y ?? 0);
    await pause(800);
    for (const key of ['Up', ...keys]) {
      display.pressThere(key);
      await pause(150);
    }
  }

  it('summarizes from the page’s menu while the sidebar is closed', async () => {
    await choose('h1', 'Return');
    const panel = await firefox.panel();
    expect((await panel.answer()).citations.length).toBeGreaterThanOrEqual(3);
  });

  it('takes a selection along from its menu', async () => {
    await page.evaluate(() =>
      getSelection()?.selectAllChildren(document.querySelectorAll('article p')[0] ?? document.body),
    );
    await choose('article p', 'Right', 'Return');
    const panel = await firefox.panel();
    await waitFor('the selection in the composer', () =>
      panel.surface.evaluate(() =>
        document.querySelector('.composer')?.textContent?.includes('In late spring a crowded colony'),
      ),
    );
  });

  it('asks from the address bar', async () => {
    await display.press('ctrl+l');
    await pause(300);
    display.type('st How many scouts must meet at one site?');
    await pause(1_000);
    display.pressThere('Return');
    const panel = await firefox.panel();
    expect((await panel.answer(2)).text).toContain('about thirty of them meet at one site');
    expect(page.url()).toBe(pages.url('bees'));
  });
});

/** Runs in the page. */
function middleOnScreen(selector: string): number[] {
  const { left, top, height } = document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
  const { mozInnerScreenX, mozInnerScreenY } = window as unknown as Record<
    'mozInnerScreenX' | 'mozInnerScreenY',
    number
  >;
  return [mozInnerScreenX + left + 60, mozInnerScreenY + top + height / 2];
}
