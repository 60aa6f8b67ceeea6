import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Display, openDisplay } from '../support/browser/display.ts';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';

// A key press that the browser could take for itself needs a screen; elsewhere than on Linux that is somebody's desk.
describe.runIf(process.platform === 'linux')('the key of a prompt, in Firefox', () => {
  let pages: Pages;
  let display: Display;
  let firefox: Firefox;
  let panel: Panel;

  beforeAll(async () => {
    pages = await servePages({ bees: { '/': BEES } });
    display = await openDisplay();
    firefox = await launchFirefox({ headless: false, environment: display.environment });
    const options = await firefox.openDocument('options.html');
    await options.locator('.built-in-prompts > summary').click();
    await options.select('#prompt-key-key-points', '4');
    await options.select('#prompt-key-reply', '5');
    await waitFor('the keys', () =>
      options.evaluate(() => document.querySelector<HTMLSelectElement>('#prompt-key-reply')?.value === '5'),
    );
    // As many tabs as the digits, so that there is one to go to.
    for (let count = 0; count < 4; count += 1) await firefox.open('about:blank');
    panel = await firefox.openPanel(await firefox.open(pages.url('bees')));
  });

  afterAll(async () => {
    await firefox?.close();
    display?.close();
    await pages?.close();
  });

  /** With the mouse, as a user does: a script cannot bring the keyboard into the sidebar. */
  async function clickTextbox(): Promise<void> {
    const [x = 0, y = 0] = await panel.surface.evaluate(() => {
      const { mozInnerScreenX, mozInnerScreenY } = window as unknown as Record<
        'mozInnerScreenX' | 'mozInnerScreenY',
        number
      >;
      const box = document.querySelector('textarea')?.getBoundingClientRect();
      return [mozInnerScreenX + (box?.x ?? 0) + 20, mozInnerScreenY + (box?.y ?? 0) + 16];
    });
    const point = [x, y].map((one) => String(Math.round(one)));
    execFileSync('xdotool', ['mousemove', ...point, 'click', '1'], { env: display.environment });
    await waitFor('the keyboard in the sidebar', () =>
      panel.surface.evaluate(
        () => document.hasFocus() && document.activeElement === document.querySelector('textarea'),
      ),
    );
  }

  it.each(['us', 'fr'])('is heard on a keyboard of %s, and no other tab comes to the front', async (layout) => {
    execFileSync('setxkbmap', [layout], { env: display.environment });
    await clickTextbox();
    display.pressThere('alt+shift+5');
    await waitFor('the command', () =>
      panel.surface.evaluate(() => document.querySelector('textarea')?.value === '/draft-a-reply '),
    );
    const before = await panel.messages();
    display.pressThere('alt+shift+4');
    await panel.until('the answer', (all) => all.length === before.length + 2 && all.at(-1)?.status === 'completed');
    expect((await panel.messages()).at(-2)?.text).toBe('List the key points of this page.');
    await panel.standsBeside(pages.url('bees'));
  });
});
