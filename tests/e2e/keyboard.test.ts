import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { type OnScreen, openOnScreen, SAID } from '../support/browser/open-on-screen.ts';
import { waitFor } from '../support/browser/wait-for.ts';

const OPEN = 'alt+shift+1';
const ASK = 'alt+shift+2';
const SUMMARIZE = 'alt+shift+3';

/** Where the words of a selection stand. */
const SELECTION = '.composer .selection';

// A key press that passes through the browser's own shortcuts needs a screen; elsewhere than on Linux that is somebody's desk.
describe.runIf(process.platform === 'linux')('a real key press', () => {
  let screen: OnScreen;

  beforeAll(async () => {
    screen = await openOnScreen({ bees: { '/': BEES } });
  });

  afterAll(() => screen?.close());

  const isOpen = () => screen.chromium.browser.targets().some((target) => target.url().endsWith('/sidepanel.html'));

  async function closePanel(): Promise<void> {
    const panel = await screen.chromium.panel();
    await panel.surface.evaluate(() => close()).catch(() => undefined);
    await waitFor('the panel to be closed', () => !isOpen());
  }

  /** Puts the focus into the page, as a reader's click does, and marks its `index`th paragraph. */
  async function select(index: number): Promise<void> {
    const { page } = screen;
    await page.bringToFront();
    await page.click('h1');
    await page.evaluate((which) => {
      const paragraph = document.querySelectorAll('article p')[which];
      if (paragraph !== undefined) getSelection()?.selectAllChildren(paragraph);
    }, index);
  }

  const chats = () => screen.server.requests.filter(({ path }) => path.endsWith('/chat/completions'));

  it('summarizes the page at once while the panel is closed', async () => {
    await select(0);
    await screen.display.press(SUMMARIZE);
    const panel = await screen.chromium.panel();
    const summary = await panel.answer();
    expect(summary.status).toBe('completed');
    expect(summary.citations.length).toBeGreaterThanOrEqual(3);
    await closePanel();
  });

  it('opens the side panel', async () => {
    expect(isOpen()).toBe(false);
    await screen.page.bringToFront();
    await screen.display.press(OPEN);
    const panel = await screen.chromium.panel();
    await panel.until('the thread', (all) => all.length === 2);
    await closePanel();
  });

  it('opens the panel at the composer with the selection attached, which goes along with what is typed', async () => {
    await connectModel(screen.chromium, screen.server.baseUrl);
    await select(4);
    expect(isOpen()).toBe(false);
    await screen.display.press(ASK);
    const panel = await screen.panelWith('silenced by a short buzz', SELECTION);
    screen.display.type('Why do they do that?\n');
    expect((await panel.answer(2)).text).toContain(SAID);
    const sent = JSON.stringify(chats().at(-1)?.body);
    expect(sent).toContain('Why do they do that?');
    // Once in the page, once as what the question is about.
    expect(sent.split('silenced by a short buzz').length - 1).toBe(2);
    expect(sent.split('Nobody compares two sites').length - 1).toBe(1);
  });

  it('does the same beside a panel that is open already', async () => {
    await select(5);
    await screen.display.press(ASK);
    const panel = await screen.panelWith('do not wait until all agree', SELECTION);
    screen.display.type('And why thirty?\n');
    await panel.answer(3);
    const sent = JSON.stringify(chats().at(-1)?.body);
    expect(sent).toContain('And why thirty?');
    expect(sent.split('do not wait until all agree').length - 1).toBe(2);
  });

  it('summarizes with the panel open too', async () => {
    await select(0);
    await screen.display.press(SUMMARIZE);
    const panel = await screen.chromium.panel();
    expect((await panel.answer(4)).text).toContain(SAID);
    expect(chats().length).toBe(3);
  });
});
