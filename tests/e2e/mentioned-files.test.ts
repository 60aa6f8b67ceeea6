import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Chromium, type ChromiumPanel, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';
import { lines, wrapped } from '../support/pdf/sheets.ts';
import { writePdf } from '../support/pdf/write-pdf.ts';

const FIRST = 'The lake was surveyed in the year 1859 by two men in a rowing boat with a line of hemp and a lead.';
const SECOND = 'Its deepest place lies under the northern wall and was found in the last hour of the last day.';
const SURVEY = writePdf(
  [FIRST, SECOND].map((text) => ({ runs: lines(wrapped(text, 70), { x: 72, y: 100 }) })),
  { title: 'survey', language: 'en' },
);
const DEPTHS = JSON.stringify({ lake: 'upper', deepest: { metres: 143, place: 'northern wall' } });

let pages: Pages;
let server: ModelServer;
let chromium: Chromium;
let survey: Page;
let panel: ChromiumPanel;
let keys: Page;

beforeAll(async () => {
  pages = await servePages({
    bees: { '/': BEES },
    lake: {
      '/survey': { type: 'application/pdf', data: SURVEY },
      '/depths.json': { type: 'application/json', data: DEPTHS },
    },
  });
  server = await startModelServer();
  chromium = await launchChromium({ hosts: ['http://*/*', 'https://*/*'] });
  await connectModel(chromium, server.baseUrl);
  survey = await chromium.open(pages.url('lake', '/survey'));
  await chromium.open(pages.url('lake', '/depths.json'));
  panel = await chromium.openPanel(await chromium.open(pages.url('bees')));
  keys = panel.page;
  await keys.waitForSelector('textarea');
});

afterAll(async () => {
  await chromium?.close();
  await server?.close();
  await pages?.close();
});

const taken = () =>
  panel.surface.evaluate(() =>
    [...document.querySelectorAll('.mentions > li')].map((one) => one.getAttribute('data-mention') ?? ''),
  );

async function mention(words: string, now: number): Promise<void> {
  await keys.click('textarea');
  await keys.keyboard.type(` @${words}`);
  await waitFor(`the one tab of "${words}"`, () =>
    panel.surface.evaluate(() => document.querySelectorAll('[role="listbox"] [role="option"]').length === 1),
  );
  await keys.keyboard.press('Enter');
  await waitFor('the tab to be ready', async () => (await taken()).filter((one) => one === 'ready').length === now);
}

it('takes a PDF file and a file of data along, each once however often it is chosen', async () => {
  await keys.click('textarea');
  await keys.keyboard.type('How deep is it');
  await mention('survey', 1);
  await mention('survey', 1);
  await mention('depths', 2);
  server.script(({ text }) => {
    const { messages } = JSON.parse(text) as { messages: { content: string }[] };
    const content = messages.map((message) => message.content).join('\n');
    const number = content.match(/"number":(\d+)[^{}]*northern wall and/)?.[1];
    return answer(`It was found last: “under the northern wall and was found in the last hour” 【${number}】`);
  });
  await keys.keyboard.press('Enter');
  expect((await panel.answer()).citations).toHaveLength(1);
  const sent = server.requests.findLast(({ path }) => path.endsWith('/chat/completions'))?.text ?? '';
  for (const words of ['a line of hemp', '143', 'swarm']) expect(sent).toContain(words);
  expect(sent.split('a line of hemp')).toHaveLength(2);
  await waitFor('the files to have gone along', async () => (await taken()).length === 0);
});

it('leads the tab of the PDF file to the page of the cited words', async () => {
  await panel.followCitation(0);
  await waitFor('the second page', () => survey.url().endsWith('/survey#page=2'));
  expect(survey.url()).toBe(pages.url('lake', '/survey#page=2'));
});
