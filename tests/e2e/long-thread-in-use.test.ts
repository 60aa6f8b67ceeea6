import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { fillThreads } from '../support/browser/fill-threads.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';

const ALL = 400;
/** Articles that may be in the document at once, besides those that are kept for one in use. */
const MOST = 170;

let pages: Pages;
let chromium: Chromium;
let panel: Panel;
let page: Page;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  chromium = await launchChromium();
  await fillThreads(chromium, [{ id: 'long', length: ALL, site: new URL(pages.url('bees')).host }]);
  panel = await chromium.openPanel(await chromium.open(pages.url('bees')));
  page = await (await chromium.browser.waitForTarget((one) => one.url().endsWith('/sidepanel.html'))).asPage();
});

afterAll(async () => {
  await chromium.close();
  await pages.close();
});

beforeEach(async () => {
  await page.reload();
  await page.waitForSelector(`${article(ALL - 1)} .usage`);
  await page.waitForSelector(`${article(ALL - 1)} .tools button`);
});

const article = (number: number) => `article[data-message="msg_long_${number}"]`;

const isThere = (selector: string) => page.evaluate((one) => document.querySelector(one) !== null, selector);

/** Scrolls, a screen in each frame, until what it leads to is there; gives the most articles that came in one frame. */
const scrollTo = (selector: string, screens: number) => page.evaluate(scroll, selector, screens);

async function scroll(selector: string, screens: number): Promise<number> {
  const scroller = document.querySelector('.scroller');
  const log = document.querySelector('[role="log"]');
  if (scroller === null || log === null) throw new Error('There is no conversation.');
  let [most, came] = [0, 0];
  const observer = new MutationObserver((records) => {
    came += records.reduce((sum, { addedNodes }) => sum + addedNodes.length, 0);
  });
  observer.observe(log, { childList: true });
  for (let frames = 0; document.querySelector(selector) === null; frames += 1) {
    if (frames > 3_000) throw new Error(`${selector} was not reached.`);
    scroller.scrollTop += screens * scroller.clientHeight;
    await new Promise((drawn) => requestAnimationFrame(drawn));
    most = Math.max(most, came);
    came = 0;
  }
  observer.disconnect();
  return most;
}

/** Where the keyboard is. */
const focus = () =>
  page.evaluate(() => {
    const { activeElement } = document;
    const edge = document.querySelector('.scroller')?.getBoundingClientRect();
    const box = activeElement?.getBoundingClientRect();
    return {
      name: activeElement?.localName,
      message: activeElement?.closest('article')?.dataset['message'],
      inSight: edge !== undefined && box !== undefined && box.bottom > edge.top && box.top < edge.bottom,
    };
  });

const text = (selector: string) => page.evaluate((one) => document.querySelector(one)?.textContent, selector);

describe('a message that leaves the document', () => {
  it('leaves the focus to one in sight, from which the keyboard goes on', async () => {
    await page.focus(`${article(ALL - 1)} .tools button`);
    await scrollTo(article(ALL - 220), -1);
    expect(await isThere(article(ALL - 1))).toBe(false);
    const { name, message } = await focus();
    expect(name).toBe('article');
    await page.keyboard.press('Tab');
    const next = await focus();
    expect(next.message).toBe(message);
    expect(['button', 'summary']).toContain(next.name);
  });

  it('leaves it to the newest where the reader jumps there', async () => {
    await scrollTo(article(ALL - 220), -1);
    await page.focus(`${article(ALL - 217)} .tools button`);
    await page.focus('.jump');
    await page.keyboard.press('Enter');
    await page.waitForSelector(article(ALL - 1));
    await waitFor('the focus', async () => (await focus()).message === `msg_long_${ALL - 1}`);
    await waitFor('the way down to go', async () => !(await isThere('.jump')));
    expect((await focus()).name).toBe('article');
  });

  it('does not take the focus from elsewhere', async () => {
    await page.focus('textarea');
    await scrollTo(article(ALL - 220), -1);
    expect((await focus()).name).toBe('textarea');
  });
});

describe('a message in use', () => {
  it('keeps the words that are selected in it', async () => {
    const words = await text(`${article(ALL - 2)} .words`);
    await page.evaluate(
      (selector) => {
        const node = document.querySelector(selector);
        if (node !== null) document.getSelection()?.selectAllChildren(node);
      },
      `${article(ALL - 2)} .words`,
    );
    await scrollTo(article(ALL - 240), -1);
    expect(await page.evaluate(() => document.getSelection()?.toString())).toBe(words);
    await page.evaluate(() => document.getSelection()?.removeAllRanges());
    await scrollTo(article(ALL - 380), -1);
    expect(await page.evaluate(() => document.querySelectorAll('article').length)).toBeLessThanOrEqual(MOST);
  });

  it('is read aloud to its end, and silent once it is gone', async () => {
    await page.evaluate(() => {
      const said: string[] = [];
      const voice = { speak: () => said.push('words'), cancel: () => said.push('stop') };
      Object.defineProperty(globalThis, 'speechSynthesis', { value: voice, configurable: true });
      Object.assign(globalThis, { said });
    });
    const said = () => page.evaluate(() => Reflect.get(globalThis, 'said').join(' '));
    await scrollTo(article(ALL - 50), -1);
    await page.$eval(`${article(ALL - 45)} [aria-label="Read aloud"]`, (button) => (button as HTMLElement).click());
    await waitFor('the voice', async () => /words$/.test(await said()));
    await scrollTo(article(ALL - 260), -1);
    expect(await said()).toMatch(/words$/);
    expect(await isThere('[aria-label="Stop reading aloud"]')).toBe(true);
    await panel.surface.click('button', 'Jump to latest');
    await waitFor('silence', async () => /stop$/.test(await said()));
  });

  it('keeps the words it is being put in, from wherever the reader comes back to it', async () => {
    await scrollTo(article(ALL - 220), -1);
    await page.$eval(`${article(ALL - 216)} [aria-label="Edit question"]`, (button) => (button as HTMLElement).click());
    const textbox = `${article(ALL - 216)} textarea`;
    await page.waitForSelector(textbox);
    await waitFor('the focus in it', async () => (await focus()).name === 'textarea');
    await page.keyboard.type(' And who paid?');
    await panel.surface.click('button', 'Jump to latest');
    await page.waitForSelector(article(ALL - 1));
    expect(await isThere(textbox)).toBe(false);
    await page.focus('footer textarea');
    await scrollTo(textbox, -1);
    expect(await page.$eval(textbox, (box) => (box as HTMLTextAreaElement).value)).toMatch(/ And who paid\?$/);
    expect(await page.evaluate(() => document.activeElement?.closest('footer') !== null)).toBe(true);
    await page.focus(textbox);
    await page.keyboard.press('Escape');
    expect(await text(`${article(ALL - 216)} .words`)).not.toContain('And who paid?');
  });
});

describe('messages that come in while the reader scrolls', () => {
  it('are drawn a few in each frame', async () => {
    const most = await scrollTo(article(0), -1);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(14);
    expect(await scrollTo(article(200), 1)).toBeLessThanOrEqual(14);
  });
});
