import type { Page } from 'puppeteer-core';
import { launchHeadless } from '../../browsers/launch-headless.ts';
import { CASE_URL, documentOf, type FidelityCase } from './case.ts';

/** A picture that is large enough to be one. */
const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><rect width="640" height="400"/></svg>';

export type CaseBrowser = {
  readonly version: string;
  /** Opens the case's page and gives the value of each expression, after `scripts` have run in it. */
  readonly evaluate: (one: FidelityCase, expressions: readonly string[]) => Promise<unknown[]>;
  readonly close: () => Promise<void>;
};

/** A headless Chromium in which every case has its own load of one page; nothing is asked of a network. */
export async function openCaseBrowser(scripts: readonly string[]): Promise<CaseBrowser> {
  const browser = await launchHeadless();
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 860 });
  const show = await answerWithCases(page);
  return {
    version: await browser.version(),
    evaluate: async (one, expressions) => {
      show(one);
      await page.goto(CASE_URL, { waitUntil: 'load', timeout: 20_000 });
      for (const script of scripts) await page.evaluate(script);
      const values: unknown[] = [];
      for (const expression of expressions) values.push(await page.evaluate(expression));
      return values;
    },
    close: () => browser.close(),
  };
}

async function answerWithCases(page: Page): Promise<(one: FidelityCase) => void> {
  let shown: FidelityCase | null = null;
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const url = request.url();
    const file = shown?.files?.[new URL(url).pathname.split('/').at(-1) ?? ''];
    const html = (body: string) => ({ status: 200, contentType: 'text/html; charset=utf-8', body });
    if (shown && url === CASE_URL) void request.respond(html(documentOf(shown)));
    else if (file !== undefined) void request.respond(html(file));
    else if (request.resourceType() === 'image')
      void request.respond({ status: 200, contentType: 'image/svg+xml', body: PICTURE });
    else void request.abort();
  });
  return (one) => {
    shown = one;
  };
}
