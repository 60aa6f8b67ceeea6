import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type FirefoxComposer, firefoxComposer } from '../support/browser/firefox-composer.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';

let pages: Pages;
let firefox: Firefox;
let panel: Panel;
let composer: FirefoxComposer;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  firefox = await launchFirefox();
  panel = await firefox.openPanel(await firefox.open(pages.url('bees')));
  composer = firefoxComposer(firefox, panel);
});

afterAll(async () => {
  await firefox?.close();
  await pages?.close();
});

const shows = (words: string) => waitFor(`"${words}" in the text box`, async () => (await composer.draft()) === words);
const offered = () =>
  panel.surface.evaluate(() =>
    [...document.querySelectorAll('[role="listbox"] .choice-name')].map((one) => one.textContent ?? ''),
  );

it('asks a prompt that is found by its command, and brings the question back', async () => {
  await composer.type('/key');
  await waitFor('the prompt', async () => (await offered()).join() === 'Key points');
  await composer.press('Enter');
  await panel.answer();
  const [question] = await panel.messages();
  expect(question?.text).toBe('List the key points of this page.');
  await shows('');
  await composer.press('ArrowUp');
  await shows('List the key points of this page.');
  await composer.press('Escape');
  await shows('');
});

it('offers the prompts by its button, and takes the slash away again', async () => {
  await composer.type('for later');
  await panel.surface.click('button', 'Prompts');
  await waitFor('all of them', async () => (await offered()).length === 10);
  await composer.press('Escape');
  await shows('for later');
});
