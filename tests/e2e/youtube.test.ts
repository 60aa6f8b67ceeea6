import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { type Answer, intercept, type Request } from '../support/browser/intercept.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import {
  chapterList,
  classicPanel,
  json3,
  playerAnswer,
  SPOKEN,
  VIDEO,
  watchPage,
} from '../support/browser/watch-page.ts';

const SITE = 'www.youtube.com';
const SECOND = 'second0tide';
const SPOKEN_LATER: typeof SPOKEN = [
  [2, 'The harbour of the second film was dredged for the last time in the summer of 1961.'],
  [90, 'Its crane was sold to a town on the other side of the North Sea for one crown.'],
  [170, 'Children learn to sail here now, in eleven small boats that the town has bought.'],
];

let chromium: Chromium;
let page: Page;
let panel: Panel;
let asked: readonly Request[];
let tired = false;

const JSON_TYPE = 'application/json';
const words = SPOKEN.map(([, sentence]) => sentence);
const quotes = (text: string) => (text.match(/“[^”]+”/g) ?? []).map((quote) => quote.slice(1, -1));
const captionsAsked = () => asked.filter(({ path }) => path.includes('fmt=json3'));
const playersAsked = () => asked.filter(({ path }) => path.startsWith('/youtubei/'));

/** The player of the first video asks for its captions, with a proof of origin, when the page is loaded. */
const WATCH = `${watchPage({ chapters: chapterList(), player: playerAnswer([]), panel: `<div id="stale" hidden>${classicPanel()}</div>` })}
<script>fetch('/api/timedtext?v=${VIDEO}&lang=en&pot=proof&fmt=srv3');</script>`;

function site({ path, body }: Request, host: string): Answer | null {
  if (host !== SITE) return null;
  if (path.startsWith('/watch')) return { body: WATCH };
  if (tired && !path.startsWith('/watch')) return { status: 429, body: '' };
  if (path.startsWith('/youtubei/v1/player')) {
    const { videoId } = JSON.parse(body);
    const baseUrl = `https://${SITE}/api/timedtext?v=${videoId}&lang=en`;
    return { type: JSON_TYPE, body: JSON.stringify(playerAnswer([{ baseUrl, languageCode: 'en' }], videoId)) };
  }
  if (!path.startsWith('/api/timedtext')) return null;
  // Captions of the page's own kind of player are empty without the proof, whatever their status says.
  if (path.includes(`v=${VIDEO}`) && !path.includes('pot=')) return { type: JSON_TYPE, body: '' };
  return { type: JSON_TYPE, body: json3(path.includes(`v=${SECOND}`) ? SPOKEN_LATER : SPOKEN) };
}

beforeAll(async () => {
  chromium = await launchChromium();
  page = await chromium.browser.newPage();
  ({ asked } = await intercept(page, site));
  await page.goto(`https://${SITE}/watch?v=${VIDEO}&t=5s`);
  await waitFor('the player to have its captions', () => asked.some(({ path }) => path.includes('pot=proof')));
  panel = await chromium.openPanel(page);
});

afterAll(() => chromium?.close());

const timeOf = () => page.evaluate(() => document.querySelector('video')?.currentTime);

describe('a video on YouTube', () => {
  it('is not asked for before the user asks', () => {
    expect(captionsAsked()).toEqual([]);
  });

  it('is summarized by the captions that its player has loaded, and by nothing else on its page', async () => {
    await panel.summarize();
    const said = quotes((await panel.answer()).text);
    expect(said.length).toBeGreaterThanOrEqual(3);
    for (const quote of said)
      expect([...words, 'A walk with Ada Fenn, who has counted birds here since 1988.']).toContain(quote);
    expect(captionsAsked().map(({ path }) => path)).toEqual([`/api/timedtext?v=${VIDEO}&lang=en&pot=proof&fmt=json3`]);
    expect(playersAsked()).toEqual([]);
  });

  it('is not asked for again by the next question, and is taken to the time of the cited words', async () => {
    await panel.ask('In which year did the sea break the wall?');
    const { text, citations } = await panel.answer(2);
    expect(text).toContain(words[3]);
    const index = quotes(text).indexOf(words[3] ?? '');
    expect(citations[index]?.label).toContain('at 3:30');
    await panel.followCitation(index);
    await waitFor('the time', async () => (await timeOf()) === 210);
    expect(captionsAsked()).toHaveLength(1);
  });

  it('leaves what else stands on its page for questions about that', async () => {
    await panel.ask('Which comment says that the music is too loud?');
    const { text } = await panel.answer(3);
    expect(text).toContain('The first comment says that the music is too loud for a walk of this kind.');
    await panel.followCitation(quotes(text).findIndex((quote) => quote.startsWith('The first comment')));
    await waitFor('the words', () => page.evaluate(() => CSS.highlights.has('sitethread')));
  });

  it('is another one after the app has gone on without a load', async () => {
    await page.evaluate((video) => {
      history.pushState(null, '', `/watch?v=${video}`);
      document.title = 'The harbour - YouTube';
    }, SECOND);
    await panel.ask('When was the harbour dredged for the last time?');
    const { text } = await panel.answer(4);
    expect(text).toContain(SPOKEN_LATER[0]?.[1]);
    expect(playersAsked()).toHaveLength(1);
  });

  it('is read from the panel that the user has opened, without asking anybody', async () => {
    await page.evaluate(() => {
      history.pushState(null, '', '/watch?v=panel00tide');
      document.querySelector('#stale')?.removeAttribute('hidden');
    });
    const before = asked.length;
    await panel.ask('Which birds come from the Arctic in October?');
    expect((await panel.answer(5)).text).toContain(words[2]);
    expect(asked).toHaveLength(before);
    await page.evaluate(() => document.querySelector('#stale')?.remove());
  });

  it('is read as a page where the site wants to be left alone, says so, and asks once', async () => {
    tired = true;
    await page.evaluate(() => {
      history.pushState(null, '', '/watch?v=third00tide');
      document.title = 'Untold - YouTube';
    });
    const before = asked.length;
    await panel.ask('What does the first comment say about the music?');
    await panel.answer(6);
    await panel.ask('Who has counted birds?');
    await panel.answer(7);
    await waitFor('the line that says so', () =>
      panel.surface.evaluate(() =>
        [...document.querySelectorAll('article:last-child details.read summary')].some((line) =>
          line.getAttribute('aria-label')?.includes('The video itself has no transcript that can be read.'),
        ),
      ),
    );
    expect(asked.slice(before).map(({ path }) => path)).toEqual(['/youtubei/v1/player?prettyPrint=false']);
  });
});
