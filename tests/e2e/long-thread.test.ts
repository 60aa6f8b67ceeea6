import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { brokenRules } from '../support/browser/broken-rules.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { fillThreads } from '../support/browser/fill-threads.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';

const ALL = 2_000;
/** Articles that may be in the document at once. */
const MOST = 170;

let pages: Pages;
let server: ModelServer;
let chromium: Chromium;
let panel: Panel;
let page: Page;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  server = await startModelServer({ cors: false });
  chromium = await launchChromium({ hosts: [`${server.origin.replace(/:\d+$/, '')}/*`] });
  await connectModel(chromium, server.baseUrl);
  const site = new URL(pages.url('bees')).host;
  await fillThreads(chromium, [{ id: 'thread_long', length: ALL, site }], ['msg_thread_long_700']);
  panel = await chromium.openPanel(await chromium.open(pages.url('bees')));
  const target = await chromium.browser.waitForTarget((one) => one.url().endsWith('/sidepanel.html'));
  page = await target.asPage();
});

afterAll(async () => {
  await chromium.close();
  await server.close();
  await pages.close();
});

const shows = (number: number) =>
  waitFor(`message ${number}`, async () => (await inSight()).numbers.includes(number), { timeout: 20_000 });

/**
 * What is in the middle of the panel: which message, and where its top is, in CSS pixels; and the numbers of all that are in the
 * document, -1 for those that were asked later.
 */
const inSight = () =>
  page.evaluate(() => {
    const scroller = document.querySelector('.scroller');
    if (scroller === null) throw new Error('Nothing scrolls.');
    const { top, height } = scroller.getBoundingClientRect();
    const articles = [...document.querySelectorAll<HTMLElement>('[role="log"] article')];
    const article = articles.find((one) => one.getBoundingClientRect().bottom > top + height / 2);
    return {
      id: article?.dataset['message'] ?? '',
      top: article?.getBoundingClientRect().top ?? 0,
      first: articles[0]?.dataset['message'] ?? '',
      count: articles.length,
      numbers: articles.map((one) => Number(one.dataset['message']?.match(/^msg_thread_long_(\d+)$/)?.[1] ?? -1)),
      fromTop: scroller.scrollTop,
      fromEnd: scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight,
    };
  });

async function turnWheel(by: number): Promise<void> {
  await page.mouse.move(150, 300);
  await page.mouse.wheel({ deltaY: by });
}

/**
 * Goes where earlier messages are fetched, and scrolls up by so many CSS pixels when they are in the document and the browser has not yet
 * laid them out. Gives how far what was in sight has moved one frame later.
 */
function scrollAsMessagesCome(by: number): Promise<number> {
  const scroller = document.querySelector('.scroller');
  const log = document.querySelector('[role="log"]');
  if (scroller === null || log === null) throw new Error('Nothing scrolls.');
  const topOf = (article: Element | null | undefined) => article?.getBoundingClientRect().top ?? 0;
  let seen = { article: document.querySelector('article'), top: 0 };
  const look = () => {
    const article = document.elementFromPoint(150, 400)?.closest('article') ?? null;
    seen = { article, top: topOf(article) };
    frame = requestAnimationFrame(look);
  };
  let frame = requestAnimationFrame(look);
  return new Promise((resolve) => {
    new MutationObserver((changes, observer) => {
      if (!changes.some(({ addedNodes }) => [...addedNodes].some(({ nodeName }) => nodeName === 'ARTICLE'))) return;
      observer.disconnect();
      cancelAnimationFrame(frame);
      scroller.scrollTop -= by;
      requestAnimationFrame(() => setTimeout(() => resolve(topOf(seen.article) - seen.top)));
    }).observe(log, { childList: true, subtree: true });
    scroller.scrollTop = 1_200;
  });
}

/** The wheel's turn, once it has come to rest. */
async function settled(): Promise<Awaited<ReturnType<typeof inSight>>> {
  let last = await inSight();
  return waitFor('the scrolling to rest', async () => {
    const before = last;
    // Two looks within one frame would always see the same.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))),
    );
    last = await inSight();
    return before.id === last.id && before.top === last.top && before.count === last.count && last;
  });
}

const topOf = (id: string) =>
  page.evaluate(
    (message) => document.querySelector(`article[data-message="${message}"]`)?.getBoundingClientRect().top ?? null,
    id,
  );

/** Turns the wheel until `holds`; gives the most articles that were there on the way. */
async function wheelUntil(by: number, holds: (all: readonly number[], seen: Seen) => boolean): Promise<number> {
  let most = 0;
  const deadline = Date.now() + 100_000;
  for (;;) {
    await turnWheel(by);
    const seen = await inSight();
    const all = seen.numbers;
    most = Math.max(most, seen.count);
    // Without a gap and without a message twice.
    expect(all).toEqual(Array.from(all, (_, index) => (all[0] ?? 0) + index));
    if (holds(all, seen)) return most;
    if (Date.now() > deadline) throw new Error(`Only messages ${all[0]} to ${all.at(-1)} were reached.`);
  }
}

type Seen = Awaited<ReturnType<typeof inSight>>;

describe('a thread of 2,000 messages', () => {
  it('opens at its end with the newest messages', async () => {
    await shows(ALL - 1);
    await page.waitForSelector('article:last-child .usage');
    const { count, fromEnd, numbers } = await settled();
    expect(fromEnd).toBeLessThan(2);
    expect(count).toBeLessThanOrEqual(80);
    expect(numbers.at(-1)).toBe(ALL - 1);
  });

  it('keeps every word where it is while earlier messages come and later ones go', async () => {
    let changes = 0;
    for (let turn = 0; turn < 40; turn += 1) {
      await waitFor('as much above as the wheel turns', async () => (await inSight()).fromTop > 700);
      const before = await settled();
      await turnWheel(-700);
      await waitFor('the wheel to turn', async () => (await topOf(before.id)) !== before.top);
      const after = await settled();
      expect(await topOf(before.id)).toBeCloseTo(before.top + 700, 0);
      if (after.first !== before.first) changes += 1;
    }
    expect(changes).toBeGreaterThan(3);
  });

  it('goes as far as the reader scrolls in the moment in which messages come', async () => {
    const gone = await page.evaluate(scrollAsMessagesCome, 200);
    expect(gone).toBeCloseTo(200, 0);
  });

  it('keeps them too where the reader has jumped to the very beginning of what is there', async () => {
    const { first } = await settled();
    await page.evaluate(() => document.querySelector('.scroller')?.scrollTo({ top: 0 }));
    await waitFor('earlier messages', async () => (await inSight()).first !== first);
    expect(await topOf(first)).toBeLessThan(200);
    expect(await topOf(first)).toBeGreaterThan(0);
  });

  it('goes to its first message under the wheel, and never holds more than a part of itself', async () => {
    expect(await wheelUntil(-2_500, (all, { fromTop }) => all[0] === 0 && fromTop === 0)).toBeLessThanOrEqual(MOST);
  });

  it('goes down again, and returns to its end with one press', async () => {
    expect(await wheelUntil(2_500, (all) => (all.at(-1) ?? 0) > 400)).toBeLessThanOrEqual(MOST);
    await panel.surface.click('button', 'Jump to latest');
    await shows(ALL - 1);
    const { fromEnd, count } = await settled();
    expect(fromEnd).toBeLessThan(2);
    expect(count).toBeLessThanOrEqual(80);
    await waitFor('no way back that nobody needs', async () =>
      page.evaluate(() => document.querySelector('[aria-label="Jump to latest"]') === null),
    );
  });

  it('opens at a message that a search has found', async () => {
    await panel.surface.click('button', 'Threads');
    await page.waitForSelector('input[type="search"]');
    await page.focus('input[type="search"]');
    await page.keyboard.type('00700');
    await page.waitForSelector('.thread-hit');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await shows(700);
    await waitFor('the message in view', async () => {
      const top = await topOf('msg_thread_long_700');
      return top !== null && top >= 0 && top < 300;
    });
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-message'));
    await waitFor('the focus on it', async () => (await focused()) === 'msg_thread_long_700');
    expect((await inSight()).numbers.length).toBeLessThanOrEqual(MOST);
    expect(await brokenRules(page)).toEqual([]);
  });

  it('shows the question and its answer at the end, from wherever it was asked', async () => {
    expect((await inSight()).numbers).not.toContain(ALL - 1);
    server.script(answer(['Bees ', 'vote.'], { every: 300 }));
    await panel.ask('How do bees choose?');
    await panel.until('the question and its answer', (all) => all.at(-1)?.text === 'Bees vote.');
    expect((await panel.messages()).at(-2)?.text).toBe('How do bees choose?');
    expect((await settled()).fromEnd).toBeLessThan(2);
  });

  it('is read on from its earlier messages by key', async () => {
    const { first } = await settled();
    await page.evaluate(() => document.querySelector<HTMLElement>('.earlier')?.focus());
    await page.keyboard.press('Enter');
    await waitFor('earlier messages', async () => (await inSight()).first !== first);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-message'))).toBe(first);
  });

  it('is not drawn again by what is typed', async () => {
    await panel.surface.click('button', 'Jump to latest');
    await waitFor('its end', async () => (await inSight()).fromEnd < 2);
    await settled();
    await page.evaluate(() => {
      const log = document.querySelector('[role="log"]');
      if (log === null) throw new Error('There is no conversation.');
      const changes: string[] = [];
      Object.assign(globalThis, { changes });
      new MutationObserver((records) => {
        changes.push(
          ...records.map(
            ({ type, target }) => `${type} of ${target.nodeName} in ${target.parentElement?.outerHTML.slice(0, 80)}`,
          ),
        );
      }).observe(log, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    await panel.surface.fill('Ask about this page', 'Which of them?');
    expect(await page.evaluate(() => Reflect.get(globalThis, 'changes'))).toEqual([]);
  });
});
