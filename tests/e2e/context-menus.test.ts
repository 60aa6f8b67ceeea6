import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { type Display, openDisplay } from '../support/browser/display.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { coloursOf } from '../support/browser/shown-picture.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';

const COMBS = 'https://combs.example/about?cells=6';
const RED =
  '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240" fill="rgb(200,30,40)"/></svg>';
const WITH_MORE = BEES.replace(
  '<article>',
  `<article><p id="more"><a href="${COMBS}" style="display: inline-block; padding: 20px">What combs are made of</a></p><p><img width="80" height="60" src="/red.svg" alt=""></p>`,
);

/** How many times Up leads from the end of the browser's own menu to ours: past "Inspect", and "View page source" on a page. */
const UP = { page: 3, other: 2 };

// A menu that the browser draws needs a screen; elsewhere than on Linux that is somebody's desk.
describe.runIf(process.platform === 'linux')('the menu of a right click', () => {
  let pages: Pages;
  let server: ModelServer;
  let display: Display;
  let chromium: Chromium;
  let page: Page;

  beforeAll(async () => {
    pages = await servePages({ bees: { '/': WITH_MORE, '/red.svg': { type: 'image/svg+xml', data: RED } } });
    server = await startModelServer({ cors: false });
    server.script(answer('That is how they do it.'));
    display = await openDisplay();
    chromium = await launchChromium({
      headless: false,
      environment: display.environment,
      hosts: ['http://127.0.0.1/*'],
    });
    page = await chromium.open(pages.url('bees'));
    await connectModel(chromium, server.baseUrl);
  });

  afterAll(async () => {
    await chromium.close();
    display.close();
    await server.close();
    await pages.close();
  });

  /** Chooses ours in the menu of what stands at a selector; `down`: which of several. */
  async function choose(selector: string, up: number, down?: number): Promise<void> {
    await page.bringToFront();
    const [x, y] = await page.evaluate(middleOnScreen, selector);
    await display.rightClick(x ?? 0, y ?? 0);
    for (let press = 0; press < up; press += 1) display.pressThere('Up');
    if (down !== undefined) display.pressThere('Right');
    for (let press = 0; press < (down ?? 0); press += 1) display.pressThere('Down');
    display.pressThere('Return');
  }

  const select = (selector: string) =>
    page.evaluate(
      (which) => getSelection()?.selectAllChildren(document.querySelector(which) ?? document.body),
      selector,
    );

  /** The panel, once its composer has the focus and something that holds the words stands in it. */
  const panelWith = (words: string): Promise<Panel> =>
    waitFor(`“${words}” in the composer, and the keyboard too`, async () => {
      const panel = await chromium.panel(); // One that was open may give way to a new one.
      return (await panel.surface.evaluate(isReadyFor, words)) && panel;
    });

  const lastAsked = () => server.requests.filter(({ path }) => path.endsWith('/chat/completions')).at(-1)?.text ?? '';

  it('summarizes the page while the panel is closed', async () => {
    await choose('h1', UP.page);
    const panel = await chromium.panel();
    expect((await panel.answer()).text).toContain('That is how they do it.');
    expect((await panel.messages())[0]?.text).toBe('Summarize this page');
  });

  it('asks about a selection with the keyboard in the composer', async () => {
    await select('article p:nth-of-type(4)');
    const words = await page.evaluate(() => String(getSelection()).slice(0, 40));
    await choose('article p:nth-of-type(4)', UP.other, 0);
    const panel = await panelWith(words);
    display.type('How does she know?\n');
    await panel.answer(2);
    expect(lastAsked()).toContain('How does she know?');
    expect(lastAsked().split(words).length - 1).toBe(2); // Once in the page, once as what the question is about.
  });

  it('explains and translates a selection at once', async () => {
    await select('article p:nth-of-type(4)');
    await choose('article p:nth-of-type(4)', UP.other, 1);
    const panel = await chromium.panel();
    await panel.answer(3);
    expect((await panel.messages()).at(-2)?.text).toMatch(/^Explain the selection/);
    await page.bringToFront();
    await select('article p:nth-of-type(4)');
    await choose('article p:nth-of-type(4)', UP.other, 2);
    await panel.answer(4);
    expect((await panel.messages()).at(-2)?.text).toMatch(/^Translate the selection into .*English/);
  });

  it('asks about a link: its words and address go along', async () => {
    await page.evaluate(() => getSelection()?.removeAllRanges());
    await choose('#more a', UP.other);
    const panel = await panelWith('What combs are made of');
    display.type('Is it worth reading?\n');
    await panel.answer(5);
    expect(lastAsked()).toContain(`What combs are made of <${COMBS}>`);
    expect(await panel.surface.evaluate(() => document.querySelector('.link-chip'))).toBeNull();
  });

  it('asks about an image: it goes along as it is', async () => {
    await choose('article img', UP.other);
    const panel = await waitFor('the picture in the composer', async () => {
      const opened = await chromium.panel();
      return (
        (await opened.surface.evaluate(() => document.querySelectorAll('.composer .picture').length)) === 1 && opened
      );
    });
    await panel.ask('Which colour is it?');
    await panel.answer(6);
    const url = /data:image\/jpeg;base64,[A-Za-z0-9+/=]+/.exec(lastAsked())?.[0] ?? '';
    const picture = await coloursOf(panel.surface, url);
    expect(picture).toMatchObject({ width: 320, height: 240 });
  });
});

/** Runs in the page. A few pixels too low where the browser has a frame below the page. */
async function middleOnScreen(selector: string): Promise<number[]> {
  const element = document.querySelector(selector);
  element?.scrollIntoView({ block: 'center' });
  // A click finds what was painted last.
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  const { left, top, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
  return [screenX + left + Math.min(width / 2, 60), screenY + outerHeight - innerHeight + top + height / 2];
}

/** Runs in the panel. */
function isReadyFor(words: string): boolean {
  const composer = document.querySelector('.composer');
  const focused = document.activeElement?.getAttribute('aria-label') === 'Ask about this page';
  return (composer?.textContent ?? '').includes(words) && document.hasFocus() && focused;
}
