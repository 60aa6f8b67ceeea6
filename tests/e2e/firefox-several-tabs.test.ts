import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEES, BRIDGES } from '../support/browser/articles.ts';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type FirefoxComposer, firefoxComposer } from '../support/browser/firefox-composer.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';

const BRIDGE_TAB = 'Why soldiers break step on a bridge';

let pages: Pages;
let firefox: Firefox;
let bridges: Page;
let bees: Page;
let panel: Panel;
let composer: FirefoxComposer;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES }, bridges: { '/': BRIDGES } });
  firefox = await launchFirefox();
  bridges = await firefox.open(pages.url('bridges'));
  bees = await firefox.open(pages.url('bees'));
  panel = await firefox.openPanel(bees);
  composer = firefoxComposer(firefox, panel);
});

afterAll(async () => {
  await firefox?.close();
  await pages?.close();
});

const options = () =>
  panel.surface.evaluate(() =>
    [...document.querySelectorAll('[role="listbox"] [role="option"]')].map((one) => one.textContent ?? ''),
  );
const taken = () =>
  panel.surface.evaluate(() => [...document.querySelectorAll('.mentions > li')].map((one) => one.textContent ?? ''));

type Question = { readonly button: HTMLElement; readonly secondaryButton: HTMLElement };
type BrowserWindow = {
  readonly PopupNotifications: { readonly panel: { readonly firstElementChild: Question | null } };
};

/** Presses a button of the browser's own question, once it has been asked. */
const reply = (button: keyof Question) =>
  waitFor('the browser’s question', () =>
    firefox.window.run((name) => {
      const { PopupNotifications } = globalThis as unknown as BrowserWindow;
      const question = PopupNotifications.panel.firstElementChild;
      question?.[name].click();
      return question !== null;
    }, button),
  );

it('asks for the names of the tabs in place', async () => {
  await composer.type('Compare this with @');
  await waitFor('the menu', async () => (await options())[0]?.includes('Let Sitethread see the names') === true);
  expect(await options()).toHaveLength(1);
  await composer.press('ArrowDown');
  await composer.press('Enter');
  await reply('button');
  await waitFor('the other tab', async () => (await options()).some((one) => one.includes(BRIDGE_TAB)));
  expect((await options()).some((one) => one.includes('How a swarm'))).toBe(false);
});

it('says so beside the question when the site of a tab is refused', async () => {
  await composer.type('soldi');
  await waitFor('the one tab of that name', async () => (await options()).length === 1);
  await composer.press('Enter');
  expect(await composer.draft()).toBe('Compare this with ');
  await reply('secondaryButton');
  await waitFor('the reason', async () => (await taken()).some((one) => one.includes('Not allowed')));
});

it('takes a granted tab along, and the answer cites it', async () => {
  await composer.type('@soldi');
  await waitFor('the one tab of that name', async () => (await options()).length === 1);
  await composer.press('Enter');
  await reply('button');
  await waitFor('the tab to be taken along', async () => (await taken()).every((one) => !one.includes('Not allowed')));
  await panel.ask('By how many centimetres did the bridge sway sideways?');
  const answer = await panel.answer();
  expect(answer.text).toContain('seven centimetres');
  await waitFor('the tab to have gone along', async () => (await taken()).length === 0);
});

it('goes to the tab of a citation', async () => {
  await panel.followCitation(0);
  await waitFor('the words in the other tab', () =>
    bridges.evaluate(
      () =>
        document.visibilityState === 'visible' &&
        [...(CSS.highlights?.get('sitethread') ?? [])].some((one) => String(one).includes('seven centimetres')),
    ),
  );
  expect(await bees.evaluate(() => document.visibilityState)).toBe('hidden');
});

it('keeps the question and says so when a tab has gone', async () => {
  await bees.bringToFront();
  await panel.until('the first thread again', (all) => all.length === 2);
  await composer.type('@soldi');
  await waitFor('the one tab of that name', async () => (await options()).length === 1);
  await composer.press('Enter');
  await waitFor('the tab to be taken along', async () => (await taken()).length === 1);
  await bridges.close();
  await panel.ask('How many workers does a swarm have?');
  expect((await panel.answer(2)).text).not.toBe('');
  expect(await taken()).toEqual([expect.stringContaining('has been closed')]);
});
