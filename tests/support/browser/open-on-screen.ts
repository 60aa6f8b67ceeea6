import type { Page } from 'puppeteer-core';
import { answer, type ModelServer, startModelServer } from '../model-server/index.ts';
import { type Chromium, type ChromiumPanel, launchChromium } from './chromium.ts';
import { type Display, openDisplay } from './display.ts';
import { openAll } from './open-all.ts';
import { type Pages, type Sites, servePages } from './pages.ts';
import { waitFor } from './wait-for.ts';

export type OnScreen = {
  readonly pages: Pages;
  /** Says {@link SAID} to whatever it is asked. Nothing is connected to it yet. */
  readonly server: ModelServer;
  readonly display: Display;
  readonly chromium: Chromium;
  /** `/` of the first site. */
  readonly page: Page;
  /** The panel, once its composer has the keyboard and something at the selector holds the words. */
  readonly panelWith: (words: string, selector?: string) => Promise<ChromiumPanel>;
  readonly close: () => Promise<void>;
};

export const SAID = 'That is how they do it.';

/** A browser on a screen, for real keys and clicks, with a page in front and no panel beside it. */
export async function openOnScreen(sites: Sites): Promise<OnScreen> {
  return openAll(async (atTheEnd) => {
    const pages = await servePages(sites);
    atTheEnd(pages.close);
    const server = await startModelServer({ cors: false });
    atTheEnd(server.close);
    server.script(answer(SAID));
    const display = await openDisplay();
    atTheEnd(display.close);
    const { environment } = display;
    const chromium = await launchChromium({ headless: false, environment, hosts: ['http://127.0.0.1/*'] });
    atTheEnd(chromium.close);
    const page = await chromium.open(pages.url(Object.keys(sites)[0] ?? ''));

    const panelWith: OnScreen['panelWith'] = (words, selector = '.composer') =>
      waitFor(`“${words}” in the composer, and the keyboard too`, async () => {
        const panel = await chromium.panel(); // One that was open may give way to a new one.
        return (await panel.surface.evaluate(isReadyFor, words, selector)) && panel;
      });
    return { pages, server, display, chromium, page, panelWith };
  });
}

/** Runs in the panel. */
function isReadyFor(words: string, selector: string): boolean {
  const shown = document.querySelector(selector)?.textContent ?? '';
  const focused = document.activeElement?.getAttribute('aria-label') === 'Ask about this page';
  return shown.includes(words) && document.hasFocus() && focused;
}
