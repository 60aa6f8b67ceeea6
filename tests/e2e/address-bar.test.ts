import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { type Display, openDisplay } from '../support/browser/display.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';

// The address bar is the browser's own and needs a screen; elsewhere than on Linux that is somebody's desk.
describe.runIf(process.platform === 'linux')('“st” in the address bar', () => {
  let pages: Pages;
  let display: Display;
  let chromium: Chromium;
  let page: Page;

  beforeAll(async () => {
    pages = await servePages({ bees: { '/': BEES }, other: { '/': BEES.replaceAll('bees', 'wasps') } });
    display = await openDisplay();
    chromium = await launchChromium({ headless: false, environment: display.environment });
    page = await chromium.open(pages.url('bees'));
  });

  afterAll(async () => {
    await chromium.close();
    display.close();
    await pages.close();
  });

  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  /** Without staying attached: a worker with a debugger is never put to sleep. */
  async function inWorker(expression: string): Promise<unknown> {
    const target = await chromium.browser.waitForTarget((one) => one.type() === 'service_worker');
    const session = await target.createCDPSession();
    const { result } = await session.send('Runtime.evaluate', { expression });
    await session.detach();
    return result.value;
  }

  /** Whether the keyboard is neither in the page nor in the panel. */
  async function isElsewhere(): Promise<boolean> {
    const panel = chromium.browser.targets().find((target) => target.url().endsWith('/sidepanel.html'));
    const documents = [page, ...(panel === undefined ? [] : [await panel.asPage()])];
    const focused = await Promise.all(documents.map((one) => one.evaluate(() => document.hasFocus())));
    return !focused.includes(true);
  }

  /** Types behind "st", until the browser has told the extension of every word. */
  async function type(words: string): Promise<void> {
    await inWorker('chrome.omnibox.onInputChanged.addListener((words) => { globalThis.typed = words; }); typed = "";');
    await page.bringToFront();
    await display.press('ctrl+l');
    await waitFor('the keyboard to be in the address bar', isElsewhere);
    display.type(`st ${words}`);
    await waitFor(`"${words}" to be heard`, async () => (await inWorker('typed')) === words);
  }

  const closePanel = async (panel: Panel) => {
    await panel.surface.evaluate(() => close()).catch(() => undefined);
    const isOpen = () => chromium.browser.targets().some((target) => target.url().endsWith('/sidepanel.html'));
    await waitFor('the panel to be closed', () => !isOpen());
  };

  it('opens the panel and asks what is typed about the page in front', async () => {
    await type('How many scouts must meet at one site?');
    display.pressThere('Return');
    const panel = await chromium.panel();
    expect((await panel.answer()).text).toContain('about thirty of them meet at one site');
    expect((await panel.messages())[0]?.text).toBe('How many scouts must meet at one site?');
    expect(page.url()).toBe(pages.url('bees')); // Nothing was searched for and no page was left.
  });

  it('asks beside a panel that is open already', async () => {
    await type('What do the bees measure?');
    display.pressThere('Return');
    const panel = await chromium.panel();
    await panel.answer(2);
    await closePanel(panel);
  });

  it('suggests earlier threads by the words of their titles, and opens the one that is chosen', async () => {
    const other = await chromium.open(pages.url('other'));
    page = other;
    await type('scouts mee');
    await pause(900); // The driver cannot see when what is suggested is shown.
    display.pressThere('Down');
    await pause(200);
    display.pressThere('Return');
    const panel = await chromium.panel();
    await panel.until('the earlier thread', (all) => all[0]?.text === 'How many scouts must meet at one site?');
    expect((await panel.messages()).length).toBe(4);
  });
});
