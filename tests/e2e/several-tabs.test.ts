import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES, BRIDGES } from '../support/browser/articles.ts';
import { type Chromium, type ChromiumPanel, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { type Display, openDisplay } from '../support/browser/display.ts';
import { highlighted } from '../support/browser/highlighted.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';

const SWARM = 'about ten thousand workers';
const SWAY = 'it swayed sideways by up to seven centimetres';
/** Milliseconds within which the browser draws its question, which nobody can see from outside. */
const DRAWN = 3_000;
const BRIDGE_TAB = 'Why soldiers break step on a bridge';

// The browser's own questions are answered by real key presses, which need a screen; elsewhere than on Linux that is somebody's desk.
describe.runIf(process.platform === 'linux')('a question about several tabs', () => {
  let pages: Pages;
  let server: ModelServer;
  let display: Display;
  let chromium: Chromium;
  let bridges: Page;
  let bees: Page;
  let panel: ChromiumPanel;
  /** The panel's document, for its keys. */
  let keys: Page;

  beforeAll(async () => {
    pages = await servePages({ bees: { '/': BEES }, bridges: { '/': BRIDGES } });
    server = await startModelServer({ cors: false });
    display = await openDisplay();
    chromium = await launchChromium({
      headless: false,
      environment: display.environment,
      hosts: ['http://127.0.0.1/*'],
    });
    await connectModel(chromium, server.baseUrl);
    bridges = await chromium.open(pages.url('bridges'));
    bees = await chromium.open(pages.url('bees'));
    panel = await chromium.openPanel(bees);
    keys = panel.page;
    await keys.waitForSelector('textarea');
  });

  afterAll(async () => {
    await chromium.close();
    display.close();
    await server.close();
    await pages.close();
  });

  const options = () =>
    panel.surface.evaluate(() =>
      [...document.querySelectorAll('[role="listbox"] [role="option"]')].map((one) => one.textContent ?? ''),
    );
  const offers = (what: string) => waitFor(`the menu to offer "${what}"`, async () => (await options()).includes(what));
  const onlyOne = () => waitFor('the one tab of that name', async () => (await options()).length === 1);
  const taken = () =>
    panel.surface.evaluate(() => [...document.querySelectorAll('.mentions > li')].map((one) => one.textContent ?? ''));
  const draft = () => panel.surface.evaluate(() => document.querySelector('textarea')?.value);

  /** Presses keys in the browser's question; keys that come before it has been drawn would go to the panel. */
  async function replyWith(presses: readonly string[], isAnswered: () => Promise<boolean>): Promise<void> {
    await pause(DRAWN);
    for (const press of presses) {
      display.pressThere(press);
      await pause(300);
    }
    await waitFor('the browser’s question to be answered', isAnswered);
  }
  const ALLOW = ['Tab', 'Return'];
  const REFUSE = ['Escape'];

  const says = (words: string) => async () => (await taken()).some((one) => one.includes(words));

  it('asks for the names of the tabs in place, and only when that is chosen', async () => {
    await keys.click('textarea');
    await keys.keyboard.type('Compare this with @');
    await offers('Let Sitethread see the names of your open tabs');
    expect(await options()).toHaveLength(1);
    await keys.keyboard.press('ArrowDown');
    await keys.keyboard.press('Enter');
    await replyWith(ALLOW, async () => (await options()).some((one) => one.includes(BRIDGE_TAB)));
    expect((await options()).some((one) => one.includes('How a swarm'))).toBe(false);
  });

  it('finds a tab by its name, and says so beside the question when its site is refused', async () => {
    await keys.click('textarea');
    await keys.keyboard.type('soldi');
    await onlyOne();
    await keys.keyboard.press('Enter');
    expect(await draft()).toBe('Compare this with ');
    await replyWith(REFUSE, says('Not allowed'));
  });

  it('leaves a refused tab out', async () => {
    server.script(answer('Only one page here.'));
    await keys.click('textarea');
    await keys.keyboard.type('that one');
    await keys.keyboard.press('Enter');
    await panel.answer();
    expect(JSON.stringify(server.requests.at(-1)?.body)).not.toContain('Broughton');
    expect(await taken()).toEqual([expect.stringContaining('Not allowed')]);
  });

  it('takes a granted tab along, and the answer cites both pages', async () => {
    await keys.click('textarea');
    await keys.keyboard.type('What do @bridge');
    await onlyOne();
    await panel.surface.evaluate(() => document.querySelector('[role="option"]')?.scrollIntoView());
    await keys.click('[role="option"]');
    await replyWith(ALLOW, async () => (await taken()).every((one) => !one.includes('Not allowed')));
    expect(await taken()).toEqual([expect.stringContaining(BRIDGE_TAB)]);
    server.script(({ text }) =>
      answer(`Bees: “${SWARM}” 【${markerOf(text, SWARM)}】. A bridge: “${SWAY}” 【${markerOf(text, SWAY)}】.`),
    );
    await keys.click('textarea');
    await keys.keyboard.type('and bees have in common?');
    expect(await draft()).toBe('What do and bees have in common?');
    await keys.keyboard.press('Enter');
    expect((await panel.answer(2)).citations).toHaveLength(2);
    await waitFor('the tab to have gone along', async () => (await taken()).length === 0);
  });

  it('goes to the tab of a citation and highlights the exact words there', async () => {
    await panel.followCitation(1);
    expect((await highlighted(bridges)).words).toBe(SWAY);
    expect(await bridges.evaluate(() => document.visibilityState)).toBe('visible');
    expect(await bees.evaluate(() => document.visibilityState)).toBe('hidden');
  });

  it('keeps the question and says so when a tab has gone', async () => {
    await bees.bringToFront();
    await panel.until('the first thread again', (all) => all.length === 4);
    await keys.click('textarea');
    await keys.keyboard.type('@bridge');
    await onlyOne();
    await keys.keyboard.press('Enter');
    await waitFor('the tab to be taken along', async () => (await taken()).length === 1);
    await bridges.close();
    server.script(answer('About bees alone.'));
    await keys.keyboard.type('And now?');
    await keys.keyboard.press('Enter');
    expect((await panel.answer(3)).text).toContain('About bees alone.');
    expect(await taken()).toEqual([expect.stringContaining('has been closed')]);
    await panel.surface.click('button', `Leave out ${BRIDGE_TAB}`);
    await waitFor('the tab to be left out', async () => (await taken()).length === 0);
  });

  it('gives the names of the tabs back in the settings', async () => {
    const settings = await chromium.openDocument('options.html');
    await settings.click('button', 'Take back The names of your open tabs');
    const isGranted = () =>
      settings.evaluate(() => Reflect.get(globalThis, 'chrome').permissions.contains({ permissions: ['tabs'] }));
    await waitFor('the names to be given back', async () => !(await isGranted()));
  });
});

/** The number under which a request gives the passage that holds the words. */
function markerOf(request: string, words: string): number {
  const { messages } = JSON.parse(request) as { messages: { content: string }[] };
  const numbers = messages.flatMap(({ content }) =>
    [...content.matchAll(/\{"number":(\d+)[^}]*?"text":"((?:[^"\\]|\\.)*)"/g)].flatMap(([, number, text]) =>
      text?.includes(words) ? [Number(number)] : [],
    ),
  );
  return numbers[0] ?? 0;
}
