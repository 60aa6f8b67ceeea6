/**
 * `npm run bench -- panel [--messages 100000]`: what the real panel costs as threads and the database grow. A thread of 2,000
 * messages beside one of 20, and a large database beside one of 1,000 messages, all measured in turn. A measurement and not a test:
 * it ends with 0 whatever it measures.
 */
import type { Page } from 'puppeteer-core';
import { type Chromium, launchChromium } from '../../tests/support/browser/chromium.ts';
import { chromiumSurface } from '../../tests/support/browser/chromium-surface.ts';
import { connectModel } from '../../tests/support/browser/connect-model.ts';
import { fillThreads, openFiller } from '../../tests/support/browser/fill-threads.ts';
import { type Pages, servePages } from '../../tests/support/browser/pages.ts';
import { panelOn } from '../../tests/support/browser/panel.ts';
import { answer, startModelServer } from '../../tests/support/model-server/index.ts';
import { build } from '../checks/build.ts';
import { opening, scrolling, typing, workOf } from './panel/measures.ts';
import { wordOf } from './panel/words.ts';
import { spread } from './summary.ts';

const ROUNDS = 5;
const LONG = 2_000;
const SHORT = 20;
const LARGE = 100_000;
const SMALL = 1_000;
/** Messages of each thread of a database. */
const OF_THREAD = 50;
const TYPED = 'What does it say about this?';
const WORDS = '<!doctype html><title>Words</title><p>Some words.</p>';

type Times = Map<string, number[]>;

export async function run(parameters: readonly string[]): Promise<void> {
  build('chrome', 'pipe');
  const given = parameters.indexOf('--messages');
  const large = given === -1 ? LARGE : Number(parameters[given + 1]);
  const pages = await servePages({ long: { '/': WORDS }, short: { '/': WORDS } });
  try {
    console.log(`\nA thread of ${LONG} messages beside one of ${SHORT}, medians of ${ROUNDS} rounds\n`);
    console.log(table(await longThread(pages), ['long', 'short']));
    console.log(`\n${large} messages in the database beside ${SMALL}, in threads of ${OF_THREAD}\n`);
    console.log(table(await largeDatabase(pages, large), ['large', 'small']));
  } finally {
    await pages.close();
  }
}

const site = (pages: Pages, name: string) => new URL(pages.url(name)).host;

async function longThread(pages: Pages): Promise<Times> {
  const server = await startModelServer({ cors: false });
  const chromium = await launchChromium({ hosts: [`${server.origin.replace(/:\d+$/, '')}/*`] });
  const times: Times = new Map();
  const threads = [
    { id: 'long', length: LONG },
    { id: 'short', length: SHORT },
  ].map((thread) => ({ ...thread, site: site(pages, thread.id) }));
  try {
    await connectModel(chromium, server.baseUrl);
    await fillThreads(chromium, threads);
    const tabs = new Map<string, Page>();
    for (const { id } of threads) tabs.set(id, await granted(chromium, pages.url(id)));
    const panel = await panelPage(chromium);
    const note = (what: string, id: string, value: number) => add(times, `${what}/${id}`, value);
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const { id, length } of round % 2 === 0 ? threads : threads.toReversed()) {
        await tabs.get(id)?.bringToFront();
        const opened = await opening(panel, `msg_${id}_${length - 1}`);
        const keys = await typing(panel, TYPED);
        const scroll = await workOf(panel, () => scrolling(panel));
        const above = await typing(panel, TYPED);
        if (round === 0) continue; // It warms up.
        note('opening, ms', id, opened);
        for (const time of keys) note('a key at the end, ms', id, time);
        for (const time of above) note('a key at the beginning, ms', id, time);
        note('scrolling up, ms of work a screen', id, scroll.work / scroll.result.screens);
        note('the longest frame of it, ms', id, scroll.result.longest);
      }
    // Last, because each question makes its thread longer.
    for (let round = 0; round < 3; round += 1)
      for (const { id } of threads) {
        await tabs.get(id)?.bringToFront();
        await panel.reload();
        await panel.waitForSelector('article');
        server.script(
          answer(
            Array.from({ length: 200 }, (_, number) => `word${round}x${number} `),
            { every: 10 },
          ),
        );
        const asked = panelOn(chromiumSurface(panel));
        const { work } = await workOf(panel, async () => {
          await asked.ask(`Question ${round}`);
          await panel.waitForFunction(isAnswered, { polling: 200, timeout: 60_000 }, `word${round}x199`);
        });
        note('an answer of 200 chunks, ms of work', id, work);
      }
  } finally {
    await chromium.close();
    await server.close();
  }
  return times;
}

const isAnswered = (word: string) =>
  document.querySelector('.log > article:last-child[data-status="completed"]')?.textContent?.includes(word) === true;

/** Rare and common words, alone and together, and the beginning of a word. */
const SEARCHES: readonly (readonly [what: string, text: string])[] = [
  ['a rare word', `${wordOf(15_000)} `],
  ['a common word', `${wordOf(20)} `],
  ['two common words', `${wordOf(20)} ${wordOf(35)} `],
  ['the beginning of a word', wordOf(4_000).slice(0, 4)],
];

async function largeDatabase(pages: Pages, messages: number): Promise<Times> {
  const times: Times = new Map();
  const small = await openDatabase(pages, SMALL);
  const large = await openDatabase(pages, messages);
  const databases = [
    { id: 'large', ...large },
    { id: 'small', ...small },
  ];
  try {
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const { id, panel, filler } of round % 2 === 0 ? databases : databases.toReversed()) {
        await panel.bringToFront().catch(() => undefined);
        const opened = await opening(panel, `msg_thread0_${OF_THREAD - 1}`);
        if (round > 0) add(times, `opening a thread, ms/${id}`, opened);
        for (const [what, text] of SEARCHES) {
          const { milliseconds } = await filler.evaluate(
            (words) => Reflect.get(globalThis, 'panelBenchmark').search(words),
            text,
          );
          if (round > 0) add(times, `finding ${what}, ms/${id}`, milliseconds);
        }
      }
  } finally {
    await large.chromium.close();
    await small.chromium.close();
  }
  return times;
}

/** A browser whose panel shows the first of so many threads. */
async function openDatabase(pages: Pages, messages: number) {
  const chromium = await launchChromium();
  const filler = await openFiller(chromium);
  const threads = Array.from({ length: messages / OF_THREAD }, (_, number) => ({
    id: `thread${number}`,
    length: OF_THREAD,
    site: number === 0 ? site(pages, 'long') : `site${number % 300}.test`,
  }));
  const start = performance.now();
  for (let from = 0; from < threads.length; from += 100)
    await filler.evaluate(
      (some) => Reflect.get(globalThis, 'panelBenchmark').fillThreads(some, true),
      threads.slice(from, from + 100),
    );
  console.log(`${messages} messages written in ${Math.round((performance.now() - start) / 1_000)} s`);
  await granted(chromium, pages.url('long'));
  return { chromium, filler, panel: await panelPage(chromium) };
}

/** A tab that the panel may see. */
async function granted(chromium: Chromium, url: string): Promise<Page> {
  const tab = await chromium.open(url);
  await chromium.openPanel(tab);
  return tab;
}

async function panelPage({ browser }: Chromium): Promise<Page> {
  return (await browser.waitForTarget((one) => one.url().endsWith('/sidepanel.html'))).asPage();
}

function add(times: Times, name: string, value: number): void {
  times.set(name, [...(times.get(name) ?? []), value]);
}

function table(times: Times, [one, other]: readonly [string, string]): string {
  const names = [...new Set([...times.keys()].map((name) => name.slice(0, name.lastIndexOf('/'))))];
  const rows = names.map((name) => {
    const [mine, theirs] = [one, other].map((id) => spread(times.get(`${name}/${id}`) ?? []).median);
    if (mine === undefined || theirs === undefined) return '';
    return `| ${name} | ${mine.toFixed(1)} | ${theirs.toFixed(1)} | ${(mine / theirs).toFixed(2)} |`;
  });
  return [`| | ${one} | ${other} | ratio |`, '|---|---:|---:|---:|', ...rows].join('\n');
}
