import type { Browser, Page } from 'puppeteer-core';
import { launchHeadless } from '../../browsers/launch-headless.ts';
import type { CorpusPage } from './corpus.ts';

/** A page is its own source and nothing else: none of its scripts run. */
const POLICY = "script-src 'none'; connect-src 'none'; worker-src 'none'";

export type PageBrowser = {
  readonly version: string;
  /** Opens the page under its own address, with no other request answered, and closes it after the work. */
  readonly visit: <Result>(source: CorpusPage, work: (page: Page) => Promise<Result>) => Promise<Result>;
  readonly close: () => Promise<void>;
};

/** A headless Chromium without a network. */
export async function openPageBrowser(): Promise<PageBrowser> {
  const browser = await launchHeadless();
  return {
    version: await browser.version(),
    visit: (source, work) => visit(browser, source, work),
    close: () => browser.close(),
  };
}

async function visit<Result>(
  browser: Browser,
  source: CorpusPage,
  work: (page: Page) => Promise<Result>,
): Promise<Result> {
  const page = await browser.newPage();
  try {
    await page.setViewport({ width: 1280, height: 860 });
    await page.setRequestInterception(true);
    let isServed = false;
    page.on('request', (request) => {
      if (isServed || !request.isNavigationRequest()) return void request.abort().catch(() => undefined);
      isServed = true;
      const headers = { 'content-security-policy': POLICY };
      void request.respond({ status: 200, contentType: 'text/html; charset=utf-8', headers, body: source.html });
    });
    await page.goto(source.url, { waitUntil: 'domcontentloaded', timeout: 60_000 });
    // Laid out, as a page in front of its reader is.
    await page.evaluate('void document.body?.offsetHeight');
    return await work(page);
  } finally {
    await page.close();
  }
}
