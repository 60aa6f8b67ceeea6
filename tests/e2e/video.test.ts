import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { SAID, STEP, TALKS } from '../support/browser/talk.ts';
import { waitFor } from '../support/browser/wait-for.ts';

let pages: Pages;
let chromium: Chromium;

beforeAll(async () => {
  pages = await servePages(TALKS);
  chromium = await launchChromium();
});

afterAll(async () => {
  await chromium?.close();
  await pages?.close();
});

const readLine = ({ surface }: Panel) =>
  waitFor('the line that says what was read', () =>
    surface.evaluate(() => [...document.querySelectorAll('details.read summary')].at(-1)?.getAttribute('aria-label')),
  );

/** Shows what the newest answer was given of its page. */
async function openReadLine({ surface }: Panel): Promise<void> {
  await surface.evaluate(() => [...document.querySelectorAll<HTMLElement>('details.read summary')].at(-1)?.click());
  await waitFor('the passages', () => surface.evaluate(() => document.querySelector('[data-passage]') !== null));
}

const quotes = (text: string) => (text.match(/“[^”]+”/g) ?? []).map((quote) => quote.slice(1, -1));

/** Where the page's video stands, and what its page can notice of being read. */
const videoOf = (page: Page) =>
  page.evaluate(() => {
    const video =
      document.querySelector('video') ??
      document.querySelector('tower-player')?.shadowRoot?.querySelector('video') ??
      document.querySelector('iframe')?.contentDocument?.querySelector('video');
    return {
      time: video?.currentTime,
      paused: video?.paused,
      modes: [...(video?.textTracks ?? [])].map(({ kind, language, mode }) => `${kind} ${language} ${mode}`),
    };
  });

describe('a page with a video whose captions stand in tracks', () => {
  let page: Page;
  let panel: Panel;

  beforeAll(async () => {
    page = await chromium.open(pages.url('talks'));
    panel = await chromium.openPanel(page);
  });

  it('is summarized in the words that are said, in the page’s language', async () => {
    const before = await videoOf(page);
    await panel.summarize();
    const summary = await panel.answer();
    const said = quotes(summary.text);
    expect(summary.status).toBe('completed');
    expect(said.length).toBeGreaterThanOrEqual(3);
    for (const quote of said) expect(SAID).toContain(quote);
    expect(await readLine(panel)).not.toContain('transcript');
    // Nobody who watches sees another track, and no track was switched.
    expect(await videoOf(page)).toEqual(before);
  });

  it('is taken to the time of the cited words, and stays paused', async () => {
    await panel.ask('When was the glass of the lantern broken by a storm?');
    const { text, citations } = await panel.answer(2);
    expect(text).toContain(SAID[4]);
    const index = quotes(text).indexOf(SAID[4] ?? '');
    expect(citations[index]?.label).toContain('at 2:40: A storm in the winter');
    await panel.followCitation(index);
    const { paused } = await waitFor('the time', async () => {
      const video = await videoOf(page);
      return video.time === 4 * STEP && video;
    });
    expect(paused).toBe(true);
  });

  it('shows what was read with its times and chapters', async () => {
    await openReadLine(panel);
    const headings = await panel.surface.evaluate(() =>
      [...document.querySelectorAll('[data-passage] .under')].map(({ textContent }) => textContent),
    );
    expect(headings).toContain('2:40 › Storms');
  });

  it('still leads to the page’s own words', async () => {
    await panel.ask('What is the film about?');
    const { text } = await panel.answer(3);
    expect(text).toContain('A film about a lighthouse');
    await panel.followCitation(quotes(text).findIndex((quote) => quote.startsWith('A film about')));
    await waitFor('the words', () => page.evaluate(() => CSS.highlights.has('sitethread')));
  });
});

it.each([
  ['that a player in a shadow tree has made', '/player'],
  ['of a video in a frame of the page', '/framed'],
])('reads the captions %s, and leads to their time', async (_name, path) => {
  const page = await chromium.open(pages.url('talks', path));
  const panel = await chromium.openPanel(page);
  await panel.newThread();
  await panel.ask('Where did the new glass come from?');
  const { text } = await panel.answer();
  expect(text).toContain(SAID[5]);
  await panel.followCitation(quotes(text).indexOf(SAID[5] ?? ''));
  await waitFor('the time', async () => (await videoOf(page)).time === 5 * STEP);
});

it.each(['/silent', '/lost'])('says of %s that the video has no transcript, and reads the page', async (path) => {
  const panel = await chromium.openPanel(await chromium.open(pages.url('talks', path)));
  await panel.newThread();
  await panel.ask('What is known of the film?');
  await panel.answer();
  expect(await readLine(panel)).toMatch(
    /^Read: the whole page, .* tokens\. The video itself has no transcript that can be read\.$/,
  );
});

it('says nothing of a film that only decorates its page', async () => {
  const panel = await chromium.openPanel(await chromium.open(pages.url('talks', '/decorated')));
  await panel.newThread();
  await panel.ask('What is behind these words?');
  await panel.answer();
  expect(await readLine(panel)).not.toContain('transcript');
});

describe('a page with videos that nobody can see', () => {
  it('is read without their captions', async () => {
    const panel = await chromium.openPanel(await chromium.open(pages.url('unseen')));
    await panel.summarize();
    const { text } = await panel.answer();
    expect(text).toContain('tide tables');
    for (const sentence of SAID) expect(text).not.toContain(sentence);
    expect(await readLine(panel)).toContain('whole page');
    await openReadLine(panel);
    const read = await panel.surface.evaluate(() => document.querySelector('details.read')?.textContent ?? '');
    expect(read).toContain('tide tables');
    expect(read).not.toContain('whale oil');
  });
});
