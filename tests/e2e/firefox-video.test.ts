import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type Answer, intercept, type Request } from '../support/browser/intercept.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { SAID, STEP, TALKS } from '../support/browser/talk.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { json3, playerAnswer, SPOKEN, VIDEO, watchPage } from '../support/browser/watch-page.ts';

let pages: Pages;
let firefox: Firefox;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  pages = await servePages(TALKS);
  firefox = await launchFirefox();
  page = await firefox.open(pages.url('talks'));
  panel = await firefox.openPanel(page);
});

afterAll(async () => {
  await firefox?.close();
  await pages?.close();
});

const quotes = (text: string) => (text.match(/“[^”]+”/g) ?? []).map((quote) => quote.slice(1, -1));

it('summarizes a video in the words of its captions, and switches none of its tracks', async () => {
  const modes = () =>
    page.evaluate(() => [...(document.querySelector('video')?.textTracks ?? [])].map(({ mode }) => mode));
  const before = await modes();
  await panel.summarize();
  const summary = await panel.answer();
  expect(quotes(summary.text).length).toBeGreaterThanOrEqual(3);
  for (const quote of quotes(summary.text)) expect(SAID).toContain(quote);
  expect(await modes()).toEqual(before);
});

it('takes the video to the time of the cited words', async () => {
  await panel.ask('When was the glass of the lantern broken by a storm?');
  const { text } = await panel.answer(2);
  expect(text).toContain(SAID[4]);
  await panel.followCitation(quotes(text).indexOf(SAID[4] ?? ''));
  const paused = await waitFor('the time', () =>
    page.evaluate((time) => {
      const video = document.querySelector('video');
      return video?.currentTime === time && { paused: video.paused };
    }, 4 * STEP),
  );
  expect(paused).toEqual({ paused: true });
});

const YOUTUBE = 'www.youtube.com';
const LATER = 'later0tide0';

/** The player of the first video asks for its captions when the page is loaded; of the later one the page knows nothing. */
function youtube({ path }: Request, host: string): Answer | null {
  const type = 'application/json';
  const baseUrl = `https://${YOUTUBE}/api/timedtext?v=${LATER}&lang=en`;
  if (host !== YOUTUBE) return null;
  if (path.startsWith('/watch'))
    return { body: `${watchPage()}<script>fetch('/api/timedtext?v=${VIDEO}&lang=en&pot=proof');</script>` };
  if (path.startsWith('/api/timedtext')) return { type, body: json3() };
  return { type, body: JSON.stringify(playerAnswer([{ baseUrl, languageCode: 'en' }], LATER)) };
}

it('reads the captions of videos on YouTube, and asks for them as their page would', async () => {
  const watched = await firefox.browser.newPage();
  const { asked } = await intercept(watched, youtube);
  await watched.goto(`https://${YOUTUBE}/watch?v=${VIDEO}`);
  await waitFor('the player to have its captions', () => asked.some(({ path }) => path.includes('pot=')));
  const beside = await firefox.openPanel(watched);
  await beside.ask('In which year did the sea break the wall?');
  expect((await beside.answer()).text).toContain(SPOKEN[3]?.[1]);
  await watched.evaluate((video) => history.pushState(null, '', `/watch?v=${video}`), LATER);
  await beside.ask('When do knots come from the Arctic?');
  expect((await beside.answer(2)).text).toContain(SPOKEN[2]?.[1]);
  const own = asked.filter(({ path }) => /youtubei|json3/.test(path));
  expect(own.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /api/timedtext?v=${VIDEO}&lang=en&pot=proof&fmt=json3`,
    'POST /youtubei/v1/player?prettyPrint=false',
    `GET /api/timedtext?v=${LATER}&lang=en&fmt=json3`,
  ]);
});
