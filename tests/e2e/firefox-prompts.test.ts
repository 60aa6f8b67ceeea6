import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { userActs } from '../support/browser/firefox-sidebar.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';

let pages: Pages;
let firefox: Firefox;
let panel: Panel;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  firefox = await launchFirefox();
  panel = await firefox.openPanel(await firefox.open(pages.url('bees')));
});

afterAll(async () => {
  await firefox?.close();
  await pages?.close();
});

const press = (key: string) =>
  userActs(firefox.window)((pressed) => {
    const event = new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true });
    document.querySelector('textarea')?.dispatchEvent(event);
  }, key);
const type = (words: string) =>
  panel.surface.evaluate((added) => {
    const box = document.querySelector('textarea');
    if (box === null) throw new Error('There is no text box.');
    box.focus();
    box.setRangeText(added, box.value.length, box.value.length, 'end');
    box.dispatchEvent(new InputEvent('input', { bubbles: true, data: added, inputType: 'insertText' }));
  }, words);
const shows = (words: string) =>
  waitFor(`"${words}" in the text box`, () =>
    panel.surface.evaluate((wanted) => document.querySelector('textarea')?.value === wanted, words),
  );
const offered = () =>
  panel.surface.evaluate(() =>
    [...document.querySelectorAll('[role="listbox"] .choice-name')].map((one) => one.textContent ?? ''),
  );

it('asks a prompt that is found by its command, and brings the question back', async () => {
  await type('/key');
  await waitFor('the prompt', async () => (await offered()).join() === 'Key points');
  await press('Enter');
  await panel.answer();
  const [question] = await panel.messages();
  expect(question?.text).toBe('List the key points of this page.');
  await shows('');
  await press('ArrowUp');
  await shows('List the key points of this page.');
  await press('Escape');
  await shows('');
});

it('offers the prompts by its button, and takes the slash away again', async () => {
  await type('for later');
  await panel.surface.click('button', 'Prompts');
  await waitFor('all of them', async () => (await offered()).length === 10);
  await press('Escape');
  await shows('for later');
});
