import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import { waitFor } from '../support/browser/wait-for.ts';

const FERRY =
  'The ferry over the lake runs from the first day of May until the ice comes, and it never leaves on time.';

let pages: Pages;
let firefox: Firefox;

beforeAll(async () => {
  const data = `<!doctype html><html lang="en"><head><title>The ferry</title></head><body><main><h1>The ferry</h1><p>${FERRY}</p>`;
  pages = await servePages({ lake: { '/': { type: 'text/html; charset=utf-8', data, endless: true } } });
  firefox = await launchFirefox();
});

afterAll(async () => {
  await firefox?.close();
  await pages?.close();
});

it('reads a page whose end never comes as far as it is there', async () => {
  const page = await firefox.browser.newPage();
  // Such a page never gets done loading.
  void page.goto(pages.url('lake')).catch(() => undefined);
  // The click lets the panel see what the tab shows then: until the page has come, that is another one.
  await waitFor('what is there of the page', () =>
    page.evaluate(() => document.body?.textContent?.includes('never leaves on time') === true),
  );
  const panel = await firefox.openPanel(page);
  await panel.standsBeside(pages.url('lake'));
  await panel.ask('When does the ferry run?');
  expect((await panel.answer()).text).toContain('the first day of May');
});
