import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';

let pages: Pages;
let firefox: Firefox;
let panel: Panel;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  firefox = await launchFirefox();
  panel = await firefox.openPanel(await firefox.open(pages.url('bees')));
});

afterAll(async () => {
  await firefox?.close();
  await pages?.close();
});

const shown = (selector: string) =>
  waitFor(selector, () => panel.surface.evaluate((one) => document.querySelector(one) !== null, selector));

// It is 18em wide at first, of the system's letters: 252 pixels on Linux, 198 on macOS. Chromium's panel is never so narrow.
describe.each([
  ['as Firefox opens it', null],
  ['as Firefox opens it on macOS', 198],
])('the sidebar %s', (_how, width) => {
  beforeAll(async () => {
    if (width === null) return;
    await firefox.window.run(setWidth, width);
    await waitFor('the sidebar to be narrow', () => panel.surface.evaluate((most) => innerWidth <= most, width));
  });

  it('has room for the first words and the composer', async () => {
    await shown(width === null ? '.first-run' : 'article[data-status="completed"]');
    expect(await panel.surface.evaluate(() => innerWidth)).toBeLessThan(280);
    expect(await panel.surface.evaluate(outside)).toEqual([]);
  });

  it('has room for an answer', async () => {
    await panel.summarize();
    await panel.answer();
    expect(await panel.surface.evaluate(outside)).toEqual([]);
  });

  it('has room for the threads', async () => {
    await panel.surface.click('button', 'Threads');
    await shown('.thread-row');
    expect(await panel.surface.evaluate(outside)).toEqual([]);
    await panel.surface.evaluate(() => document.querySelector('dialog')?.close());
  });
});

/** Runs in the browser's window. */
function setWidth(width: number): void {
  const box = document.getElementById('sidebar-box');
  if (box === null) throw new Error('Firefox has no sidebar.');
  box.style.width = `${width}px`;
  box.style.minWidth = '0';
}

/** Runs in the sidebar: what leaves it at a side. */
function outside(): string[] {
  const all = [...document.querySelectorAll('button, textarea, input, select, article, header *')].filter((one) => {
    const { left, right, width } = one.getBoundingClientRect();
    return width > 1 && (left < 0 || right > innerWidth) && one.closest('dialog:not([open])') === null;
  });
  const isWider = document.documentElement.scrollWidth > innerWidth;
  return [...(isWider ? ['the document'] : []), ...all.map((one) => one.outerHTML.slice(0, 120))];
}
