import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { type Display, openDisplay } from '../support/browser/display.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';

const OPEN = 'alt+shift+1';
const ASK = 'alt+shift+2';
const SUMMARIZE = 'alt+shift+3';

// A key press that passes through the browser's own shortcuts needs a screen; elsewhere than on Linux that is somebody's desk.
describe.runIf(process.platform === 'linux')('a real key press', () => {
  let pages: Pages;
  let server: ModelServer;
  let display: Display;
  let chromium: Chromium;
  let page: Page;

  beforeAll(async () => {
    pages = await servePages({ bees: { '/': BEES } });
    server = await startModelServer({ cors: false });
    server.script(answer('That is how they do it.'));
    display = await openDisplay();
    chromium = await launchChromium({
      headless: false,
      environment: display.environment,
      hosts: ['http://127.0.0.1/*'],
    });
    page = await chromium.open(pages.url('bees'));
  });

  afterAll(async () => {
    await chromium.close();
    display.close();
    await server.close();
    await pages.close();
  });

  const isOpen = () => chromium.browser.targets().some((target) => target.url().endsWith('/sidepanel.html'));

  async function closePanel(): Promise<void> {
    const panel = await chromium.panel();
    await panel.surface.evaluate(() => close()).catch(() => undefined);
    await waitFor('the panel to be closed', () => !isOpen());
  }

  /** Puts the focus into the page, as a reader's click does, and marks its `index`th paragraph. */
  async function select(index: number): Promise<void> {
    await page.bringToFront();
    await page.click('h1');
    await page.evaluate((which) => {
      const paragraph = document.querySelectorAll('article p')[which];
      if (paragraph !== undefined) getSelection()?.selectAllChildren(paragraph);
    }, index);
  }

  /** The panel, once its composer has the focus and the words of a selection stand beside it. */
  async function panelWith(words: string): Promise<Panel> {
    return waitFor('the selection to be attached, and the keyboard to be in the composer', async () => {
      const panel = await chromium.panel(); // One that was open may give way to a new one.
      return (await panel.surface.evaluate(isReadyFor, words)) && panel;
    });
  }

  const chats = () => server.requests.filter(({ path }) => path.endsWith('/chat/completions'));

  it('summarizes the page at once while the panel is closed', async () => {
    await select(0);
    await display.press(SUMMARIZE);
    const panel = await chromium.panel();
    const summary = await panel.answer();
    expect(summary.status).toBe('completed');
    expect(summary.citations.length).toBeGreaterThanOrEqual(3);
    await closePanel();
  });

  it('opens the side panel', async () => {
    expect(isOpen()).toBe(false);
    await page.bringToFront();
    await display.press(OPEN);
    const panel = await chromium.panel();
    await panel.until('the thread', (all) => all.length === 2);
    await closePanel();
  });

  it('opens the panel at the composer with the selection attached, which goes along with what is typed', async () => {
    await connectModel(chromium, server.baseUrl);
    await select(4);
    expect(isOpen()).toBe(false);
    await display.press(ASK);
    const panel = await panelWith('silenced by a short buzz');
    display.type('Why do they do that?\n');
    expect((await panel.answer(2)).text).toContain('That is how they do it.');
    const sent = JSON.stringify(chats().at(-1)?.body);
    expect(sent).toContain('Why do they do that?');
    // Once in the page, once as what the question is about.
    expect(sent.split('silenced by a short buzz').length - 1).toBe(2);
    expect(sent.split('Nobody compares two sites').length - 1).toBe(1);
  });

  it('does the same beside a panel that is open already', async () => {
    await select(5);
    await display.press(ASK);
    const panel = await panelWith('do not wait until all agree');
    display.type('And why thirty?\n');
    await panel.answer(3);
    const sent = JSON.stringify(chats().at(-1)?.body);
    expect(sent).toContain('And why thirty?');
    expect(sent.split('do not wait until all agree').length - 1).toBe(2);
  });

  it('summarizes with the panel open too', async () => {
    await select(0);
    await display.press(SUMMARIZE);
    const panel = await chromium.panel();
    expect((await panel.answer(4)).text).toContain('That is how they do it.');
    expect(chats().length).toBe(3);
  });
});

/** Runs in the panel. */
function isReadyFor(words: string): boolean {
  const chip = document.querySelector('.composer .selection')?.textContent ?? '';
  const focused = document.activeElement?.getAttribute('aria-label') === 'Ask about this page';
  return chip.includes(words) && document.hasFocus() && focused;
}
