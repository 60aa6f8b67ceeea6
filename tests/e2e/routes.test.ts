import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import type { Chromium } from '../support/browser/chromium.ts';
import { highlighted } from '../support/browser/highlighted.ts';
import { openWorld } from '../support/browser/open-world.ts';
import type { Pages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { storedIn } from '../support/browser/stored.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer } from '../support/model-server/index.ts';

const INN = 'The Inn rises at the Maloja pass and leaves the mountains after two hundred kilometres of narrow valleys.';
const DRAVA = 'The Drava springs from a meadow near Toblach, a few steps from the watershed of two seas.';

/** An application that keeps its pages behind a number sign and puts the place in a page behind a second one. */
const APPLICATION = `<!doctype html><html lang="en"><head><title>Rivers</title></head><body><main><h1></h1><p></p></main><script>
const RIVERS = { '': ['The Inn', ${JSON.stringify(INN)}], '#/drava': ['The Drava', ${JSON.stringify(DRAVA)}] };
const show = () => {
  const [name, words] = RIVERS[location.hash.replace(/^#source$|^#\\/$/, '')] ?? ['Nothing', 'There is nothing at this place of the application.'];
  document.title = document.querySelector('h1').textContent = name;
  document.querySelector('p').textContent = words;
};
addEventListener('hashchange', show);
show();
</script></body></html>`;

let pages: Pages;
let server: ModelServer;
let chromium: Chromium;
let page: Page;
let panel: Panel;
let answers = 0;

beforeAll(async () => {
  const world = await openWorld({ sites: { rivers: { '/': APPLICATION } }, hosts: ['http://*/*'] });
  ({ pages, server, chromium, tab: page, panel } = world);
  return world.close;
});

async function ask(question: string, says: string): Promise<string> {
  server.script(({ text }) => answer(`“${says}” 【${text.includes(INN) && says !== INN ? 2 : 1}】`));
  await panel.ask(question);
  answers += 1;
  expect((await panel.answer(answers)).citations).toHaveLength(1);
  return JSON.stringify(server.requests.findLast(({ path }) => path.endsWith('/chat/completions'))?.body);
}

const go = (hash: string) =>
  page.evaluate((next) => {
    location.hash = next;
  }, hash);
const chips = () =>
  panel.surface.evaluate(() =>
    [...document.querySelectorAll('article[data-role="user"]')].map((article) =>
      [...article.querySelectorAll('.page-chip')].map((chip) => chip.textContent ?? ''),
    ),
  );
const storedUrls = async () =>
  ((await storedIn(panel.surface))['sitethread/files'] ?? [])
    .map((row) => (row as { local: { page: { url: string } } }).local.page.url)
    .sort();

it('takes a place in a page and the start of an application for the page itself', async () => {
  await ask('Where does the Inn rise?', INN);
  await go('#source');
  await ask('And where does it end?', INN);
  await go('#/');
  await ask('How long is it?', INN);
  expect(await chips()).toEqual([['The Inn'], [], []]);
  expect(await storedUrls()).toEqual([pages.url('rivers')]);
});

it('takes a route for a page of its own, which no other one has become', async () => {
  await go('#/drava');
  const sent = await ask('Where does the Drava rise?', DRAVA);
  expect(sent).toContain(DRAVA);
  expect((await chips()).at(-1)).toEqual(['The Drava']);
  expect(await storedUrls()).toEqual([pages.url('rivers'), `${pages.url('rivers')}#/drava`]);
});

it('keeps the route from the model: it reaches no server and can carry any words', async () => {
  expect(server.requests.some(({ text }) => text.includes('#/drava'))).toBe(false);
});

it('opens a route at the cited words when no tab is there', async () => {
  await go('');
  await waitFor('the panel to stand at the first page', () =>
    panel.surface.evaluate(() => document.querySelector('header')?.textContent?.includes('The Inn') === true),
  );
  await panel.followCitation(0);
  const other = await waitFor('a second tab', async () =>
    (await chromium.browser.pages()).find((one) => one !== page && one.url().startsWith(pages.url('rivers'))),
  );
  await waitFor('the route', () => other.evaluate(() => location.hash === '#/drava' && document.title === 'The Drava'));
  expect(page.url()).toBe(`${pages.url('rivers')}#`);
  await panel.until('the thread in the new tab', (all) => all.at(-1)?.citations.length === 1);
  await panel.followCitation(0);
  expect((await highlighted(other)).words).toBe(DRAVA);
});
