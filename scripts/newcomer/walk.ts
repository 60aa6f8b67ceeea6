import type { Page } from 'puppeteer-core';
import { BEES } from '../../tests/support/browser/articles.ts';
import { type Chromium, launchChromium } from '../../tests/support/browser/chromium.ts';
import { openDisplay } from '../../tests/support/browser/display.ts';
import { openOptions } from '../../tests/support/browser/options-page.ts';
import { servePages } from '../../tests/support/browser/pages.ts';
import { waitFor } from '../../tests/support/browser/wait-for.ts';
import { answer, startModelServer } from '../../tests/support/model-server/index.ts';
import { shownPage } from '../demo/shown-page.ts';
import type { StepRecord } from './record.ts';

const WINDOW = { width: 1180, height: 760 };

/** Install, first summary, connect a model, ask by key, find an old thread. */
export async function walk(record: StepRecord): Promise<void> {
  const display = await openDisplay();
  const pages = await servePages({ bees: { '/': BEES } });
  const sample = await shownPage(null);
  const server = await startModelServer({ cors: false });
  let chromium = await launchChromium({
    ...{ headless: false, environment: display.environment, windowSize: WINDOW },
    hosts: ['http://127.0.0.1/*'],
  });
  try {
    const page = await chromium.open(sample.url);
    await firstDay(record, chromium, page, server.baseUrl);
    await askByKey(record, chromium, page, display, () => server.script(answer(ANSWER)));
    chromium = await chromium.restart();
    await findAgain(record, chromium, pages.url('bees'), display);
  } finally {
    await chromium.close();
    await server.close();
    await pages.close();
    sample.close();
    display.close();
  }
}

const ANSWER = [
  'It was lit in July 1823, on the tower of Cordouan: “The first large lens was lit in July 1823” 【5】\n\n',
  'Ships saw it from more than thirty kilometres away.',
];

async function firstDay(record: StepRecord, chromium: Chromium, page: Page, baseUrl: string): Promise<void> {
  await record.step(
    {
      title: 'Install',
      does: 'Adds the extension, and clicks its button on a page they are reading.',
      meets: 'The panel says what it is, and what it reads and when. No account, no key, no question about all sites.',
      clicks: 1,
    },
    async () => {
      const panel = await chromium.openPanel(page);
      await panel.until('an empty conversation', (all) => all.length === 0);
      return { page, panel };
    },
  );
  await record.step(
    {
      title: 'First summary',
      does: 'Presses Summarize.',
      meets: 'Sentences of the page, each with a citation that leads to its place. Made on this device.',
      clicks: 1,
    },
    async () => {
      const panel = await chromium.panel();
      await panel.summarize();
      await panel.answer();
      return { page, panel };
    },
  );
  const connected = await record.step(
    {
      title: 'Connect a model',
      does: 'Opens the settings, adds a connection, types its address and model, tests and saves it.',
      meets: 'The test says whether the model answers, and the first connection answers from now on.',
      clicks: 5,
    },
    () => connect(chromium, baseUrl),
  );
  await connected.page.close();
}

async function connect(chromium: Chromium, baseUrl: string) {
  const panel = await chromium.panel();
  await panel.surface.click('button', 'Settings');
  await waitFor('the settings', () =>
    chromium.browser.targets().some((target) => target.url().includes('options.html')),
  );
  const opened = (await chromium.browser.pages()).find((one) => one.url().includes('options.html'));
  await opened?.close();
  const options = await openOptions(chromium);
  await options.page.setViewport(WINDOW);
  await options.add();
  await options.type({ name: 'My server', baseUrl, key: 'sk-test-1234', model: 'test-model' });
  await options.click('button', 'Test connection');
  await waitFor('the test to end', () => options.evaluate(() => /answer/i.test(document.body.textContent ?? '')));
  await options.save();
  await options.lists('My server');
  return { page: options.page };
}

type Keyboard = Pick<Awaited<ReturnType<typeof openDisplay>>, 'press' | 'type' | 'pressThere'>;

async function askByKey(
  record: StepRecord,
  chromium: Chromium,
  page: Page,
  display: Keyboard,
  script: () => void,
): Promise<void> {
  await page.bringToFront();
  await page.click('h1');
  await page.evaluate(() => {
    const paragraph = document.querySelectorAll('article p, main p, p')[3];
    if (paragraph !== undefined) getSelection()?.selectAllChildren(paragraph);
  });
  script();
  await record.step(
    {
      title: 'Ask by key',
      does: 'Marks a paragraph, presses Alt+Shift+2, types a question and presses Enter.',
      meets: 'The panel has the keyboard, the marked words stand above the question, and the answer cites the page.',
      clicks: 2,
    },
    async () => {
      await display.press('alt+shift+2');
      await waitFor('the keyboard to be in the composer', async () => {
        const { surface } = await chromium.panel();
        return surface.evaluate(() => document.hasFocus() && document.activeElement?.tagName === 'TEXTAREA');
      });
      display.type('When was the first one lit?');
      display.pressThere('Return');
      const panel = await chromium.panel();
      await panel.until('the answer', (all) => all.some(({ text }) => text.includes('Cordouan')));
      await panel.answer();
      return { page, panel };
    },
  );
}

async function findAgain(record: StepRecord, chromium: Chromium, url: string, display: Keyboard): Promise<void> {
  const page = await chromium.open(url);
  await chromium.openPanel(page);
  await record.step(
    {
      title: 'Find an old thread',
      does: 'The next day, on another site: opens Threads and types a word they remember.',
      meets: 'Every message with the word, from every site, with the words around it.',
      clicks: 1,
    },
    async () => {
      const panel = await chromium.panel();
      await panel.surface.click('button', 'Threads');
      await waitFor('the keyboard to be in the search', () =>
        panel.surface.evaluate(() => document.activeElement?.getAttribute('type') === 'search'),
      );
      display.type('Cordouan');
      await waitFor('the found message', () => panel.surface.evaluate(() => document.querySelector('mark') !== null));
      return { page, panel };
    },
  );
  await record.step(
    {
      title: 'Go on where they were',
      does: 'Presses what was found.',
      meets: 'The thread of the other site, at the message, and the way back to this one.',
      clicks: 1,
    },
    async () => {
      const panel = await chromium.panel();
      await panel.surface.evaluate(() => document.querySelector('mark')?.closest('button')?.click());
      await panel.until('the thread', (all) => all.some(({ text }) => text.includes('Cordouan')));
      return { page, panel };
    },
  );
}
