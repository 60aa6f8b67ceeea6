import type { Page } from 'puppeteer-core';
import { type ModelServer, startModelServer } from '../model-server/index.ts';
import { type Firefox, launchFirefox } from './firefox.ts';
import { openAll } from './open-all.ts';
import { waitFor } from './wait-for.ts';

export type FirefoxOptionsPage = {
  readonly server: ModelServer;
  readonly firefox: Firefox;
  readonly page: Page;
  /** A button, by its words. */
  readonly press: (label: string) => Promise<void>;
  /** One of several choices, by its words. */
  readonly choose: (label: string) => Promise<void>;
  /** Fills in the form of a new connection to the server, which stays open. */
  readonly addConnection: (key?: string) => Promise<void>;
  /** Waits until the words are on the page, or in what is at the selector. */
  readonly says: (words: string, selector?: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

/** Firefox at the options page, and a model server that nothing is connected to. */
export async function openFirefoxOptions(): Promise<FirefoxOptionsPage> {
  return openAll(async (atTheEnd) => {
    const server = await startModelServer({ cors: true });
    atTheEnd(server.close);
    const firefox = await launchFirefox();
    atTheEnd(firefox.close);
    const page = await firefox.openDocument('options.html');

    const press = (label: string) => page.locator(`::-p-xpath(//button[text()="${label}"])`).click();
    return {
      ...{ server, firefox, page, press },
      choose: (label) => page.locator(`::-p-xpath(//label[span[text()="${label}"]])`).click(),
      async addConnection(key = '') {
        await press('Add connection');
        await page.waitForSelector('#connection-service');
        await page.select('#connection-service', 'custom');
        await page.type('#connection-name', 'Mine');
        await page.type('#connection-address', server.baseUrl);
        await page.type('#connection-key', key);
        await page.type('#connection-model', 'test-model');
      },
      says: (words, selector = 'body') => waitFor(`"${words}"`, () => page.evaluate(isSaid, words, selector)),
    };
  });
}

/** Runs in the page. */
function isSaid(words: string, selector: string): boolean {
  return [...document.querySelectorAll(selector)].some(({ textContent }) => textContent?.includes(words));
}
