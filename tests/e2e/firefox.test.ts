import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEES, BRIDGES } from '../support/browser/articles.ts';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { highlighted } from '../support/browser/highlighted.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { wordsOf } from '../support/browser/words-of.ts';

let pages: Pages;
let firefox: Firefox;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES }, bridges: { '/': BRIDGES } });
  firefox = await launchFirefox();
  page = await firefox.open(pages.url('bees'));
  panel = await firefox.openPanel(page);
});

afterAll(async () => {
  await firefox.close();
  await pages.close();
});

it('summarizes in the sidebar with quotes that stand on the page', async () => {
  await panel.summarize();
  const summary = await panel.answer();
  const text = await wordsOf(page);
  const quotes = summary.text.match(/“[^”]+”/g) ?? [];
  expect(summary.status).toBe('completed');
  expect(quotes.length).toBeGreaterThanOrEqual(3);
  for (const quote of quotes) expect(text).toContain(quote.slice(1, -1));
});

it('shows a cited sentence on the page', async () => {
  await panel.followCitation(0);
  expect((await highlighted(page)).words).not.toBe('');
});

it('answers a question with quotes from the page', async () => {
  await panel.ask('How many scouts must meet at one site?');
  expect((await panel.answer(2)).text).toContain('When about thirty of them meet at one site at the same time');
});

it('has a thread of its own for another site', async () => {
  panel = await firefox.openPanel(await firefox.open(pages.url('bridges')));
  await panel.until('an empty conversation', (all) => all.length === 0);
  await page.bringToFront();
  await panel.until('the first thread again', (all) => all.length === 4);
});
