import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { highlighted } from '../support/browser/highlighted.ts';
import { type Body, type Pages, servePages } from '../support/browser/pages.ts';
import { waitFor } from '../support/browser/wait-for.ts';

const WOOL =
  'The wool of the mountain sheep is washed in the cold stream before it is shorn. ' +
  'A shepherd of the upper farm keeps the bells of his grandfather in a chest of pine. ' +
  'The lambs of April are marked with a red thread that the children spin.';

const RSS = `<?xml version="1.0"?><rss version="2.0"><channel><title>News of the pasture</title>
<item><title>Shearing</title><description>${WOOL}</description></item></channel></rss>`;

const json = JSON.stringify({ farm: 'upper', notes: WOOL.split('. ').map((note) => ({ note })) });

/** A grey dot. */
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4" fill="#888"/></svg>';

const FILES: Readonly<Record<string, Body>> = {
  text: { type: 'text/plain; charset=utf-8', data: WOOL },
  code: { type: 'text/javascript', data: `// ${WOOL.replaceAll('. ', '.\n// ')}\nconst sheep = 40;\n` },
  json: { type: 'application/json', data: json },
  xml: { type: 'application/xml', data: `<farm><note>${WOOL.replaceAll('. ', '.</note><note>')}</note></farm>` },
  feed: { type: 'application/rss+xml', data: RSS },
  atom: {
    type: 'application/atom+xml',
    data: `<feed xmlns="http://www.w3.org/2005/Atom"><title>Pasture</title><entry><title>Wool</title><summary>${WOOL}</summary></entry></feed>`,
  },
};

let pages: Pages;
let chromium: Chromium;

beforeAll(async () => {
  pages = await servePages({
    ...Object.fromEntries(Object.entries(FILES).map(([site, file]) => [site, { '/file': file }])),
    picture: { '/file': { type: 'image/svg+xml', data: PICTURE } },
  });
  chromium = await launchChromium();
});

afterAll(async () => {
  await chromium.close();
  await pages.close();
});

describe('a file in the tab', () => {
  it.each(Object.keys(FILES))('of %s answers with its own words, and shows them', async (site) => {
    const page = await chromium.open(pages.url(site, '/file'));
    const panel = await chromium.openPanel(page);
    await panel.ask('Where does the shepherd keep the bells?');
    const answer = await panel.answer();
    expect(answer.text).toContain('in a chest of pine');
    await panel.followCitation(0);
    expect((await highlighted(page)).words).toContain('shepherd');
    await page.close();
  });

  it('that is a picture says that there is nothing to read', async () => {
    const page = await chromium.open(pages.url('picture', '/file'));
    const panel = await chromium.openPanel(page);
    await panel.summarize();
    await waitFor('the reason', () =>
      panel.surface.evaluate(() => document.body.textContent?.includes('This tab shows a picture') === true),
    );
    await page.close();
  });
});
