import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servicesWith } from '../../lib/models/services.ts';
import { BEES } from '../support/browser/articles.ts';
import { brokenRules } from '../support/browser/broken-rules.ts';
import { builtExtension } from '../support/browser/built-extension.ts';
import { type Chromium, type ChromiumPanel, launchChromium } from '../support/browser/chromium.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import { readTexts } from '../support/browser/read-texts.ts';
import { waitFor } from '../support/browser/wait-for.ts';

type Texts = Readonly<Record<string, string>>;

/** What is called the same everywhere: services, keys, values as an API names them, examples, and the page that is read. */
const NAMES = new Set([
  ...servicesWith({ built_in: false }).flatMap(({ id, label }) => (id === 'custom' ? [] : [label])),
  ...[
    'Sitethread',
    'Chat Completions',
    'Responses',
    'JSON',
    'Top P',
    'OK',
    'Alt',
    'Shift',
    'st',
    'bank.example',
    'vs_…',
  ],
  ...['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'],
  /<title>(.*?)<\/title>/.exec(BEES)?.[1],
]);
/** Keys are called as they are on the keyboard. */
const KEYS = /^(?:(?:Alt|Control|Shift)\+)+\d$/;
const isName = (text: string) =>
  NAMES.has(text) || KEYS.test(text) || /localhost|https?:/.test(text) || !/\p{L}{2}/u.test(text);

const english = messages('en');
let pages: Pages;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
});

afterAll(() => pages.close());

describe.each([
  ['ar', 'rtl'],
  ['ja', 'ltr'],
  // Its words are the longest.
  ['de', 'ltr'],
])('in the language %s', (language, direction) => {
  const texts = messages(language);
  const t = (key: string) => texts[key] ?? '';
  const looksEnglish = language === 'de' ? isEnglish(texts) : isLatin;
  let chromium: Chromium;
  let panel: ChromiumPanel;
  let page: Page;

  /** What is wrong with a document that shows the surface now. */
  const wrongIn = async (document: Page) => [
    ...(await document.evaluate(readTexts)).filter(looksEnglish),
    ...(await brokenRules(document)),
    ...(await document.evaluate(() =>
      globalThis.document.documentElement.scrollWidth > innerWidth ? ['wider than the window'] : [],
    )),
  ];
  const shown = (document: Page, selector: string) =>
    waitFor(selector, () => document.evaluate((one) => globalThis.document.querySelector(one) !== null, selector));

  beforeAll(async () => {
    chromium = await launchChromium({ locale: language });
    panel = await chromium.openPanel(await chromium.open(pages.url('bees')));
    page = panel.page;
    await shown(page, '.first-run');
  });

  afterAll(() => chromium.close());

  it('the panel greets a new user', async () => {
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
      language,
      direction,
    ]);
    expect(await wrongIn(page)).toEqual([]);
  });

  it('it reads from the right side, and the thread runs down there', async () => {
    const { line, words } = await page.evaluate(() => {
      const area = document.querySelector('.beginning');
      const text = area?.querySelector('p');
      if (area === null || text == null) throw new Error('There is no beginning.');
      const range = document.createRange();
      range.selectNodeContents(text);
      const knot = getComputedStyle(area, '::after');
      return {
        line: Number.parseFloat(knot.left),
        words: range.getBoundingClientRect().left - area.getBoundingClientRect().left,
      };
    });
    expect(direction === 'rtl' ? line > words : line < words).toBe(true);
  });

  it('it summarizes the page', async () => {
    await panel.surface.click('button', t('summarize'));
    const { text, citations } = await panel.answer();
    expect(text).toMatch(/“.+”/);
    expect(citations.length).toBeGreaterThan(0);
    expect(await wrongIn(page)).toEqual([]);
  });

  it.each(['100%', '200%'])('the narrowest column has room for it with text at %s', async (size) => {
    await page.setViewport({ width: 320, height: 720 });
    const outside = await page.evaluate((fontSize) => {
      document.documentElement.style.fontSize = fontSize;
      const ends = [...document.querySelectorAll('button, textarea, header *, [role="status"]')].map((one) => {
        const { left, right } = one.getBoundingClientRect();
        return left < 0 || right > innerWidth ? one.outerHTML : null;
      });
      document.documentElement.style.fontSize = '';
      return ends.filter((one) => one !== null);
    }, size);
    expect(outside).toEqual([]);
  });

  it('its drawer lists the threads', async () => {
    await panel.surface.click('button', t('threads'));
    await shown(page, '.thread-row');
    expect(await wrongIn(page)).toEqual([]);
    await page.type('input[type="search"]', 'bees');
    await shown(page, '.thread-hit');
    expect(await wrongIn(page)).toEqual([]);
    await page.evaluate(() => document.querySelector('dialog')?.close());
  });

  it('its prompts and its assistants are offered', async () => {
    await page.type('textarea', '/');
    await shown(page, '.suggestions [role="option"]');
    expect(await wrongIn(page)).toEqual([]);
    await page.keyboard.press('Backspace');
    await page.click('.answering-with');
    await shown(page, '#answering [role="menuitemradio"]');
    expect(await wrongIn(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('the settings are translated, down to the forms', async () => {
    const options = await chromium.openDocument('options.html');
    await shown(options.page, 'h2#about');
    for (const width of [320, 1000]) {
      await options.page.setViewport({ width, height: 800 });
      expect(await wrongIn(options.page)).toEqual([]);
    }
    await options.click('button', t('add_connection'));
    await options.click('button', t('assistants_new'));
    await shown(options.page, 'dialog[open]');
    await options.page.evaluate(() => {
      for (const more of document.querySelectorAll('details')) more.open = true;
    });
    expect(await wrongIn(options.page)).toEqual([]);
    await options.page.close();
  });
});

function messages(folder: string): Texts {
  const file: Record<string, { readonly message: string }> = JSON.parse(
    readFileSync(`${builtExtension('chrome')}/_locales/${folder}/messages.json`, 'utf8'),
  );
  return Object.fromEntries(Object.entries(file).map(([key, { message }]) => [key, message]));
}

/** In a language that writes as English does: one of the English texts, with whatever stands for its placeholders. */
function isEnglish(texts: Texts): (text: string) => boolean {
  const foreign = Object.entries(english).filter(([key, text]) => {
    const own = texts[key] ?? '';
    return own !== text && /\p{L}{3}/u.test(text.replace('Sitethread', ''));
  });
  const patterns = foreign.map(
    ([, text]) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\\\$\d/g, '.+')}$`, 'u'),
  );
  return (text) => !isName(text) && patterns.some((pattern) => pattern.test(text));
}

/** In a language of other letters: words that hold none of them, and are no names. */
function isLatin(text: string): boolean {
  return !/[\p{Script=Arabic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) && !isName(text);
}
