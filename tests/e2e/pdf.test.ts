import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { removeFolder, temporaryFolder } from '../support/browser/temporary-folder.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { lines, wrapped } from '../support/pdf/sheets.ts';
import { writePdf } from '../support/pdf/write-pdf.ts';

const SALT =
  'Salt came over the pass on the backs of mules for more than six hundred years. ' +
  'A driver with twelve animals needed four days from the lake to the market town. ' +
  'The toll at the bridge was paid in salt as well, one handful for each animal.';
const ROAD =
  'The road for carts was built in the year 1829 and ended the trade of the drivers within one summer. ' +
  'Three of the old inns on the path became farms, and the fourth lost its roof in a storm. ' +
  'Only the chapel on the height is still looked after by the people of both valleys.';

const runs = (text: string) => lines(wrapped(text, 80), { x: 72, y: 100 });

const PAPER = writePdf(
  [
    { runs: [{ text: 'The salt path', x: 72, y: 70, size: 20 }, ...runs(SALT)] },
    { runs: [{ text: 'The end of the trade', x: 72, y: 70, size: 14 }, ...runs(ROAD)] },
  ],
  { title: 'The salt path', language: 'en' },
);

const pdf = (data: Buffer) => ({ type: 'application/pdf', data });

/** More than three megabytes: the file comes from the tab in pieces. */
const LONG = 600;
const ARCHIVE = writePdf(
  Array.from({ length: LONG }, (_, index) => ({
    runs: lines(
      [
        `The entry with the number ${index + 1} speaks of the harvest of one year.`,
        ...wrapped(`${SALT} ${ROAD} `.repeat(8), 90),
      ],
      { x: 40, y: 80 },
    ),
  })),
);

let pages: Pages;
let chromium: Chromium;

beforeAll(async () => {
  pages = await servePages({
    maps: {
      '/': pdf(
        writePdf([
          {
            runs: lines(['山谷里的河水在春天比秋天多。', '湖上的船是用落叶松做的。', '孩子们把旧标记当作梯子。'], {
              x: 72,
              y: 80,
              font: 'chinese',
            }),
          },
        ]),
      ),
    },
    archive: { '/': pdf(ARCHIVE) },
    papers: {
      '/download': pdf(PAPER),
      '/scan.pdf': pdf(writePdf([{ picture: true }])),
      '/locked.pdf': pdf(writePdf([{ runs: runs(SALT) }], { locked: true })),
    },
  });
  chromium = await launchChromium();
});

afterAll(async () => {
  await chromium.close();
  await pages.close();
});

const says = ({ surface }: Panel, words: string) =>
  waitFor(`the panel to say "${words}"`, () =>
    surface.evaluate((wanted) => document.body.textContent?.includes(wanted) === true, words),
  );

describe('a PDF file in the tab', () => {
  let page: Page;
  let panel: Panel;

  beforeAll(async () => {
    page = await chromium.open(pages.url('papers', '/download'));
    panel = await chromium.openPanel(page);
  });

  it('is summarized in its own words, without asking its server again or the user for anything', async () => {
    await panel.summarize();
    const summary = await panel.answer();
    const quotes = summary.text.match(/“[^”]+”/g) ?? [];
    expect(summary.status).toBe('completed');
    expect(quotes.length).toBeGreaterThanOrEqual(3);
    for (const quote of quotes) expect(`${SALT} ${ROAD}`).toContain(quote.slice(1, -1));
    expect(pages.visits).toEqual(['papers/download']);
  });

  it('is shown at the page that a citation names', async () => {
    await panel.ask('In which year was the road for carts built?');
    expect((await panel.answer(2)).text).toContain('1829');
    await panel.followCitation(0);
    await waitFor('the second page', () => page.url().endsWith('/download#page=2'));
  });

  it('in Chinese is read with the character map that it names', async () => {
    const beside = await chromium.openPanel(await chromium.open(pages.url('maps')));
    await beside.summarize();
    expect((await beside.answer()).text).toContain('山谷里的河水');
  });
});

describe('a PDF file of hundreds of pages', () => {
  it('tells how far it is, stops when it is told to, and is read to its end otherwise', async () => {
    const panel = await chromium.openPanel(await chromium.open(pages.url('archive')));
    await panel.summarize();
    await says(panel, `of ${LONG}`);
    await panel.stop();
    await waitFor('the panel to be idle', async () => (await panel.status()) === '');
    expect(await panel.messages()).toEqual([]);
    await panel.ask(`What does the entry with the number ${LONG} speak of?`);
    const { text } = await panel.answer();
    expect(text).toContain(`number ${LONG}`);
    await panel.followCitation(0);
  });
});

describe('a PDF file of this computer', () => {
  const folder = temporaryFolder('papers');
  const file = join(folder, 'the salt path.pdf');
  const address = pathToFileURL(file).href;

  beforeAll(() => {
    writeFileSync(file, PAPER);
    return () => removeFolder(folder);
  });

  it('is asked for: the browser gives it to nobody by itself', async () => {
    const panel = await chromium.openPanel(await chromium.open(address));
    await panel.summarize();
    await says(panel, 'Allow Sitethread to fetch files from this site, then ask again.');
  });

  it('is read once files are allowed', async () => {
    const allowed = await launchChromium({ hosts: ['file:///*'] });
    try {
      const page = await allowed.open(address);
      const panel = await allowed.openPanel(page);
      await panel.ask('In which year was the road for carts built?');
      expect((await panel.answer()).text).toContain('1829');
      await panel.followCitation(0);
      await waitFor('the second page', () => page.url() === `${address}#page=2`);
    } finally {
      await allowed.close();
    }
  });
});

describe('a PDF file that cannot be read says why', () => {
  it.each([
    ['/scan.pdf', 'This PDF is a scan: it holds pictures of pages and no text.'],
    ['/locked.pdf', 'This PDF is locked with a password.'],
  ])('%s', async (path, sentence) => {
    const page = await chromium.open(pages.url('papers', path));
    const panel = await chromium.openPanel(page);
    await panel.summarize();
    await says(panel, sentence);
    await page.close();
  });
});
