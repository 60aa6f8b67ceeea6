import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { openOptions } from '../support/browser/options-page.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel, PanelMessage } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { wordsOf } from '../support/browser/words-of.ts';
import { heldAnswer, startModelServer } from '../support/model-server/index.ts';

let pages: Pages;
let chromium: Chromium;
let page: Page;
let popup: Panel;
let summary: PanelMessage;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  chromium = await launchChromium({ hosts: ['http://127.0.0.1/*'] });
  page = await chromium.open(pages.url('bees'));
});

afterAll(async () => {
  await chromium.close();
  await pages.close();
});

const isOpen = (file: string) => chromium.browser.targets().some((target) => target.url().endsWith(`/${file}`));

async function toolbarButtonOpens(choice: string): Promise<void> {
  const options = await openOptions(chromium);
  await options.choose(choice);
  const opens = choice === 'Opens the popup' ? '/popup.html' : '';
  await waitFor('the toolbar button to know', () => options.evaluate(buttonOpens, opens));
  await options.page.close();
}

/** What the options page has of the extension's own interface. */
declare const chrome: { readonly action: { getPopup(details: object): Promise<string> } };

/** Runs in the options page. */
async function buttonOpens(file: string): Promise<boolean> {
  const popup = await chrome.action.getPopup({});
  return file === '' ? popup === '' : popup.endsWith(file);
}

it('opens from the toolbar button when the user has chosen so, and summarizes the page with citations', async () => {
  await toolbarButtonOpens('Opens the popup');
  popup = await chromium.openPopup(page);
  expect(isOpen('sidepanel.html')).toBe(false);
  await popup.summarize();
  summary = await popup.answer();
  const text = await wordsOf(page);
  const quotes = summary.text.match(/“[^”]+”/g) ?? [];
  expect(quotes.length).toBeGreaterThanOrEqual(3);
  for (const quote of quotes) expect(text).toContain(quote.slice(1, -1));
  expect(summary.citations.length).toBe(quotes.length);
});

it('answers a typed question', async () => {
  await popup.ask('How many scouts must meet at one site?');
  expect((await popup.answer(2)).text).toContain('When about thirty of them meet at one site at the same time');
});

it('goes on with an answer when it is closed, which is there when it opens again', async () => {
  const server = await startModelServer({ cors: false });
  try {
    const { script, release } = heldAnswer('They dance', ' for it.');
    server.script(script);
    await connectModel(chromium, server.baseUrl);
    popup = await chromium.openPopup(page);
    await popup.ask('How do they decide?');
    await popup.answering();
    await popup.surface.evaluate(() => close()).catch(() => undefined);
    await waitFor('the popup to be closed', () => !isOpen('popup.html'));
    release();
    popup = await chromium.openPopup(page);
    expect(await popup.answer(3)).toMatchObject({ status: 'completed', text: 'They dance for it.' });
  } finally {
    await server.close();
  }
});

it('hands over to the side panel, which shows the same thread', async () => {
  await popup.surface.click('button', 'Open side panel');
  const panel = await chromium.panel();
  const shown = await panel.until('the thread of the popup', (all) => all.length === 6);
  expect(shown[1]?.text).toBe(summary.text);
  await waitFor('the popup to be closed', () => !isOpen('popup.html'));
});

it('gives way to the side panel when the user chooses that again', async () => {
  const panel = await chromium.panel();
  await panel.surface.evaluate(() => close()).catch(() => undefined);
  await waitFor('the panel to be closed', () => !isOpen('sidepanel.html'));
  await toolbarButtonOpens('Opens the side panel');
  const again = await chromium.openPanel(page);
  expect(isOpen('popup.html')).toBe(false);
  await again.until('the thread', (all) => all.length === 6);
});
