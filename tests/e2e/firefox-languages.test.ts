import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { brokenRules, brokenRulesIn } from '../support/browser/broken-rules.ts';
import { builtExtension, copyWithLanguage } from '../support/browser/built-extension.ts';
import { connectFirefox } from '../support/browser/connect-firefox.ts';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import type { Surface } from '../support/browser/surface.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, faults, type ModelServer, startModelServer } from '../support/model-server/index.ts';

const RICH = `## كيف تختار\n\nالنحل **يرقص**【1】، انظر [دراسة](https://example.org/) و\`dance.ts\`.

| الرقصة | معناها |\n|---|---:|\n| دائرية | قريب |\n
\`\`\`ts\nconst scouts: number = 30; // enough, and a line that is longer than the narrow column\n\`\`\`
`;

const copy = copyWithLanguage(builtExtension('firefox'), 'ar');
const texts: Readonly<Record<string, { readonly message: string }>> = JSON.parse(
  readFileSync(`${copy.folder}/_locales/ar/messages.json`, 'utf8'),
);
const t = (key: string) => texts[key]?.message ?? '';

let pages: Pages;
let server: ModelServer;
let firefox: Firefox;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  server = await startModelServer({ cors: true });
  firefox = await launchFirefox({ extension: copy.folder, hosts: ['http://127.0.0.1/*'] });
  await connectFirefox(firefox, server.baseUrl);
  page = await firefox.open(pages.url('bees'));
  panel = await firefox.openPanel(page);
});

afterAll(async () => {
  await firefox?.close();
  await server?.close();
  await pages?.close();
  copy.remove();
});

type Document = Pick<Surface, 'evaluate'>;

const shown = ({ evaluate }: Document, selector: string) =>
  waitFor(selector, () => evaluate((one) => document.querySelector(one) !== null, selector));

/** What is wrong with a document as it is now: its direction, its width, and what keeps somebody out. */
const wrongIn = async (surface: Document) => [
  ...(await surface.evaluate(wrongPlaces)),
  ...(await brokenRulesIn(surface)),
];

const wrong = async () => {
  const all: string[] = [];
  for (const width of [480, 320]) {
    await firefox.window.run(widenSidebar, width);
    await waitFor(`${width} pixels`, () => panel.surface.evaluate((wanted) => innerWidth === wanted, width));
    all.push(...(await panel.surface.evaluate(wrongPlaces)));
  }
  return [...all, ...(await brokenRulesIn(panel.surface))];
};

const open = (selector: string) =>
  panel.surface.evaluate((which) => [...document.querySelectorAll<HTMLElement>(which)].at(-1)?.click(), selector);
const closeMenu = () =>
  panel.surface.evaluate(() => document.querySelector<HTMLElement>(':popover-open')?.hidePopover());

describe('in Arabic, nothing is out of place and nothing keeps anybody out', () => {
  it('of the first run', async () => {
    await shown(panel.surface, '.first-run');
    expect(await wrong()).toEqual([]);
    await panel.surface.click('button', t('first_run_end'));
  });

  it('of an answer, and of what can be done with it', async () => {
    server.script(answer(RICH));
    await panel.surface.click('button', t('summarize'));
    await panel.answer();
    await shown(panel.surface, 'article .usage');
    expect(await wrong()).toEqual([]);
    await open('article [aria-haspopup="menu"]');
    await shown(panel.surface, ':popover-open [role="menuitem"]');
    expect(await wrong()).toEqual([]);
    await closeMenu();
  });

  it('of who answers, and of the prompts', async () => {
    await open('.answering-with');
    await shown(panel.surface, ':popover-open [role="menuitemradio"]');
    expect(await wrong()).toEqual([]);
    await closeMenu();
    await panel.surface.fill(t('ask'), '/');
    await shown(panel.surface, '.suggestions [role="option"]');
    expect(await wrong()).toEqual([]);
    await panel.surface.fill(t('ask'), '');
  });

  it('of the threads', async () => {
    await panel.surface.click('button', t('threads'));
    await shown(panel.surface, '.thread-row');
    expect(await wrong()).toEqual([]);
    await open('.thread-row [aria-haspopup="menu"]');
    await shown(panel.surface, ':popover-open [role="menuitem"]');
    expect(await wrong()).toEqual([]);
    await closeMenu();
    await panel.surface.evaluate(() => document.querySelector('dialog')?.close());
  });

  it('of a failure', async () => {
    server.script(faults.wrongKey());
    await panel.surface.fill(t('ask'), 'ولماذا؟');
    await panel.surface.click('button', t('send'));
    await shown(panel.surface, '.run[data-run="failed"]');
    expect(await wrong()).toEqual([]);
  });

  it('of the settings', async () => {
    const options = await firefox.openDocument('options.html');
    await options.locator(`::-p-xpath(//button[text()="${t('add_connection')}"])`).click();
    await options.waitForSelector('#connection-service');
    for (const width of [1_000, 480, 320]) {
      await options.setViewport({ width, height: 800 });
      expect(await options.evaluate(wrongPlaces)).toEqual([]);
    }
    expect(await brokenRules(options)).toEqual([]);
    await options.close();
  });

  it('of a menu that Firefox before 147 cannot place beside its button', async () => {
    await firefox.window.run(placeMenus, false);
    await firefox.closePanel();
    panel = await firefox.openPanel(page);
    expect(await panel.surface.evaluate(() => CSS.supports('position-area', 'block-end'))).toBe(false);
    await open('.answering-with');
    await shown(panel.surface, ':popover-open [role="menuitemradio"]');
    expect(await wrong()).toEqual([]);
    await firefox.window.run(placeMenus, true);
  });

  it('of the popup', async () => {
    await firefox.closePanel();
    const options = await firefox.openDocument('options.html');
    await options.locator(`::-p-xpath(//label[span[text()="${t('toolbar_popup')}"]])`).click();
    await waitFor('the button to know', () =>
      options.evaluate(async () => (await Reflect.get(globalThis, 'browser').action.getPopup({})).endsWith('.html')),
    );
    await options.close();
    const popup = await firefox.openPopup(page);
    await popup.until('the thread of the site', (all) => all.length === 3);
    expect(await wrongIn(popup.surface)).toEqual([]);
    server.script(answer('لأنهم كثيرون.'));
    await popup.surface.fill(t('ask'), 'كم عددهم؟');
    await popup.surface.click('button', t('send'));
    const all = await popup.until(
      'the answer',
      (messages) => messages.length === 5 && messages[4]?.status === 'completed',
    );
    expect(all.at(-1)?.text).toBe('لأنهم كثيرون.');
  });
});

/** Runs in the document; its words are read from the right, and nothing that is pressed lies outside. */
function wrongPlaces(): string[] {
  const root = document.documentElement;
  const outside = [...document.querySelectorAll('button, textarea, header *, [role="status"], :popover-open *')].filter(
    (one) => {
      const { left, right, width } = one.getBoundingClientRect();
      const isScrolled = one.closest('nav, .code, .table-box') !== null;
      return width > 1 && !isScrolled && (left < 0 || right > innerWidth);
    },
  );
  const menu = document.querySelector(':popover-open')?.getBoundingClientRect();
  return [
    ...(menu !== undefined && (menu.top < 0 || menu.bottom > innerHeight) ? ['a menu that leaves the window'] : []),
    ...(root.dir === 'rtl' && root.lang === 'ar' ? [] : ['not read from the right']),
    ...(root.scrollWidth > innerWidth ? ['wider than its window'] : []),
    ...outside.map((one) => `outside at ${innerWidth}: ${one.outerHTML.slice(0, 120)}`),
  ];
}

/** Runs in the browser's window: as Firefox from 147 on, or as before. */
function placeMenus(beside: boolean): void {
  const { Services } = globalThis as unknown as {
    Services: { prefs: { setBoolPref(name: string, on: boolean): void } };
  };
  Services.prefs.setBoolPref('layout.css.anchor-positioning.enabled', beside);
}

/** Runs in the browser's window. */
function widenSidebar(width: number): void {
  const { style } = document.querySelector<HTMLElement>('#sidebar-box') ?? document.body;
  style.minWidth = `${width}px`;
  style.maxWidth = `${width}px`;
}
