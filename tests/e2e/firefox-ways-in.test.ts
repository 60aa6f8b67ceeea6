import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BEES_AND_MORE, COMBS } from '../support/browser/bees-and-more.ts';
import { connectFirefox } from '../support/browser/connect-firefox.ts';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { askInAddressBar, pressInFirefox } from '../support/browser/firefox-keyboard.ts';
import { chooseInMenu } from '../support/browser/firefox-menu.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { coloursOf } from '../support/browser/shown-picture.ts';
import { storedIn } from '../support/browser/stored.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';

const CHOSEN = 'article p:nth-of-type(4)';
const DRAFT = 'Half a question';

/** With the digits of the commands. */
const HELD = [process.platform === 'darwin' ? 'Control' : 'Alt', 'Shift'];

let pages: Pages;
let server: ModelServer;
let firefox: Firefox;
let page: Page;

beforeAll(async () => {
  pages = await servePages(BEES_AND_MORE);
  server = await startModelServer({ cors: true });
  server.script(answer('That is how they do it.'));
  firefox = await launchFirefox({ hosts: ['http://127.0.0.1/*'] });
  await connectFirefox(firefox, server.baseUrl);
  page = await firefox.open(pages.url('bees'));
});

afterAll(async () => {
  await firefox?.close();
  await server?.close();
  await pages?.close();
});

const choose = (selector: string, label: string) => chooseInMenu(firefox.window, page, selector, label);

/** Gives the first words of what is marked. */
const select = (selector: string): Promise<string> =>
  page.evaluate((which) => {
    getSelection()?.selectAllChildren(document.querySelector(which) ?? document.body);
    return String(getSelection()).slice(0, 40);
  }, selector);

const lastAsked = () => server.requests.filter(({ path }) => path.endsWith('/chat/completions')).at(-1)?.text ?? '';
const keepsDraft = (panel: Panel) =>
  waitFor('what was being written', () =>
    panel.surface.evaluate((words) => document.querySelector('textarea')?.value === words, DRAFT),
  );

/** The panel, once something that holds the words stands in its composer. */
const panelWith = (words: string, selector = '.composer'): Promise<Panel> =>
  waitFor(`“${words}” in the composer`, async () => {
    const panel = await firefox.panel();
    const shown = (where: string, part: string) => document.querySelector(where)?.textContent?.includes(part);
    return (await panel.surface.evaluate(shown, selector, words)) && panel;
  });

const asked = (panel: Panel, words: RegExp, answers: number) =>
  panel
    .until(`${answers} answers`, (all) => {
      const ended = all.filter(({ role, status }) => role === 'assistant' && status === 'completed');
      return ended.length === answers && words.test(all.at(-2)?.text ?? '');
    })
    .then((all) => expect(all.at(-1)?.text).toContain('That is how they do it.'));

describe.each(['closed', 'open'])('with the panel %s, the menu of Firefox', (state) => {
  beforeEach(async () => {
    await page.bringToFront();
    await page.evaluate(() => getSelection()?.removeAllRanges());
    const panel = await firefox.openPanel(page);
    await panel.newThread();
    await panel.surface.fill('Ask about this page', DRAFT);
    await waitFor('the draft on disk', async () => JSON.stringify(await storedIn(panel.surface)).includes(DRAFT));
    if (state === 'closed') await firefox.closePanel();
  });

  it('summarizes a page', async () => {
    await choose('h1', 'Summarize this page');
    const panel = await firefox.panel();
    await asked(panel, /^Summarize this page$/, 1);
    await keepsDraft(panel);
  });

  it('takes a selection along', async () => {
    const words = await select(CHOSEN);
    await choose(CHOSEN, 'Ask about selection');
    const panel = await panelWith(words);
    await keepsDraft(panel);
    await panel.ask('How does she know?');
    await asked(panel, /^How does she know\?/, 1);
    expect(lastAsked().split(words).length - 1).toBe(2); // Once in the page, once as what the question is about.
  });

  it('explains and translates a selection at once', async () => {
    await select(CHOSEN);
    await choose(CHOSEN, 'Explain selection');
    await asked(await firefox.panel(), /^Explain the selection/, 1);
    if (state === 'closed') await firefox.closePanel();
    await choose(CHOSEN, 'Translate selection');
    const panel = await firefox.panel();
    await asked(panel, /^Translate the selection into .*English/, 2);
    await keepsDraft(panel);
  });

  it('asks about a link: its words and address go along', async () => {
    await choose('#more a', 'Ask about this link');
    const panel = await panelWith('What combs are made of', '.link-chip');
    await keepsDraft(panel);
    await panel.ask('Is it worth reading?');
    await asked(panel, /^Is it worth reading\?/, 1);
    expect(lastAsked()).toContain(`What combs are made of <${COMBS}>`);
  });

  it('asks about an image: it goes along as it is', async () => {
    await choose('article img', 'Ask about this image');
    const panel = await firefox.panel();
    await waitFor('the picture in the composer', () =>
      panel.surface.evaluate(() => document.querySelectorAll('.composer .picture').length === 1),
    );
    await keepsDraft(panel);
    await panel.ask('Which colour is it?');
    await asked(panel, /^Which colour is it\?/, 1);
    const url = /data:image\/jpeg;base64,[A-Za-z0-9+/=]+/.exec(lastAsked())?.[0] ?? '';
    expect(await coloursOf(panel.surface, url)).toMatchObject({ width: 320, height: 240 });
  });
});

describe('without the mouse, Firefox', () => {
  beforeAll(async () => {
    await (await firefox.openPanel(page)).newThread();
    await firefox.closePanel();
  });

  const press = async (key: string) => {
    await page.bringToFront();
    await firefox.window.run(focusPage);
    await pressInFirefox(firefox.window, { key, code: `Digit${key}`, held: HELD });
  };

  it('opens the panel by its key', async () => {
    await press('1');
    await (await firefox.panel()).standsBeside(page.url());
    await firefox.closePanel();
  });

  it('takes the selection along by its key', async () => {
    const words = await select(CHOSEN);
    await press('2');
    const panel = await panelWith(words);
    expect(await panel.surface.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await firefox.closePanel();
  });

  it('takes it along too while the panel is just closing', async () => {
    await firefox.openPanel(page);
    const words = await select(CHOSEN);
    const closed = firefox.closePanel();
    await press('2');
    await panelWith(words);
    await Promise.all([closed, firefox.closePanel()]);
  });

  it('summarizes the page by its key', async () => {
    await press('3');
    await asked(await firefox.panel(), /^Summarize this page$/, 1);
    await firefox.closePanel();
  });

  it('asks from the address bar and leaves the page where it is', async () => {
    await askInAddressBar(firefox.window, 'How many scouts must meet at one site?');
    await asked(await firefox.panel(), /^How many scouts must meet at one site\?/, 2);
    expect(page.url()).toBe(pages.url('bees'));
  });
});

/** Runs in the browser's window. */
function focusPage(): void {
  Reflect.get(globalThis, 'gBrowser').selectedBrowser.focus();
}
