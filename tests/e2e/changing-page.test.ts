import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { RIVERS } from '../support/browser/rivers.ts';
import { storedIn } from '../support/browser/stored.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';

let pages: Pages;
let server: ModelServer;
let chromium: Chromium;
let page: Page;
let panel: Panel;
let answers = 0;

beforeAll(async () => {
  pages = await servePages({ rivers: { '/': RIVERS, '/drava': RIVERS } });
  server = await startModelServer({ cors: false });
  // The model server may be reached; the page is read by the toolbar button's grant alone.
  chromium = await launchChromium({ hosts: [`${server.origin.replace(/:\d+$/, '')}/*`] });
  await connectModel(chromium, server.baseUrl);
  page = await chromium.open(pages.url('rivers'));
  panel = await chromium.openPanel(page);
});

afterAll(async () => {
  await chromium.close();
  await server.close();
  await pages.close();
});

/** Asks, and gives what the model was sent. */
async function ask(question: string): Promise<string> {
  server.script(answer('So it is.'));
  await panel.ask(question);
  answers += 1;
  await panel.answer(answers);
  return JSON.stringify(server.requests.findLast(({ path }) => path.endsWith('/chat/completions'))?.body);
}

/** The chips under each question, in order. */
const chips = () =>
  panel.surface.evaluate(() =>
    [...document.querySelectorAll('article[data-role="user"]')].map((article) =>
      [...article.querySelectorAll('.page-chip')].map((chip) => chip.textContent ?? ''),
    ),
  );

const storedPages = async () => (await storedIn(panel.surface))['sitethread/files']?.length;

it('attaches a page once while nothing on it changes but its clock', async () => {
  expect(await ask('Where does the Inn rise?')).toContain('The Inn rises at the Maloja pass');
  const before = await page.evaluate(() => document.querySelector('#clock')?.textContent);
  await waitFor('the clock to go on', () =>
    page.evaluate((then) => document.querySelector('#clock')?.textContent !== then, before),
  );
  expect(await ask('And where does it end?')).toContain('The Inn rises at the Maloja pass');
  expect(await chips()).toEqual([['The Inn'], []]);
  expect(await storedPages()).toBe(1);
});

it('reads the next page of an application that changes its address at once and its words later', async () => {
  await page.click('#to-drava');
  const sent = await ask('Where does the Drava rise?');
  expect(page.url()).toBe(pages.url('rivers', '/drava'));
  expect(sent).toContain('The Drava springs from a meadow near Toblach');
  expect((await chips()).at(-1)).toEqual(['The Drava']);
});

it('attaches a page again that has changed, and says so', async () => {
  await page.click('#more');
  const sent = await ask('How long is it?');
  expect(sent).toContain('Its gauge stood at 212 centimetres today.');
  expect((await chips()).at(-1)).toEqual([expect.stringMatching(/^The Drava\s*changed, as of \d/)]);
});

it('knows a page again that it comes back to', async () => {
  await page.click('#to-inn');
  await waitFor('the first page', () => page.evaluate(() => document.title === 'The Inn'));
  const sent = await ask('Which one was first?');
  expect(sent).toContain('The Inn rises at the Maloja pass');
  expect((await chips()).at(-1)).toEqual(['The Inn']);
});
