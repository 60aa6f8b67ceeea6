import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { openWorld } from '../support/browser/open-world.ts';
import type { Pages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { RIVERS } from '../support/browser/rivers.ts';
import { storedIn } from '../support/browser/stored.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer } from '../support/model-server/index.ts';

let pages: Pages;
let server: ModelServer;
let page: Page;
let panel: Panel;
let answers = 0;

beforeAll(async () => {
  const world = await openWorld({ sites: { rivers: { '/': RIVERS, '/drava': RIVERS } } });
  ({ pages, server, tab: page, panel } = world);
  return world.close;
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
