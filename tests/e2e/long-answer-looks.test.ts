import { readFileSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findBrowser } from '../../scripts/browsers/find-browser.ts';

const SHEETS = ['tokens', 'controls', 'markdown'].map((name) => readFileSync(`components/styles/${name}.css`, 'utf8'));

const LIST = '<ol start="98"><li>One.</li><li>Two.</li><li>Three.</li></ol>';
const LONG = [
  '<p>Before.</p>'.repeat(40),
  '<p><a href="#">A link</a> at the edge.</p>',
  `${LIST}<blockquote>${LIST}</blockquote><ul><li>Some: ${LIST}</li></ul>`,
].join('');

let browser: Browser | undefined;

afterEach(async () => {
  await browser?.close();
  browser = undefined;
});

async function open(kind: 'chromium' | 'firefox'): Promise<Page> {
  const isRoot = process.getuid?.() === 0; // Chromium refuses its sandbox to root.
  browser = await puppeteer.launch({
    browser: kind === 'chromium' ? 'chrome' : 'firefox',
    executablePath: findBrowser(kind).path,
    args: kind === 'chromium' && isRoot ? ['--no-sandbox'] : [],
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 320, height: 400 });
  await page.setContent(
    `<style>${SHEETS.join('\n')} body { padding-inline: 48px }</style><div class="markdown">${LONG}</div>`,
  );
  return page;
}

/** Its end, once it is drawn. */
async function end(page: Page): Promise<string> {
  await page.evaluate(async () => {
    scrollTo(0, document.body.scrollHeight);
    document.querySelector('a')?.focus();
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    scrollTo(0, document.body.scrollHeight);
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  });
  return page.screenshot({ encoding: 'base64' });
}

describe.each(['chromium', 'firefox'] as const)('the end of a very long answer in %s', (kind) => {
  it('looks the same as if all of it were laid out, its numbers and its focus too', async () => {
    const page = await open(kind);
    const seen = await end(page);
    await page.addStyleTag({ content: '.markdown > * { content-visibility: visible !important }' });
    expect((await end(page)) === seen).toBe(true);
  });
});
