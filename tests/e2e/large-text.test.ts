import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { builtExtension } from '../support/browser/built-extension.ts';
import { type Chromium, type ChromiumPanel, launchChromium } from '../support/browser/chromium.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import { waitFor } from '../support/browser/wait-for.ts';

let pages: Pages;
let chromium: Chromium;
let panel: ChromiumPanel;
let page: Page;

/** Its words are the longest. */
const LANGUAGE = 'de';

const t = (key: string): string => {
  const file = readFileSync(`${builtExtension('chrome')}/_locales/${LANGUAGE}/messages.json`, 'utf8');
  const texts: Record<string, { readonly message: string }> = JSON.parse(file);
  return texts[key]?.message ?? '';
};

/** The narrowest column, and letters of twice their size. */
async function enlarge(document: Page): Promise<void> {
  await document.setViewport({ width: 320, height: 720 });
  await document.evaluate(() => {
    globalThis.document.documentElement.style.fontSize = '200%';
  });
}

const shown = (document: Page, selector: string) =>
  waitFor(selector, () => document.evaluate((one) => globalThis.document.querySelector(one) !== null, selector));

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  chromium = await launchChromium({ locale: LANGUAGE });
  panel = await chromium.openPanel(await chromium.open(pages.url('bees')));
  page = panel.page;
  await enlarge(page);
  await shown(page, '.first-run');
});

/** Whatever a test has opened, failed or not. */
afterEach(async () => {
  for (let open = 0; open < 2; open += 1) await page.keyboard.press('Escape');
});

afterAll(async () => {
  await chromium.close();
  await pages.close();
});

describe('text at 200 % in the narrowest column is there to its last letter', () => {
  it('in the empty text box', async () => {
    const [words, room] = await page.evaluate(() => {
      const box = document.querySelector('textarea');
      if (box === null) throw new Error('There is no text box.');
      box.value = box.placeholder;
      const { scrollHeight, clientHeight } = box;
      box.value = '';
      return [scrollHeight, clientHeight];
    });
    expect(words).toBeLessThanOrEqual(room ?? 0);
  });

  it('in the sheet of keys, where no word is broken either', async () => {
    await page.focus('textarea');
    await page.keyboard.down('Control');
    await page.keyboard.press('Slash');
    await page.keyboard.up('Control');
    await shown(page, '.shortcuts-sheet[open] dt');
    expect(await page.evaluate(brokenWords, '.shortcuts-sheet dt')).toEqual([]);
  });

  it('in the prompts that are offered', async () => {
    await page.focus('textarea');
    await page.keyboard.type('/');
    await shown(page, '.suggestions [role="option"]');
    expect(await page.evaluate(cutOff, '.suggestions .choice-name')).toEqual([]);
    await page.keyboard.press('Backspace');
  });

  it('in the menu of who answers', async () => {
    await page.click('.answering-with');
    await shown(page, '#answering [role="menuitemradio"]');
    expect(await page.evaluate(cutOff, '#answering button > bdi')).toEqual([]);
  });

  it('in the menus of a message and of a thread', async () => {
    await panel.surface.click('button', t('summarize'));
    await panel.answer();
    await page.evaluate(() => document.querySelector<HTMLElement>('article [aria-haspopup="menu"]')?.click());
    await shown(page, ':popover-open [role="menuitem"]');
    expect(await page.evaluate(cutOff, ':popover-open button > bdi')).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.surface.click('button', t('threads'));
    await shown(page, '.thread-row');
    await page.click('.thread-row [aria-haspopup="menu"]');
    await shown(page, ':popover-open [role="menuitem"]');
    expect(await page.evaluate(cutOff, ':popover-open button > bdi')).toEqual([]);
  });

  it('over the form of an assistant', async () => {
    const options = await chromium.openDocument('options.html');
    await enlarge(options.page);
    await options.click('button', t('assistants_new'));
    await shown(options.page, '.builder[open] h2');
    expect(await options.page.evaluate(cutOff, '.builder h2')).toEqual([]);
    await options.page.close();
  });
});

/** Runs in the document: words that their own box does not show in full. */
function cutOff(selector: string): string[] {
  const all = [...document.querySelectorAll<HTMLElement>(selector)];
  if (all.length === 0) throw new Error(`Nothing is ${selector}.`);
  return all
    .filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight, offsetWidth }) => {
      // What has no box of its own is as large as its words.
      if (clientWidth === 0 && offsetWidth > 0) return false;
      return scrollWidth > clientWidth || scrollHeight > clientHeight + 2;
    })
    .map(({ textContent }) => textContent ?? '');
}

/** Runs in the document: words of which a part stands on the next line, though one line has room for all of it. */
function brokenWords(selector: string): string[] {
  const all = [...document.querySelectorAll<HTMLElement>(selector)];
  if (all.length === 0) throw new Error(`Nothing is ${selector}.`);
  return all.flatMap(({ firstChild }) => {
    const text = firstChild?.textContent ?? '';
    return [...text.matchAll(/[^\s-]+/g)].flatMap(({ 0: word, index }) => {
      const range = document.createRange();
      if (firstChild === null) return [];
      range.setStart(firstChild, index);
      range.setEnd(firstChild, index + word.length);
      const rows = [...range.getClientRects()];
      const width = rows.reduce((sum, row) => sum + row.width, 0);
      return rows.length > 1 && width < (firstChild.parentElement?.parentElement?.clientWidth ?? 0) ? [word] : [];
    });
  });
}
