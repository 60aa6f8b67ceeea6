import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES_AND_MORE, COMBS } from '../support/browser/bees-and-more.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { type OnScreen, openOnScreen, SAID } from '../support/browser/open-on-screen.ts';
import { coloursOf } from '../support/browser/shown-picture.ts';
import { waitFor } from '../support/browser/wait-for.ts';

/** How many times Up leads from the end of the browser's own menu to ours: past "Inspect", and "View page source" on a page. */
const UP = { page: 3, other: 2 };

// A menu that the browser draws needs a screen; elsewhere than on Linux that is somebody's desk.
describe.runIf(process.platform === 'linux')('the menu of a right click', () => {
  let screen: OnScreen;

  beforeAll(async () => {
    screen = await openOnScreen(BEES_AND_MORE);
    await connectModel(screen.chromium, screen.server.baseUrl);
  });

  afterAll(() => screen?.close());

  /** Chooses ours in the menu of what stands at a selector; `down`: which of several. */
  async function choose(selector: string, up: number, down?: number): Promise<void> {
    const { page, display } = screen;
    await page.bringToFront();
    const [x, y] = await page.evaluate(middleOnScreen, selector);
    await display.rightClick(x ?? 0, y ?? 0);
    for (let press = 0; press < up; press += 1) display.pressThere('Up');
    if (down !== undefined) display.pressThere('Right');
    for (let press = 0; press < (down ?? 0); press += 1) display.pressThere('Down');
    display.pressThere('Return');
  }

  const select = (selector: string) =>
    screen.page.evaluate(
      (which) => getSelection()?.selectAllChildren(document.querySelector(which) ?? document.body),
      selector,
    );

  const lastAsked = () =>
    screen.server.requests.filter(({ path }) => path.endsWith('/chat/completions')).at(-1)?.text ?? '';

  it('summarizes the page while the panel is closed', async () => {
    await choose('h1', UP.page);
    const panel = await screen.chromium.panel();
    expect((await panel.answer()).text).toContain(SAID);
    expect((await panel.messages())[0]?.text).toBe('Summarize this page');
  });

  it('asks about a selection with the keyboard in the composer', async () => {
    await select('article p:nth-of-type(4)');
    const words = await screen.page.evaluate(() => String(getSelection()).slice(0, 40));
    await choose('article p:nth-of-type(4)', UP.other, 0);
    const panel = await screen.panelWith(words);
    screen.display.type('How does she know?\n');
    await panel.answer(2);
    expect(lastAsked()).toContain('How does she know?');
    expect(lastAsked().split(words).length - 1).toBe(2); // Once in the page, once as what the question is about.
  });

  it('explains and translates a selection at once', async () => {
    await select('article p:nth-of-type(4)');
    await choose('article p:nth-of-type(4)', UP.other, 1);
    const panel = await screen.chromium.panel();
    await panel.answer(3);
    expect((await panel.messages()).at(-2)?.text).toMatch(/^Explain the selection/);
    await screen.page.bringToFront();
    await select('article p:nth-of-type(4)');
    await choose('article p:nth-of-type(4)', UP.other, 2);
    await panel.answer(4);
    expect((await panel.messages()).at(-2)?.text).toMatch(/^Translate the selection into .*English/);
  });

  it('asks about a link: its words and address go along', async () => {
    await screen.page.evaluate(() => getSelection()?.removeAllRanges());
    await choose('#more a', UP.other);
    const panel = await screen.panelWith('What combs are made of');
    screen.display.type('Is it worth reading?\n');
    await panel.answer(5);
    expect(lastAsked()).toContain(`What combs are made of <${COMBS}>`);
    expect(await panel.surface.evaluate(() => document.querySelector('.link-chip'))).toBeNull();
  });

  it('asks about an image: it goes along as it is', async () => {
    await choose('article img', UP.other);
    const panel = await waitFor('the picture in the composer', async () => {
      const opened = await screen.chromium.panel();
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
