import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { RIVERS } from '../support/browser/rivers.ts';

let pages: Pages;
let firefox: Firefox;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  pages = await servePages({ rivers: { '/': RIVERS, '/drava': RIVERS } });
  firefox = await launchFirefox();
  page = await firefox.open(pages.url('rivers'));
  panel = await firefox.openPanel(page);
});

afterAll(async () => {
  await firefox.close();
  await pages.close();
});

const chips = () =>
  panel.surface.evaluate(() =>
    [...document.querySelectorAll('article[data-role="user"]')].map((article) =>
      [...article.querySelectorAll('.page-chip')].map((chip) => chip.textContent ?? ''),
    ),
  );

it('follows an application from page to page without a load, and marks what has changed', async () => {
  await panel.ask('Where does the Inn rise?');
  expect((await panel.answer(1)).text).toContain('Maloja');
  await panel.ask('What did the rafts carry?');
  expect((await panel.answer(2)).text).toContain('salt and wine');
  await page.click('#to-drava');
  await panel.ask('Is it true that the Drava springs from a meadow near Toblach?');
  expect((await panel.answer(3)).text).toContain('Toblach');
  await page.click('#more');
  await panel.ask('Is it true that its gauge stood at so many centimetres today?');
  expect((await panel.answer(4)).text).toContain('212');
  expect(await chips()).toEqual([
    ['The Inn'],
    [],
    ['The Drava'],
    [expect.stringMatching(/^The Drava\s*changed, as of \d/)],
  ]);
});
