import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEES, BRIDGES } from '../support/browser/articles.ts';
import { type Chromium, type ChromiumPanel, launchChromium } from '../support/browser/chromium.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import { waitFor } from '../support/browser/wait-for.ts';

/** One yellow pixel. */
const ICON = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const SCOUT = 'please can you tell me what a scout measures?';
const SCOUT_TITLE = 'Tell me what a scout measures?';
const STOP = 'Who gives the stop signal?';
const BROUGHTON = 'What happened at Broughton?';

let pages: Pages;
let chromium: Chromium;
let bees: Page;
let bridges: Page;
let panel: ChromiumPanel;
/** The panel's document, for real keys. */
let page: Page;

beforeAll(async () => {
  pages = await servePages({
    bees: { '/': BEES, '/again': BEES, '/favicon.ico': { type: 'image/png', data: ICON } },
    bridges: { '/': BRIDGES },
  });
  chromium = await launchChromium();
  bees = await chromium.open(pages.url('bees'));
  panel = await chromium.openPanel(bees);
  page = panel.page;
  await panel.ask(SCOUT);
  await panel.answer();
  await panel.newThread();
  await panel.ask(STOP);
  await panel.answer();
  bridges = await chromium.open(pages.url('bridges'));
  await chromium.openPanel(bridges);
  await panel.until('an empty conversation', (all) => all.length === 0);
  await panel.ask(BROUGHTON);
  await panel.answer();
});

afterAll(async () => {
  await chromium.close();
  await pages.close();
});

const isOpen = () => panel.surface.evaluate(() => document.querySelector('dialog')?.open ?? false);
const closed = () => waitFor('the list to close', async () => !(await isOpen()));
const texts = (selector: string) =>
  panel.surface.evaluate(
    (wanted) => [...document.querySelectorAll<HTMLElement>(wanted)].map(({ textContent }) => textContent.trim()),
    selector,
  );
const titles = () => texts('.thread-row .thread-title');
const asks = (question: string) => panel.until(`the thread of "${question}"`, (all) => all[0]?.text === question);

async function openList(): Promise<void> {
  await panel.surface.click('button', 'Threads');
  await waitFor('the list', async () => (await titles()).length > 0);
}

/** Presses an item of a thread's menu. */
async function act(title: string, item: string): Promise<void> {
  await panel.surface.click('button', `Actions for “${title}”`);
  await panel.surface.click('menuitem', item);
}

async function rename(title: string): Promise<void> {
  await act(title, 'Rename');
  await waitFor('the title to be written in', () =>
    panel.surface.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Title of the thread'),
  );
}

const focused = () => panel.surface.evaluate(() => document.activeElement?.textContent ?? '');

it('lists the threads of this site and of all others under their sites, with icons', async () => {
  await page.focus('button[aria-label="Threads"]');
  await page.keyboard.press('Enter');
  await waitFor('all threads', async () => (await titles()).length === 3);
  expect(await titles()).toEqual([BROUGHTON, STOP, SCOUT_TITLE]);
  expect(await texts('#threads h3')).toEqual(['This site', 'All sites']);
  expect((await texts('#threads h4 bdi')).join()).toContain('bees.localhost');
  expect(await texts('[aria-current="true"] .thread-title')).toEqual([BROUGHTON]);
  await waitFor('the icon', () =>
    panel.surface.evaluate(() => document.querySelector<HTMLImageElement>('.site-tile > img')?.naturalWidth === 32),
  );
  await page.keyboard.press('Escape');
  await closed();
  expect(await panel.surface.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Threads');
});

it('shows a thread of another site beside this tab, where questions go to it, and goes back', async () => {
  await openList();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toContain(STOP);
  await page.keyboard.press('Enter');
  await asks(STOP);
  await closed();
  await panel.ask('What do soldiers do on a bridge?');
  expect((await panel.answer(2)).text).toContain('step');
  await asks(STOP);
  await panel.surface.click('button', 'Back to this site');
  await asks(BROUGHTON);
  await bees.bringToFront();
  const all = await panel.until('the whole thread', (messages) => messages.length === 4);
  expect(all.map(({ text }) => text)).toContain('What do soldiers do on a bridge?');
  await bridges.bringToFront();
  await asks(BROUGHTON);
});

it('finds words in all messages and opens the thread at the message', async () => {
  await openList();
  await page.focus('input[type="search"]');
  await page.keyboard.type('scout hollow tree meas');
  await waitFor('the hit', async () => (await texts('.thread-hit')).length === 1);
  expect(await texts('.thread-hit .thread-title')).toEqual([SCOUT_TITLE]);
  // While the words are typed, some of them alone find it too.
  await waitFor('all words to be marked', async () => {
    const marked = await texts('.thread-snippet mark');
    return ['scout', 'hollow', 'tree', 'measures'].every((word) => marked.includes(word));
  });
  await page.keyboard.press('Enter');
  expect(await isOpen()).toBe(true);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await asks(SCOUT);
  await waitFor('the focus on the message', () =>
    panel.surface.evaluate(() => document.activeElement?.getAttribute('data-role') === 'assistant'),
  );
  const found = () => panel.surface.evaluate(() => [...(CSS.highlights.get('found') ?? [])].map(String));
  expect(new Set(await found())).toEqual(new Set(['scout', 'hollow', 'tree', 'measures']));
  await panel.surface.click('button', 'Back to this site');
  await asks(BROUGHTON);
  await waitFor('the marks to go', async () => (await found()).length === 0);
});

it('pins, renames and archives, by keys', async () => {
  await openList();
  await rename(SCOUT_TITLE);
  await page.keyboard.type('Scouts');
  await page.keyboard.press('Escape');
  await waitFor('the title as it was', async () => (await titles()).includes(SCOUT_TITLE));
  expect(await isOpen()).toBe(true);
  await rename(SCOUT_TITLE);
  await page.keyboard.type('Scouts');
  await page.keyboard.press('Enter');
  await waitFor('the new title', async () => (await titles()).includes('Scouts'));
  await act('Scouts', 'Archive');
  await waitFor('it to be put away', async () => !(await titles()).includes('Scouts'));
  await panel.surface.click('button', 'Undo');
  await waitFor('it to be back', async () => (await titles()).includes('Scouts'));
  expect(await focused()).toContain('Scouts');
  await act('Scouts', 'Archive');
  await waitFor('it to be put away', async () => !(await titles()).includes('Scouts'));
  await panel.surface.click('button', '1 archived thread');
  await waitFor('it among the archived', async () => (await titles()).at(-1) === 'Scouts');
  await act('Scouts', 'Take out of the archive');
  await waitFor('it to be back', async () => (await texts('.threads-archived')).length === 0);
  await page.keyboard.press('Escape');
  await closed();
  await bees.bringToFront();
  await asks(STOP);
  await openList();
  await act('Scouts', 'Pin');
  await waitFor('it to come first', async () => (await titles())[0] === 'Scouts');
  await page.keyboard.press('Escape');
  await closed();
});

it('deletes a thread, and brings it back with all it held', async () => {
  await openList();
  await act(STOP, 'Delete thread');
  await waitFor('it to go', async () => !(await titles()).includes(STOP));
  await panel.surface.click('button', 'Undo');
  await waitFor('it to be back', async () => (await titles()).includes(STOP));
  await act(STOP, 'Delete thread');
  await waitFor('it to go', async () => !(await titles()).includes(STOP));
  await page.keyboard.down('Control');
  await page.keyboard.press('KeyZ');
  await page.keyboard.up('Control');
  await waitFor('it to be back', async () => (await titles()).includes(STOP));
  await act(STOP, 'Delete thread');
  await waitFor('it to go', async () => !(await titles()).includes(STOP));
  await page.keyboard.press('Escape');
  await closed();
  await panel.until('an empty conversation', (all) => all.length === 0);
  await panel.surface.click('button', 'Undo');
  const all = await panel.until('the whole thread', (messages) => messages.length === 4);
  expect(all[0]?.text).toBe(STOP);
});

it('shows a thread on one page alone, or on every site', async () => {
  const choose = async (scope: string) => {
    await openList();
    await page.select('.threads-scope select', scope);
    await waitFor('the choice to be told in the row', async () => (await texts('.thread-scope')).length === 1);
    await page.keyboard.press('Escape');
    await closed();
  };
  await choose('page');
  await bees.goto(pages.url('bees', '/again'));
  await chromium.openPanel(bees);
  await panel.until('an empty conversation', (all) => all.length === 0);
  await bees.goto(pages.url('bees'));
  await chromium.openPanel(bees);
  await asks(STOP);
  await choose('everywhere');
  await bridges.bringToFront();
  await asks(STOP);
  await openList();
  await page.evaluate(() => document.querySelector<HTMLElement>('#threads section [data-thread]')?.click());
  await asks(BROUGHTON);
});
