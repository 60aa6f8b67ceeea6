import type { Page } from 'puppeteer-core';
import { type ModelServer, startModelServer } from '../model-server/index.ts';
import { BEES } from './articles.ts';
import { type Chromium, type ChromiumPanel, launchChromium } from './chromium.ts';
import { connectModel } from './connect-model.ts';
import { openAll } from './open-all.ts';
import { type Pages, type Sites, servePages } from './pages.ts';

/** A browser with the extension, its panel open beside a page, and a model that answers there. */
export type World = {
  readonly pages: Pages;
  readonly server: ModelServer;
  readonly chromium: Chromium;
  /** The page that the panel stands beside. */
  readonly tab: Page;
  readonly panel: ChromiumPanel;
  readonly close: () => Promise<void>;
};

type WorldOptions = {
  /** The panel opens beside `/` of the first one; an article about bees, on the site `bees`, by default. */
  readonly sites?: Sites;
  /** Match patterns the extension may read; only the model server by default, so that a page is read by the user's click alone. */
  readonly hosts?: readonly string[];
  /** Of the model server. Null: nothing is connected, and answers are made on this device. */
  readonly key?: string | null;
};

export async function openWorld({
  sites = { bees: { '/': BEES } },
  hosts = ['http://127.0.0.1/*'],
  key = 'sk-test-1234',
}: WorldOptions = {}): Promise<World> {
  return openAll(async (atTheEnd) => {
    const pages = await servePages(sites);
    atTheEnd(pages.close);
    const server = await startModelServer({ cors: false });
    atTheEnd(server.close);
    const chromium = await launchChromium({ hosts });
    atTheEnd(chromium.close);
    if (key !== null) await connectModel(chromium, server.baseUrl, key);
    const tab = await chromium.open(pages.url(Object.keys(sites)[0] ?? ''));
    const panel = await chromium.openPanel(tab);
    return { pages, server, chromium, tab, panel };
  });
}
