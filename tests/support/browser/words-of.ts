import type { Page } from 'puppeteer-core';

/** The page's text with white space collapsed, as a reader would copy it. */
export async function wordsOf(page: Page): Promise<string> {
  const text = await page.evaluate(() => document.body.textContent);
  return (text ?? '').replace(/\s+/g, ' ');
}
