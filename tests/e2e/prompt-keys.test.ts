import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { brokenRules } from '../support/browser/broken-rules.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { type OptionsPage, openOptions } from '../support/browser/options-page.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, heldAnswer, type ModelServer, startModelServer } from '../support/model-server/index.ts';

let pages: Pages;
let server: ModelServer;
let chromium: Chromium;
let bees: Page;
let panel: Panel;
let keys: Page;
let options: OptionsPage;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  server = await startModelServer({ cors: false });
  chromium = await launchChromium({ hosts: ['http://127.0.0.1/*'] });
  await connectModel(chromium, server.baseUrl);
  options = await openOptions(chromium);
});

afterAll(async () => {
  await chromium?.close();
  await server?.close();
  await pages?.close();
});

/** Alt and Shift with the key of that digit, whatever it types on this keyboard. */
async function press(digit: number): Promise<void> {
  await keys.keyboard.down('Alt');
  await keys.keyboard.down('Shift');
  await keys.keyboard.press(`Digit${digit}` as 'Digit4');
  await keys.keyboard.up('Shift');
  await keys.keyboard.up('Alt');
}

async function openSheet(): Promise<void> {
  await keys.keyboard.down('Control');
  await keys.keyboard.press('/');
  await keys.keyboard.up('Control');
}

const written = () => keys.evaluate(() => document.querySelector('textarea')?.value ?? '');
const shows = (words: string) => waitFor(`"${words}" in the text box`, async () => (await written()) === words);
const newest = async () => (await panel.messages()).findLast(({ role }) => role === 'user')?.text;
const write = (words: string) => panel.surface.fill('Ask about this page', words);
const chosen = (id: string) =>
  options.evaluate((found) => document.querySelector<HTMLSelectElement>(found)?.value, `#prompt-key-${id}`);

describe('the key of a prompt', () => {
  it('is chosen for a built-in one, and taken from it by one of the user’s own', async () => {
    await options.page.locator('.built-in-prompts > summary').click();
    await options.page.select('#prompt-key-explain', '4');
    await options.page.select('#prompt-key-simplify', '5');
    await waitFor('the key', async () => (await chosen('simplify')) === '5');
    await options.click('button', 'Add prompt');
    await options.fill('Name', 'Compare');
    await options.fill('Text', 'Compare {{page}} with {{input}}.');
    await options.page.select('#prompt-key', '5');
    const said = () => options.evaluate(() => document.querySelector('#prompt-key-note')?.textContent);
    await waitFor(
      'who loses it',
      async () => (await said()) === '“Simplify” has this key now, and loses it when you save.',
    );
    expect(await brokenRules(options.page)).toEqual([]);
    await options.click('button', 'Save prompt');
    await waitFor('the key to be gone', async () => (await chosen('simplify')) === '');
    expect(await options.evaluate(() => document.querySelector('.prompt-row .keys')?.textContent)).toBe('AltShift5');
  });

  it('stays with its prompt where the arrow keys only go past it, and goes where they stop', async () => {
    const step = async (id: string, key: 'ArrowDown' | 'Tab', to: string) => {
      await options.page.keyboard.press(key);
      await waitFor(`${id} to have "${to}"`, async () => (await chosen(id)) === to);
    };
    await options.page.focus('#prompt-key-quiz');
    for (const key of ['4', '5', '6']) await step('quiz', 'ArrowDown', key);
    await step('quiz', 'Tab', '6');
    expect(await chosen('explain')).toBe('4');
    expect(await options.evaluate(() => document.querySelector('.prompt-row .keys')?.textContent)).toBe('AltShift5');
    await options.page.focus('#prompt-key-table');
    await step('table', 'ArrowDown', '4');
    expect(await chosen('explain')).toBe('4');
    await step('explain', 'Tab', '');
    await options.page.select('#prompt-key-explain', '4');
    await options.page.select('#prompt-key-quiz', '');
    await waitFor('the keys as before', async () => (await chosen('table')) === '' && (await chosen('quiz')) === '');
  });

  it('asks a prompt that needs no words at once, with the focus anywhere in the panel', async () => {
    bees = await chromium.open(pages.url('bees'));
    panel = await chromium.openPanel(bees);
    keys = await (await chromium.browser.waitForTarget((one) => one.url().endsWith('/sidepanel.html'))).asPage();
    await (await keys.waitForSelector('button[aria-label="Settings"]'))?.focus();
    server.script(answer('They dance.'));
    await press(4);
    await panel.answer();
    expect(await newest()).toMatch(/^Explain this page in plain words/);
    await shows('');
  });

  it('puts the command of one that wants words before what is written, and waits', async () => {
    await write('wasps');
    await press(5);
    await shows('/compare wasps');
    await keys.keyboard.type(' and ants');
    // Another key brings another command, not a second one.
    await press(4);
    await shows('/explain wasps and ants');
    await press(5);
    await shows('/compare wasps and ants');
    server.script(answer('Wasps are alone.'));
    await keys.keyboard.press('Enter');
    await panel.answer(2);
    expect(await newest()).toBe('Compare this page with wasps and ants.');
    await shows('');
  });

  it('is shown in the list, and chooses while it is open', async () => {
    await write('/comp');
    const option = await keys.waitForSelector('[role="option"][aria-keyshortcuts="Alt+Shift+5"]');
    expect(await option?.evaluate((one) => one.textContent)).toContain('AltShift5');
    expect(await brokenRules(keys)).toEqual([]);
    await press(5);
    await shows('/compare ');
    expect(await keys.$$('[role="option"]')).toEqual([]);
    await write('');
  });

  it('writes, and does not ask, while an answer is being written', async () => {
    const { script, release } = heldAnswer('They', ' dance.');
    server.script(script);
    await write('How?');
    await keys.keyboard.press('Enter');
    await waitFor('the first word', async () => (await panel.messages()).at(-1)?.text.startsWith('They'));
    await press(4);
    await shows('/explain ');
    release();
    await panel.answer(3);
    expect(await newest()).toBe('How?');
    expect(await keys.$$('[role="alert"]')).toEqual([]);
    await write('');
  });

  it('is left alone in other text fields and under what lies over the thread', async () => {
    await keys.evaluate(() => {
      Object.assign(window, { taken: [] });
      // The last to hear of a key.
      window.addEventListener('keydown', ({ code, defaultPrevented }) => {
        if (code === 'Digit4') (window as unknown as { taken: boolean[] }).taken.push(defaultPrevented);
      });
    });
    const isOpen = (open: boolean) =>
      waitFor(`the sheet ${open ? 'to open' : 'to close'}`, () =>
        keys.evaluate((wanted) => (document.querySelector('dialog[open]') !== null) === wanted, open),
      );
    await openSheet();
    await isOpen(true);
    await press(4);
    await keys.keyboard.press('Escape');
    await isOpen(false);
    await keys.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[aria-label="Edit question"]')].at(-1)?.click(),
    );
    await (await keys.waitForSelector('.edit-message textarea'))?.focus();
    await press(4);
    await keys.keyboard.press('Escape');
    await (await keys.waitForSelector('.composer textarea'))?.focus();
    await keys.keyboard.type('ants');
    await press(4);
    await shows('/explain ants');
    expect(await keys.evaluate(() => (window as unknown as { taken: boolean[] }).taken)).toEqual([false, false, true]);
    await write('');
  });

  it('stands in the sheet of all keys, which leads to where it is chosen', async () => {
    await openSheet();
    const listed = () =>
      keys.evaluate(() =>
        [...document.querySelectorAll('.shortcuts-sheet .shortcuts:last-of-type > div')].map((one) => one.textContent),
      );
    await waitFor('the keys', async () => (await listed()).join() === 'ExplainAltShift4,CompareAltShift5');
    expect(await brokenRules(keys)).toEqual([]);
    await panel.surface.click('button', 'Give prompts a key');
    await chromium.browser.waitForTarget((one) => one.url().endsWith('/options.html#prompts'));
  });

  it('is heard in the popup too', async () => {
    const popup = await chromium.openDocument('popup.html');
    keys = popup.page;
    await keys.waitForSelector('textarea');
    // What hears the keys comes a moment after the text box.
    await waitFor('the command', async () => {
      await press(5);
      return (await written()) === '/compare ';
    });
  });
});
