import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { highlighted } from '../support/browser/highlighted.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel, PanelMessage } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { wordsOf } from '../support/browser/words-of.ts';

let pages: Pages;
let chromium: Chromium;
let page: Page;
let panel: Panel;
let summary: PanelMessage;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  chromium = await launchChromium();
  page = await chromium.open(pages.url('bees'));
  panel = await chromium.openPanel(page);
  await panel.summarize();
  summary = await panel.answer();
});

afterAll(async () => {
  await chromium.close();
  await pages.close();
});

it('summarizes without a connection in at least three sentences that stand on the page word for word', async () => {
  const text = await wordsOf(page);
  const quotes = summary.text.match(/“[^”]+”/g) ?? [];
  expect(summary.status).toBe('completed');
  expect(quotes.length).toBeGreaterThanOrEqual(3);
  for (const quote of quotes) expect(text).toContain(quote.slice(1, -1));
});

it('gives each quoted sentence a citation', () => {
  const quotes = summary.text.match(/“[^”]+”/g) ?? [];
  expect(summary.citations.length).toBe(quotes.length);
});

it('shows the words of the last citation on the page: scrolled to and highlighted', async () => {
  await page.evaluate(() => scrollTo(0, 0));
  await panel.followCitation(summary.citations.length - 1);
  const shown = await highlighted(page);
  expect(shown.inView).toBe(true);
  expect(shown.words.split(' ').length).toBeGreaterThan(4);
  expect(summary.text).toContain(shown.words.replace(/[.!?]$/, ''));
});

it('answers a question with quotes from the page', async () => {
  await panel.ask('How many scouts must meet at one site?');
  const answer = await panel.answer(2);
  expect(answer.text).toContain('When about thirty of them meet at one site at the same time');
});

it('says in one sentence why a page of the browser itself cannot be read', async () => {
  const beside = await chromium.openPanel(await chromium.open('chrome://version'));
  await waitFor('the reason', () =>
    beside.surface.evaluate(() => document.body.textContent?.includes('This page belongs to the browser') === true),
  );
});

it('runs no script of its own in a page that the user has not asked about', async () => {
  const registered = await panel.surface.evaluate(async () => {
    const { scripting } = Reflect.get(globalThis, 'chrome');
    return (await scripting.getRegisteredContentScripts()).length;
  });
  expect(registered).toBe(0);
});
