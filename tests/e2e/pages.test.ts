import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES, BRIDGES } from '../support/browser/articles.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { storedIn } from '../support/browser/stored.ts';
import { waitFor } from '../support/browser/wait-for.ts';

const HEDGEHOG = 'The hedgehog in the shadow root walks two kilometres every night and comes back to the same garden.';
const OTTER =
  'The otter in the frame sleeps on its back and holds on to the kelp so that the tide does not take it away.';
const VOLES = 'The voles of the open page dig a new storeroom every autumn and forget where half of the old ones are.';
const SECRETS = [
  'Badger words that a stylesheet hides.',
  'Weasel words with the hidden attribute.',
  'Polecat words that keep their place, unseen.',
];

const LAYERED = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Layers</title>
<style>.gone { display: none } .unseen { visibility: hidden }</style></head>
<body><main><article><h1>Three animals at night</h1>
<p>${VOLES}</p>
<p class="gone">${SECRETS[0]}</p><p hidden>${SECRETS[1]}</p><p class="unseen">${SECRETS[2]}</p>
<night-walk></night-walk>
<iframe src="/frame" width="600" height="120" title="Frame"></iframe>
</article></main>
<script>
customElements.define('night-walk', class extends HTMLElement {
  constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = '<p>${HEDGEHOG}</p>'; }
});
</script></body></html>`;

let pages: Pages;
let chromium: Chromium;

beforeAll(async () => {
  pages = await servePages({
    bees: { '/': BEES },
    bridges: { '/': BRIDGES },
    blank: { '/': '<!doctype html><title>Nothing</title>' },
    layers: { '/': LAYERED, '/frame': `<!doctype html><p>${OTTER}</p>` },
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

const buttons = ({ surface }: Panel) =>
  surface.evaluate(() => [...document.querySelectorAll('button')].map((one) => one.textContent?.trim() ?? ''));

describe('a page that cannot be read says why in one sentence', () => {
  it.each([['a page without text', () => pages.url('blank'), 'There is no text on this page to read.']])(
    '%s',
    async (_what, url, sentence) => {
      const page = await chromium.open(url());
      const panel = await chromium.openPanel(page);
      await waitFor('Summarize', async () => (await buttons(panel)).includes('Summarize'));
      await panel.summarize();
      await says(panel, sentence);
      expect(await panel.messages()).toEqual([]);
      await page.close();
    },
  );
});

describe('a tab that the user has not granted', () => {
  it('is not read, and the panel offers both grants in place', async () => {
    const panel = await chromium.openPanel(await chromium.open(pages.url('bees')));
    await panel.summarize();
    await panel.answer();
    await chromium.open(pages.url('bridges'));
    await panel.until('an empty conversation', (all) => all.length === 0);
    await says(panel, 'Sitethread does not see this tab until you let it.');
    expect(await buttons(panel)).toEqual(expect.arrayContaining(['Allow this site', 'Follow all tabs']));
    expect(JSON.stringify(await storedIn(panel.surface))).not.toContain('Broughton');
  });

  it('is asked for by the browser itself after "Allow this site"', async () => {
    const panel = await chromium.panel();
    await panel.surface.click('button', 'Allow this site');
    await says(panel, 'Sitethread does not see this tab until you let it.');
    expect(await panel.messages()).toEqual([]);
  });

  it('is read by the panel that is open after a click on the toolbar button', async () => {
    const [page] = (await chromium.browser.pages()).filter((one) => one.url() === pages.url('bridges'));
    if (page === undefined) throw new Error('The tab is gone.');
    const panel = await chromium.openPanel(page);
    await says(panel, 'Get this page in a few sentences');
    expect(await buttons(panel)).not.toContain('Allow this site');
    await panel.ask('What happened at Broughton?');
    expect((await panel.answer()).text).toContain('riflemen');
  });
});

describe('what is stored of a page', () => {
  it('is what a reader can see: shadow roots and frames of the same site too, hidden words not', async () => {
    const panel = await chromium.openPanel(await chromium.open(pages.url('layers')));
    await says(panel, 'Get this page in a few sentences');
    await panel.summarize();
    await panel.answer();
    const stored = await storedIn(panel.surface);
    const content = JSON.stringify(
      stored['sitethread/file_contents']?.filter((row) => JSON.stringify(row).includes('Three animals')),
    );
    expect(content).toContain(VOLES);
    expect(content).toContain(HEDGEHOG);
    expect(content).toContain(OTTER);
    for (const secret of SECRETS) expect(JSON.stringify(stored)).not.toContain(secret);
  });
});
