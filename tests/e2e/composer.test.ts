import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES, BRIDGES } from '../support/browser/articles.ts';
import { type Chromium, type ChromiumPanel, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';

let pages: Pages;
let server: ModelServer;
let chromium: Chromium;
let bees: Page;
let panel: ChromiumPanel;
/** The panel's document, for its keys. */
let keys: Page;

async function open(): Promise<void> {
  bees = await chromium.open(pages.url('bees'));
  panel = await chromium.openPanel(bees);
  keys = panel.page;
}

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES }, bridges: { '/': BRIDGES } });
  server = await startModelServer({ cors: false });
  chromium = await launchChromium({ hosts: ['http://127.0.0.1/*'] });
  await connectModel(chromium, server.baseUrl);
  await open();
});

afterAll(async () => {
  await chromium.close();
  await server.close();
  await pages.close();
});

const written = () => panel.surface.evaluate(() => document.querySelector('textarea')?.value ?? '');
const shows = (words: string) => waitFor(`"${words}" in the text box`, async () => (await written()) === words);
const write = (words: string) => panel.surface.fill('Ask about this page', words);
const hasMessages = (count: number) => panel.until(`${count} messages`, (all) => all.length === count);
const asked = async () => (await panel.messages()).filter(({ role }) => role === 'user').map(({ text }) => text);

describe('what is typed and not sent', () => {
  it('belongs to its thread, and to its site before there is one', async () => {
    await write('for the first thread');
    server.script(answer('By dancing.'));
    await panel.surface.click('button', 'Send');
    await panel.answer();
    await shows('');
    await write('left in the first thread');
    await panel.newThread();
    await shows('');
    await write('left in the second');

    const bridges = await chromium.open(pages.url('bridges'));
    await chromium.openPanel(bridges);
    await shows('');
    await write('left on another site');
    await bees.bringToFront();
    await shows('left in the second');
    await bridges.close();
  });

  it('is there again after the browser was killed, in each of them', async () => {
    chromium = await chromium.kill();
    await open();
    await shows('left in the second');
    await panel.surface.click('button', 'Threads');
    await waitFor('the first thread in the list', () =>
      panel.surface.evaluate(() => {
        const row = [...document.querySelectorAll<HTMLElement>('button')].find(
          (one) => one.textContent?.toLowerCase().includes('for the first thread') === true,
        );
        row?.click();
        return row !== undefined;
      }),
    );
    await hasMessages(2);
    await shows('left in the first thread');
    await chromium.openPanel(await chromium.open(pages.url('bridges')));
    await shows('left on another site');
    await bees.bringToFront();
    await shows('left in the first thread');
  });
});

describe('earlier questions', () => {
  it('come back by ArrowUp, and the draft by ArrowDown or Escape', async () => {
    server.script(answer('Thirty.'));
    await panel.ask('How many, roughly?');
    await panel.answer(2);
    await write('my draft');
    await keys.keyboard.press('Home');
    await keys.keyboard.press('ArrowUp');
    await shows('How many, roughly?');
    await keys.keyboard.press('ArrowUp');
    await shows('for the first thread');
    await keys.keyboard.press('ArrowUp');
    await keys.keyboard.press('ArrowDown');
    await shows('How many, roughly?');
    await keys.keyboard.press('ArrowDown');
    await shows('my draft');
    await keys.keyboard.press('Home');
    await keys.keyboard.press('ArrowUp');
    await shows('How many, roughly?');
    await keys.keyboard.press('Escape');
    await shows('my draft');
  });

  it('can be asked again as they are, and the draft is back then', async () => {
    await keys.keyboard.press('Home');
    await keys.keyboard.press('ArrowUp');
    await shows('How many, roughly?');
    server.script(answer('Forty.'));
    await keys.keyboard.press('Enter');
    await panel.answer(3);
    expect((await asked()).at(-1)).toBe('How many, roughly?');
    await shows('my draft');
  });
});

describe('a long question', () => {
  it('says how long it is, and when that is much for its model', async () => {
    const said = () => panel.surface.evaluate(() => document.querySelector('.question-size')?.textContent ?? '');
    const paste = (words: string) =>
      panel.surface.evaluate((text) => {
        const box = document.querySelector('textarea');
        box?.focus();
        box?.select();
        document.execCommand('insertText', false, text);
      }, words);
    expect(await said()).toBe('');
    await paste('honey and bees '.repeat(200));
    await waitFor('the count', async () => /^3,000 characters, about \d{3} tokens$/.test(await said()));
    await paste('honey and bees '.repeat(8_000));
    await waitFor('a word of warning', async () => (await said()).includes('tokens that the model reads at once'));
    await write('');
    await waitFor('no count', async () => (await said()) === '');
  });

  it('grows the text box to two fifths of the panel, and no further', async () => {
    const height = () => panel.surface.evaluate(() => document.querySelector('.composer .grow')?.clientHeight ?? 0);
    const low = await height();
    await write('');
    for (let line = 0; line < 40; line += 1) {
      await keys.keyboard.type('line');
      await keys.keyboard.down('Shift');
      await keys.keyboard.press('Enter');
      await keys.keyboard.up('Shift');
    }
    const [high, all] = [await height(), await panel.surface.evaluate(() => innerHeight)];
    expect(low).toBeLessThan(60);
    expect(high / all).toBeGreaterThan(0.35);
    expect(high / all).toBeLessThanOrEqual(0.41);
    expect((await written()).split('\n')).toHaveLength(41);
    await write('');
  });
});

it('sends nothing while an input method is at work', async () => {
  const before = (await panel.messages()).length;
  const session = await keys.createCDPSession();
  await keys.focus('textarea');
  await session.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, key: 'Enter' });
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, key: 'ArrowUp' });
  await shows('にほ');
  await session.send('Input.insertText', { text: '日本' });
  await shows('日本');
  expect(await panel.messages()).toHaveLength(before);
  await session.detach();
  await write('');
});
