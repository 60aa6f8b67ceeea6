import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld } from '../support/browser/open-world.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, heldAnswer, hold, type ModelServer } from '../support/model-server/index.ts';

let server: ModelServer;
let panel: Panel;
let page: Page;
let options: Page;

beforeAll(async () => {
  const world = await openWorld();
  ({ server, panel } = world);
  page = world.panel.page;
  await page.setViewport({ width: 320, height: 720 });
  options = (await world.chromium.openDocument('options.html')).page;
  await world.tab.bringToFront();
  return world.close;
});

const shown = (on: Page, selector: string) =>
  waitFor(selector, () =>
    on.evaluate((wanted) => document.querySelector(wanted)?.checkVisibility() === true, selector),
  );

/** CSS pixels that a pointer needs; what stands in a line of words is as high as they are. */
const LEAST = 24;

/** What can be pressed and is smaller than a pointer needs; a box or a knob is pressed by its words, too. */
const smallTargets = (on: Page) =>
  on.evaluate((least) => {
    const inWords = 'p a, p .link, li a, td a, .citation, .footnote-reference';
    const pressed =
      'button, summary, select, textarea, a[href], [role="option"], label:has(input), input:not(label > *)';
    const within = document.querySelector('dialog[open]') ?? document;
    const targets = [...within.querySelectorAll<HTMLElement>(pressed)];
    return targets
      .filter((one) => one.checkVisibility() && (!one.matches(inWords) || one.matches('nav a, .about-links a')))
      .filter((one) => one.getBoundingClientRect().height < least)
      .map((one) => `${one.tagName}.${one.className}: ${one.ariaLabel ?? one.textContent}`);
  }, LEAST);

describe('what can be pressed is large enough to be hit', () => {
  it('in a new panel', async () => {
    await shown(page, '.first-run');
    expect(await smallTargets(page)).toEqual([]);
  });

  it('in an answer with all that is told of it', async () => {
    server.script(answer(['Bees dance【1】.\n\n```ts\nconst scouts = 30;\n```\n\n- [x] seen\n\n', 'Then they fly.']));
    await panel.ask('How do bees choose?');
    await panel.answer();
    await shown(page, '.usage > summary');
    await page.evaluate(() => {
      for (const summary of document.querySelectorAll<HTMLElement>('article summary')) summary.click();
    });
    await shown(page, '.sent-requests > summary');
    await page.click('.sent-requests > summary');
    await shown(page, '.sent summary');
    expect(await smallTargets(page)).toEqual([]);
  });

  it('in the list of threads', async () => {
    await panel.surface.click('button', 'Threads');
    await shown(page, '.thread-row');
    expect(await smallTargets(page)).toEqual([]);
    await page.evaluate(() => document.querySelector('dialog')?.close());
  });

  it('in the settings', async () => {
    await shown(options, '#about');
    await options.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    expect(await smallTargets(options)).toEqual([]);
  });
});

/** CSS pixels from the window's top. */
const topOf = (selector: string) =>
  page.evaluate((wanted) => {
    const found = [...document.querySelectorAll(wanted)].at(-1);
    return found === undefined ? null : Math.round(found.getBoundingClientRect().top);
  }, selector);

const FIRST_WORDS = 'article[data-role="assistant"] .markdown > :first-child';

/** Notes in every frame where the first words of the newest answer stand. */
const watchWords = () =>
  page.evaluate((words) => {
    const places: number[] = [];
    const look = () => {
      const first = [...document.querySelectorAll(words)].at(-1);
      if (first !== undefined) places.push(Math.round(first.getBoundingClientRect().top));
      requestAnimationFrame(look);
    };
    look();
    Object.assign(globalThis, { places });
  }, FIRST_WORDS);

describe('an answer in a narrow panel', () => {
  it('begins where its waiting was told, and at its end no word moves', async () => {
    await panel.newThread();
    // So high that nothing scrolls, until it is to.
    await page.setViewport({ width: 320, height: 2400 });
    const beginning = Promise.withResolvers<void>();
    const { script, release } = heldAnswer(`${'They dance until all agree. '.repeat(60)}\n\nThey fly`, '.');
    server.script([hold(beginning.promise), ...script]);
    await panel.ask('How do bees choose?');
    await shown(page, '.run[data-run="waiting"]');
    const waiting = await waitFor('the question', async () =>
      (await topOf('article .words')) === null ? null : topOf('.run > [role="status"]'),
    );
    beginning.resolve();
    await panel.until('the last words', (all) => all.at(-1)?.text.includes('They fly') === true);
    expect(await topOf(FIRST_WORDS)).toBe(waiting);
    await page.setViewport({ width: 320, height: 720 });
    const before = await waitFor('the view to be at the end', async () => {
      const place = await topOf(FIRST_WORDS);
      return place !== null && place < 0 ? place : null;
    });
    await watchWords();
    release();
    await panel.answer();
    await shown(page, 'article:last-child .usage');
    const places = await page.evaluate(() => Reflect.get(globalThis, 'places') as readonly number[]);
    expect(new Set(places)).toEqual(new Set([before]));
  });
});

describe('a table in a narrow panel', () => {
  const ROWS = '| Lamp | Reach |\n|---|---|\n| Oil, in a lamp of brass | 11 nm, in rain |';
  const wide = `| ${'Another column | '.repeat(6)}\n|${'---|'.repeat(6)}\n|${' 11 nm, in rain |'.repeat(6)}`;

  it('fades out where more of it lies, and only there; what is short in it stays on one line', async () => {
    await panel.newThread();
    await page.setViewport({ width: 320, height: 720 });
    server.script(answer([`${ROWS}\n\n${wide}`]));
    await panel.ask('How far can they be seen?');
    await panel.answer();
    await shown(page, '.table-box td');
    const tables = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.table-box')].map((box) => ({
        fades: getComputedStyle(box).maskImage !== 'none',
        scrolls: box.scrollWidth > box.clientWidth,
        lines: [...box.querySelectorAll<HTMLElement>('td')].map((cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          return range.getClientRects().length;
        }),
      })),
    );
    expect(tables).toEqual([
      { fades: false, scrolls: false, lines: [1, 1] },
      { fades: true, scrolls: true, lines: [1, 1, 1, 1, 1, 1] },
    ]);
  });
});
