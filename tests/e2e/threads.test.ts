import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEES, BRIDGES } from '../support/browser/articles.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';

let pages: Pages;
let chromium: Chromium;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES, '/again': BEES }, bridges: { '/': BRIDGES } });
  chromium = await launchChromium();
});

afterAll(async () => {
  await chromium.close();
  await pages.close();
});

const begins = (panel: Panel, words: string) =>
  panel.until(`a conversation with "${words}"`, (all) => all.some(({ text }) => text.includes(words)));

const isEmpty = (panel: Panel) => panel.until('an empty conversation', (all) => all.length === 0);

it('keeps a thread for each site and brings the first one back', async () => {
  const bees = await chromium.open(pages.url('bees'));
  const panel = await chromium.openPanel(bees);
  await panel.ask('What does a scout measure?');
  await panel.answer();

  const bridges = await chromium.open(pages.url('bridges'));
  await chromium.openPanel(bridges);
  await isEmpty(panel);
  await panel.ask('What happened at Broughton?');
  await panel.answer();
  expect((await panel.messages()).map(({ text }) => text).join('\n')).not.toContain('What does a scout measure?');

  await bees.bringToFront();
  const back = await begins(panel, 'What does a scout measure?');
  expect(back.map(({ role }) => role)).toEqual(['user', 'assistant']);
});

it('never shows the thread of the site before, beside a tab the user has not granted', async () => {
  const bees = await chromium.open(pages.url('bees'));
  const panel = await chromium.openPanel(bees);
  await begins(panel, 'What does a scout measure?');
  await chromium.open(pages.url('bridges'));
  await isEmpty(panel);
});

it('shows the thread again after the browser is closed and started on the same profile', async () => {
  chromium = await chromium.restart();
  const panel = await chromium.openPanel(await chromium.open(pages.url('bees', '/again')));
  const kept = await begins(panel, 'What does a scout measure?');
  expect(kept.map(({ role, status }) => [role, status])).toEqual([
    ['user', 'completed'],
    ['assistant', 'completed'],
  ]);
});

it('starts a new thread and keeps the earlier one in the list', async () => {
  const panel = await chromium.openPanel(await chromium.open(pages.url('bees')));
  await begins(panel, 'What does a scout measure?');
  await panel.newThread();
  await panel.ask('Who gives the stop signal?');
  await panel.answer();

  await panel.surface.click('button', 'Threads');
  await waitFor('the earlier thread', () =>
    panel.surface.evaluate(() => {
      const earlier = document.querySelector<HTMLElement>('[data-thread]:not([aria-current])');
      earlier?.click();
      return earlier !== null;
    }),
  );
  await begins(panel, 'What does a scout measure?');
});
