/**
 * `npm run bench -- streaming`: what an answer costs while it grows. In one page and in turn: our Markdown, the same read and drawn
 * anew at every chunk, and HTML made anew at every chunk; then a real panel that a real model server streams to. A measurement and
 * not a test: it ends with 0 whatever it measures.
 */
import { setTimeout } from 'node:timers/promises';
import type { CDPSession, Page } from 'puppeteer-core';
import { launchChromium } from '../../tests/support/browser/chromium.ts';
import { connectModel } from '../../tests/support/browser/connect-model.ts';
import { servePages } from '../../tests/support/browser/pages.ts';
import { answer, startModelServer } from '../../tests/support/model-server/index.ts';
import { launchHeadless } from '../browsers/launch-headless.ts';
import { build } from '../checks/build.ts';
import { bundle } from './bundle.ts';
import { chunksOf, longAnswer } from './streaming/answer.ts';
import type { Updates, WAYS } from './streaming/in-page.tsx';
import { spread } from './summary.ts';

type Way = (typeof WAYS)[number];

const ORDER: readonly Way[] = ['ours', 'everything anew', 'HTML anew'];
const ROUNDS = 3;
/** Milliseconds between two chunks of the server: a hundred tokens a second. */
const PACE = 10;
/** Milliseconds after which the last chunk is drawn and stored. */
const SETTLED = 3_000;

export async function run(): Promise<void> {
  const chunks = chunksOf(longAnswer());
  const doubled = chunksOf(longAnswer(2));
  const page = await openPage();
  const times = new Map<string, Updates[]>();
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const way of round % 2 === 0 ? ORDER : ORDER.toReversed())
      for (const [length, list] of [
        ['once', chunks],
        ['doubled', doubled],
      ] as const) {
        const updates = await stream(page, way, list);
        // The first round warms up.
        if (round > 0) times.set(`${way}/${length}`, [...(times.get(`${way}/${length}`) ?? []), updates]);
      }
  console.log(`${longAnswer().length} characters in ${chunks.length} chunks, medians of ${ROUNDS} rounds\n`);
  console.log(table(times));
  await page.browser().close();
  console.log(await inThePanel(chunks));
}

function table(times: ReadonlyMap<string, readonly Updates[]>): string {
  const cost = (way: Way, length: string) =>
    spread((times.get(`${way}/${length}`) ?? []).map(({ script }) => sum(script))).median;
  const worst = (way: Way) => {
    const all = (times.get(`${way}/once`) ?? []).flatMap(({ script }) => script).toSorted((a, b) => a - b);
    return all[Math.floor(all.length * 0.95)] ?? 0;
  };
  const rows = ORDER.map((way) => {
    const layout = spread((times.get(`${way}/once`) ?? []).map((updates) => sum(updates.layout))).median;
    const cells = [cost(way, 'once'), cost(way, 'once') / cost('ours', 'once'), worst(way), layout];
    return `| ${way} | ${cells.map((cell) => cell.toFixed(1)).join(' | ')} | ${(cost(way, 'doubled') / cost(way, 'once')).toFixed(2)} |`;
  });
  return [
    '| | script, ms | times ours | 95 % of updates, ms | layout, ms | twice the answer |',
    '|---|---:|---:|---:|---:|---:|',
    ...rows,
  ].join('\n');
}

async function stream(page: Page, way: Way, chunks: readonly string[]): Promise<Updates> {
  return page.evaluate((name, list) => Reflect.get(globalThis, 'streamingBenchmark').stream(name, list), way, chunks);
}

async function openPage(): Promise<Page> {
  const browser = await launchHeadless();
  const page = await browser.newPage();
  await page.setContent('<!doctype html><title>streaming</title><body></body>');
  await page.evaluate(
    `globalThis.browser = { i18n: { getMessage: (key) => key }, runtime: { id: 'bench' } }; globalThis.chrome = globalThis.browser;`,
  );
  await page.evaluate(await bundle({ entry: 'scripts/bench/streaming/in-page.tsx', format: 'iife' }));
  await page.evaluate(() => Reflect.get(globalThis, 'streamingBenchmark').prepare());
  return page;
}

/** Everything the panel's main thread does while the answer comes, by the browser's own account. */
async function inThePanel(chunks: readonly string[]): Promise<string> {
  build('chrome', 'pipe');
  const pages = await servePages({ site: { '/': '<!doctype html><title>Lamps</title><p>Words about lamps.</p>' } });
  const server = await startModelServer({ cors: false });
  const chromium = await launchChromium({ hosts: [`${server.origin.replace(/:\d+$/, '')}/*`] });
  try {
    const panel = await chromium.openPanel(await chromium.open(pages.url('site')));
    await connectModel(chromium, server.baseUrl);
    const session = await panel.page.createCDPSession();
    await session.send('Performance.enable');
    server.script(answer([...chunks], { every: PACE }));
    const before = await metrics(session);
    await panel.ask('How does it work?');
    // Looking whether it is there would be counted too.
    await setTimeout(chunks.length * PACE + SETTLED);
    await panel.answer();
    const after = await metrics(session);
    const spent = (name: string) => Math.round(((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1000);
    return `\nIn the panel, ${chunks.length} chunks ${PACE} ms apart: ${spent('ScriptDuration')} ms of script, ${spent('LayoutDuration')} ms of layout, ${spent('RecalcStyleDuration')} ms of style, ${spent('TaskDuration')} ms of tasks in all`;
  } finally {
    await chromium.close();
    await server.close();
    await pages.close();
  }
}

async function metrics(session: CDPSession): Promise<ReadonlyMap<string, number>> {
  const { metrics: list } = await session.send('Performance.getMetrics');
  return new Map(list.map(({ name, value }) => [name, value]));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
