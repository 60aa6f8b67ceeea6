import type { KeyInput, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { brokenRules } from '../support/browser/broken-rules.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { openOptions } from '../support/browser/options-page.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { coloursOf } from '../support/browser/shown-picture.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, beginning, type ModelServer, stall, startModelServer } from '../support/model-server/index.ts';

const RED =
  '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240" fill="rgb(200,30,40)"/></svg>';

let pages: Pages;
let server: ModelServer;
let chromium: Chromium;
let page: Page;
let panel: Panel;

/** The page of bees with a link to another site and a picture of another site. */
const withMore = () =>
  BEES.replace(
    '<article>',
    `<article><p><a href="${pages.url('combs')}">What combs are made of</a></p>
    <img width="160" height="120" src="${pages.url('pictures', '/red.svg')}" alt=""><img width="8" height="6" src="${pages.url('pictures', '/gone.png')}" alt="">`,
  );

beforeAll(async () => {
  const sites = {
    bees: { '/': BEES },
    combs: { '/': BEES.replaceAll('bees', 'wasps').replaceAll('swarm', 'comb') },
    pictures: { '/red.svg': { type: 'image/svg+xml', data: RED } },
  };
  pages = await servePages(sites);
  sites.bees['/'] = withMore();
  server = await startModelServer({ cors: false });
  chromium = await launchChromium({ hosts: ['http://127.0.0.1/*', 'http://combs.localhost/*'] });
  page = await chromium.open(pages.url('bees'));
  panel = await chromium.openPanel(page);
});

afterAll(async () => {
  await chromium.close();
  await server.close();
  await pages.close();
});

const shows = (words: string) => panel.surface.evaluate((part) => document.body.textContent.includes(part), words);
const says = (words: string) => waitFor(`“${words}”`, () => shows(words));
const surfacePage = async (): Promise<Page> => {
  const target = await chromium.browser.waitForTarget((one) => one.url().endsWith('/sidepanel.html'));
  return target.asPage();
};

describe('the first run', () => {
  it('says what this is, what it reads and when, and which keys there are, beside what is always there', async () => {
    await says('It reads the page in front when you ask, and nothing before.');
    await says('No account, no telemetry.');
    await says('Ask about this page or the selection');
    const names = await panel.surface.evaluate(() =>
      [...document.querySelectorAll('.first-run kbd.keys')].map((keys) =>
        [...keys.children].map((key) => key.textContent).join('+'),
      ),
    );
    expect(names.sort()).toEqual(['Alt+Shift+1', 'Alt+Shift+2', 'Alt+Shift+3']);
    const covered = await panel.surface.evaluate(isCovered, ['[role="log"]', 'textarea', '.beginning > .button']);
    expect(covered).toEqual([]);
    expect(await brokenRules(await surfacePage())).toEqual([]);
  });

  it('is put away for good', async () => {
    await panel.surface.click('button', 'Got it');
    await waitFor('it to go', async () => !(await shows('No account')));
    await (await surfacePage()).reload();
    panel = await chromium.panel();
    await says('Get this page in a few sentences');
    await says('Ask about this page or the selection'); // The hint that stands there from now on.
    expect(await shows('No account')).toBe(false);
  });
});

async function press(...keys: readonly KeyInput[]): Promise<void> {
  const { keyboard } = await surfacePage();
  for (const key of keys.slice(0, -1)) await keyboard.down(key);
  await keyboard.press(keys.at(-1) ?? 'Escape');
  for (const key of keys.slice(0, -1)) await keyboard.up(key);
}

describe('keys in the panel', () => {
  it('show what keys there are, and Escape puts them away', async () => {
    await panel.surface.click('textbox', 'Ask about this page');
    await press('Control', 'Slash');
    await says('Copy the last answer');
    expect(await brokenRules(await surfacePage())).toEqual([]);
    await press('Escape');
    await waitFor('the sheet to go', async () => !(await shows('Copy the last answer')));
  });

  it('start a new thread, open the threads and come back to the composer', async () => {
    await panel.summarize();
    await panel.answer();
    await press('Control', 'Shift', 'KeyO');
    await panel.until('an empty thread', (all) => all.length === 0);
    await press('Control', 'KeyK');
    await waitFor('the threads', () =>
      panel.surface.evaluate(() => document.querySelector('dialog[open], :popover-open') !== null),
    );
    await press('Escape');
    await waitFor('the threads to go', () =>
      panel.surface.evaluate(() => document.querySelector('dialog[open], :popover-open') === null),
    );
    await panel.surface.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await press('Shift', 'Escape');
    expect(await panel.surface.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
  });
});

describe('an intent', () => {
  // A panel that has no keyboard is opened anew, which takes a real click: tests/e2e/context-menus.test.ts.
  beforeEach(async () => {
    const session = await (await surfacePage()).createCDPSession();
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    await panel.surface.click('textbox', 'Ask about this page');
  });

  /** What the browser tells the background of a click in a page's menu. */
  async function click(info: object): Promise<void> {
    const target = await chromium.browser.waitForTarget((one) => one.type() === 'service_worker');
    const worker = await target.worker();
    await worker?.evaluate(dispatchClick, info, page.url());
  }

  it('about an image of another site takes along what is seen of it', async () => {
    await connectModel(chromium, server.baseUrl);
    server.script(answer('It is red.'));
    await chromium.openPanel(page); // Grants the tab again, as a click in its menu does.
    await click({ menuItemId: 'ask-image', srcUrl: pages.url('pictures', '/red.svg'), frameId: 0 });
    await waitFor('the picture', () =>
      panel.surface.evaluate(() => document.querySelectorAll('.composer .picture').length === 1),
    );
    await panel.ask('Which colour is it?');
    await panel.answer();
    const sent = server.requests.at(-1)?.text ?? '';
    const picture = await coloursOf(panel.surface, /data:image\/jpeg;base64,[A-Za-z0-9+/=]+/.exec(sent)?.[0] ?? '');
    expect(picture.width / picture.height).toBeCloseTo(320 / 240, 1);
    expect(picture.centre[0]).toBeGreaterThan(180);
    expect(picture.centre[1]).toBeLessThan(60);
  });

  it('about an image that cannot be read is said to have failed', async () => {
    await click({ menuItemId: 'ask-image', srcUrl: pages.url('pictures', '/gone.png'), frameId: 0 });
    await says('This picture cannot be read from its page.');
    await panel.surface.click('button', 'Dismiss');
  });

  it('about a link takes its page along only when the user wants that', async () => {
    const before = pages.visits.length;
    await click({ menuItemId: 'ask-link', linkUrl: pages.url('combs'), frameId: 0 });
    await says('Its words and address go with the question; its page does not.');
    expect(pages.visits.slice(before)).toEqual([]);
    expect(await brokenRules(await surfacePage())).toEqual([]);
    await panel.surface.click('button', 'Take its page along');
    await waitFor('its tab among what goes along', () =>
      panel.surface.evaluate(() => document.querySelector('[data-mention="ready"]') !== null),
    );
    await panel.ask('What does it say?');
    await panel.answer(2);
    const sent = server.requests.at(-1)?.text ?? '';
    expect(sent).toContain('comb');
    expect(sent).toContain('wasps');
  });

  it('that was meant for another tab does nothing in this one', async () => {
    const other = await chromium.open(pages.url('combs'));
    await click({ menuItemId: 'summarize' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await panel.messages()).toEqual([]);
    await other.close();
    const all = await panel.until('the thread that was there', (messages) => messages.length > 0);
    expect(all.length).toBe(4);
  });
});

it('stops an answer by Escape and copies the last one by a key', async () => {
  server.script([...beginning(['Half ', 'of it']), stall]);
  await panel.ask('And then?');
  await panel.answering();
  await press('Escape');
  expect(await panel.answer(3)).toMatchObject({ status: 'incomplete', text: 'Half of it' });
  await press('Control', 'Shift', 'KeyC');
  const copied = () => panel.surface.evaluate(() => document.querySelectorAll('[data-copy="copied"]').length === 1);
  await waitFor('the button to say that it has copied', copied);
});

it('lists the real keys in the settings, and opens the browser’s page for them', async () => {
  const options = await openOptions(chromium);
  await waitFor('the keys', () =>
    options.evaluate(() =>
      document.querySelector('section[aria-labelledby="shortcuts"] dl')?.textContent?.includes('AltShift3'),
    ),
  );
  await options.click('button', 'Change shortcuts');
  await chromium.browser.waitForTarget((one) => one.url().startsWith('chrome://extensions/shortcuts'));
});

/** What the worker has of the extension's own interface; `dispatch` is there for its own contexts. */
declare const chrome: {
  readonly tabs: { query(details: object): Promise<readonly { url?: string }[]> };
  readonly contextMenus: { readonly onClicked: { dispatch(info: object, tab: object | undefined): void } };
};

/** Runs in the background. */
async function dispatchClick(info: object, url: string): Promise<void> {
  const tabs = await chrome.tabs.query({});
  chrome.contextMenus.onClicked.dispatch(
    info,
    tabs.find((tab) => tab.url === url),
  );
}

/** Runs in the panel: which of these do not lie on top where they stand. */
function isCovered(selectors: readonly string[]): string[] {
  return selectors.filter((selector) => {
    const element = document.querySelector(selector);
    const { left, top, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
    if (element?.matches('[role="log"]')) return false; // Empty, and so without a place of its own.
    return element?.contains(document.elementFromPoint(left + width / 2, top + height / 2)) !== true;
  });
}
