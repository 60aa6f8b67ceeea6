import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { brokenRules } from '../support/browser/broken-rules.ts';
import type { Chromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { openWorld } from '../support/browser/open-world.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, faults, heldAnswer, type ModelServer } from '../support/model-server/index.ts';

const RICH = `## How they choose\n\nBees **dance**【1】, see [a study](https://example.org/) and \`dance.ts\`.

| Dance | Meaning |\n|---|---:|\n| round | near |\n\n- [x] seen\n- [ ] counted\n
\`\`\`ts\nconst scouts: number = 30; // enough\n\`\`\`

So $n \\geq 30$.[^1]\n\n> A quote.\n\n[^1]: By count.`;

let server: ModelServer;
let chromium: Chromium;
let panel: Panel;
let page: Page;

beforeAll(async () => {
  const world = await openWorld({ key: null });
  ({ server, chromium, panel } = world);
  page = world.panel.page;
  return world.close;
});

const shown = (selector: string) =>
  waitFor(selector, () => panel.surface.evaluate((wanted) => document.querySelector(wanted) !== null, selector));

describe('nothing keeps anybody out', () => {
  it('of an empty thread', async () => {
    await shown('.first-run');
    expect(await brokenRules(page)).toEqual([]);
  });

  it('of an answer on this device', async () => {
    await panel.summarize();
    await panel.answer();
    expect(await brokenRules(page)).toEqual([]);
  });

  it('of a model’s answer in all that Markdown has', async () => {
    await connectModel(chromium, server.baseUrl);
    server.script(answer(RICH));
    await panel.ask('How do bees choose?');
    await panel.answer(2);
    await waitFor('the formula', () => panel.surface.evaluate(() => document.querySelector('math') !== null));
    expect(await brokenRules(page)).toEqual([]);
  });

  it('of what an answer was made from, and what was done for it', async () => {
    await shown('article .usage > summary');
    await panel.surface.evaluate(() => {
      for (const summary of document.querySelectorAll<HTMLElement>('article summary')) summary.click();
    });
    await shown('[data-passage]');
    await shown('.sent-requests > summary');
    expect(await brokenRules(page)).toEqual([]);
  });

  it('of the menu of a message', async () => {
    await panel.surface.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('article [aria-haspopup="menu"]')].at(-1)?.click(),
    );
    await shown(':popover-open [role="menuitem"]');
    expect(await brokenRules(page)).toEqual([]);
    await panel.surface.evaluate(() => document.querySelector<HTMLElement>(':popover-open')?.hidePopover());
  });

  it('of a question that is edited', async () => {
    await panel.surface.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[aria-label="Edit question"]')].at(-1)?.click(),
    );
    await shown('.edit-message textarea');
    expect(await brokenRules(page)).toEqual([]);
    await panel.surface.click('button', 'Cancel');
  });

  it('of the list of threads', async () => {
    await panel.surface.click('button', 'Threads');
    await shown('.thread-row');
    expect(await brokenRules(page)).toEqual([]);
    await page.click('.thread-row [aria-haspopup="menu"]');
    await shown(':popover-open [role="menuitem"]');
    expect(await brokenRules(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.type('input[type="search"]', 'bees');
    await shown('.thread-hit');
    expect(await brokenRules(page)).toEqual([]);
    await panel.surface.evaluate(() => document.querySelector('dialog')?.close());
  });

  it('of an answer that comes in', async () => {
    const { script, release } = heldAnswer('They dance. '.repeat(40), 'And vote.');
    server.script(script);
    await panel.ask('And then?');
    await panel.answering();
    expect(await brokenRules(page)).toEqual([]);
    release();
    await panel.answer(3);
  });

  it('of a failure', async () => {
    server.script(faults.wrongKey());
    await panel.ask('And why?');
    await waitFor('the refusal', async () => (await panel.status()).includes('key'));
    expect(await brokenRules(page)).toEqual([]);
  });

  it('of a picture that is shown large, with its button in reach', async () => {
    await panel.surface.click('button', 'Add a screenshot');
    await shown('.composer .picture');
    await panel.surface.click('button', 'Show picture 1 large');
    await shown('.picture-dialog[open]');
    expect(await brokenRules(page)).toEqual([]);
    expect(await page.evaluate(holds, '.picture-dialog', '.picture-dialog [aria-label="Close"]')).toBe(true);
    await page.keyboard.press('Escape');
    await panel.surface.click('button', 'Remove picture 1');
  });

  it('of the settings', async () => {
    const options = await chromium.openDocument('options.html');
    expect(await brokenRules(options.page)).toEqual([]);
    await options.click('button', 'Add connection');
    expect(await brokenRules(options.page)).toEqual([]);
    await options.page.close();
  });
});

/** Runs in the document: whether one element has the other all inside of it. */
function holds(outer: string, inner: string): boolean {
  const [around, part] = [outer, inner].map((one) => document.querySelector(one)?.getBoundingClientRect());
  if (around === undefined || part === undefined) return false;
  const isBeside = part.left < around.left || part.right > around.right;
  return !isBeside && part.top >= around.top && part.bottom <= around.bottom;
}
