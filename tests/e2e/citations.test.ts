import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { allHighlighted } from '../support/browser/highlighted.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';
import type { RecordedRequest } from '../support/model-server/server.ts';

const FILLER = 'The valley had eleven mills, and each of them ground its own kind of grain for a village of its own.';
const fill = (count: number) => `<p>${FILLER}</p>`.repeat(count);

const FRAME = `<!doctype html>${'<p>A letter of the owner to his brother about the price of flour and rye.</p>'.repeat(30)}
<p>The letter ends with the words that no stone lies where it fell.</p>`;

const OTHER_SITE = `<!doctype html><p>The archive of the county keeps the drawings of all wheels that were ever built here, and
it opens them to everybody who asks on the first Monday of the month.</p>`;

/** Words that an answer quotes, and what is painted for them where that is not the same, without white space. */
const CASES: readonly (readonly [where: string, words: string, painted?: string])[] = [
  ['in a sentence', 'was built in 1871 by the river'],
  ['said a second time', 'ground its last flour that year', 'ground its last flour that year'],
  ['in capitals by style and with soft hyphens', 'water wheel of oak', 'wa\u00adter wheel of oak'],
  ['over two blocks with a button between', 'The first owner was a baker.\nThe second was a smith.'],
  ['in a row of a table', 'Old mill 1871', 'Old mill1871'],
  ['in a box that scrolls', 'The deepest line of the ledger names the debt.'],
  ['in an open shadow root', 'The wheel turns four times a minute.'],
  ['in a closed shadow root', 'The second wheel has stood still since the flood.'],
  ['in closed details', 'Nobody was hurt in the fire of 1902.'],
  ['in a tab that is not open', 'The dam is four metres high.'],
  ['in a frame of the page', 'no stone lies where it fell'],
  ['in a frame of another site', 'keeps the drawings of all wheels'],
];

const LIES = ['was built in 1872 by the river', 'The owner was hurt in the fire', 'was built in 1871 that year'];

const mill = (archive: string) => `<!doctype html><title>The mill</title><style>
  header { position: sticky; top: 0; height: 120px; background: #fff; z-index: 2 }
  .wheel { text-transform: uppercase } .wheel::first-letter { font-size: 3em }
  .ledger { height: 120px; overflow: auto } [role=tabpanel][hidden] { display: none }
</style><header>The mill of the valley</header><main><h1>The mill</h1>
<p>The mill was built in 1871 by the river and ground its last flour that year when it burned.</p>${fill(12)}
<h2>Afterwards</h2><p id="second">It was rebuilt and ground its last flour that year when the railway came.</p>${fill(12)}
<p class="wheel">It had a wa&shy;ter wheel of oak.</p>${fill(6)}
<p>The first owner was a baker.</p><button>Share</button><p>The second was a smith.</p>
<table><tr><th>House</th><th>Year</th></tr><tr><td>Old mill</td><td>1871</td></tr><tr><td>New mill</td><td>1903</td></tr></table>
<div class="ledger">${'<p>A line of the ledger about rye.</p>'.repeat(40)}<p>The deepest line of the ledger names the debt.</p></div>
${fill(8)}<open-wheel></open-wheel>${fill(8)}<shut-wheel></shut-wheel>${fill(8)}
<details><summary>The fire</summary><p>Nobody was hurt in the fire of 1902.</p></details>
<div role="tablist"><button role="tab" id="t1" aria-controls="p1" aria-selected="true">Wheel</button>
<button role="tab" id="t2" aria-controls="p2" aria-selected="false">Dam</button></div>
<div role="tabpanel" id="p1" aria-labelledby="t1"><p>The wheel is eight metres wide.</p></div>
<div role="tabpanel" id="p2" aria-labelledby="t2" hidden><p>The dam is four metres high.</p></div>
${fill(8)}<iframe src="/letter" width="640" height="240"></iframe>${fill(8)}
<iframe src="${archive}" width="640" height="240"></iframe>${fill(8)}</main><script>
const wheel = (mode, text) => class extends HTMLElement {
  constructor() { super(); this.attachShadow({ mode }).innerHTML = '<p>' + text + '</p>'; }
};
customElements.define('open-wheel', wheel('open', 'The wheel turns <b>four</b> times a minute.'));
customElements.define('shut-wheel', wheel('closed', 'The second wheel has stood still since the flood.'));
for (const tab of document.querySelectorAll('[role=tab]')) tab.addEventListener('click', () => {
  for (const panel of document.querySelectorAll('[role=tabpanel]')) panel.hidden = panel.id !== tab.getAttribute('aria-controls');
});
</script>`;

let pages: Pages;
let chromium: Chromium;
let server: ModelServer;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  const sites: Record<string, Record<string, string>> = {
    mill: { '/': '', '/letter': FRAME, '/other': `<!doctype html><title>Other</title>${fill(3)}` },
    archive: { '/': OTHER_SITE },
  };
  pages = await servePages(sites);
  Object.assign(sites['mill'] ?? {}, { '/': mill(pages.url('archive')) });
  server = await startModelServer();
  chromium = await launchChromium({ hosts: ['http://*/*'] });
  await connectModel(chromium, server.baseUrl);
  page = await chromium.open(pages.url('mill'));
  await page.waitForNetworkIdle();
  panel = await chromium.openPanel(page);
  server.script((request) => answer([...CASES.map(([, words]) => words), ...LIES].map(quoting(request)).join('')));
  await panel.ask('What is there to know about the mill?');
  await panel.answer();
});

afterAll(async () => {
  await chromium?.close();
  await server?.close();
  await pages?.close();
});

type Given = { readonly number: number; readonly text: string };

/** As a model does: with the number of the passage that says it, the last one that does. */
function quoting({ text }: RecordedRequest): (words: string) => string {
  const { messages } = JSON.parse(text) as { messages: readonly { readonly content: string }[] };
  const page = messages.flatMap(({ content }) => content.split('\n')).find((line) => line.startsWith('{"kind"'));
  const { passages } = JSON.parse(page ?? '{"passages":[]}') as { passages: readonly Given[] };
  const letters = (of: string) => of.replace(/[\s\u00ad]+/g, '');
  return (words) => {
    const said = passages.findLast((passage) => letters(passage.text).includes(letters(words)));
    return `- It says “${words}” 【${said?.number ?? 1}】.\n`;
  };
}

const plain = (text: string) => text.replace(/\s+/g, '');

it('makes a citation of each quotation that stands on the page, and of no other', async () => {
  const { citations } = await panel.answer();
  expect(citations.map(({ label }) => plain(label.replace(/^Citation \d+: /, '')))).toEqual(
    CASES.map(([, words, painted = words]) => plain(painted.replaceAll('\u00ad', ''))),
  );
});

it('says at the others, for everybody to read, that they are not on the page', async () => {
  const notes = await panel.surface.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-citation="unverified"]')].map((mark) => [
      mark.getAttribute('aria-label'),
      getComputedStyle(mark, '::before').content,
    ]),
  );
  expect(notes).toHaveLength(LIES.length);
  for (const [label, drawn] of notes) {
    expect(label).toMatch(/not found on the page/);
    expect(drawn).toMatch(/not on the page/);
  }
});

it.each(CASES.map(([where, words, painted = words], index) => [where, painted, index] as const))(
  'leads to the words %s',
  async (_where, painted, index) => {
    await page.evaluate(() => scrollTo(0, 0));
    await panel.followCitation(index);
    const shown = await waitFor('the words to be painted in view', async () => {
      const found = await allHighlighted(page);
      return found.length === 1 && found[0]?.inView === true && plain(found[0].words) === plain(painted) && found[0];
    });
    expect(plain(shown.words)).toBe(plain(painted));
  },
);

it('leads to the second place of what is said twice', async () => {
  await panel.followCitation(1);
  await waitFor('the second place', () =>
    page.evaluate(() => {
      const [range] = [...(CSS.highlights.get('sitethread') ?? [])];
      return range instanceof Range && range.startContainer.parentElement?.id === 'second';
    }),
  );
});

it('stays at the words of the last click', async () => {
  await page.evaluate(() => scrollTo(0, 0));
  await panel.followCitation(1);
  await panel.followCitation(4);
  await waitFor('the words of the second', async () => (await allHighlighted(page))[0]?.words === 'Old mill1871');
  const moves = await page.evaluate(async () => {
    let count = 0;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    addEventListener('scroll', () => {
      count += 1;
    });
    await new Promise((resolve) => setTimeout(resolve, 800));
    return count;
  });
  expect(moves).toBe(0);
});

it('leads to words that the page has drawn anew elsewhere since', async () => {
  await page.evaluate(() => {
    const second = document.querySelector('#second');
    const anew = document.createElement('p');
    anew.id = 'anew';
    anew.textContent = second?.textContent ?? '';
    second?.remove();
    document.querySelector('details')?.after(anew);
  });
  await panel.followCitation(1);
  await waitFor('the new place', () =>
    page.evaluate(() => {
      const [range] = [...(CSS.highlights.get('sitethread') ?? [])];
      return range instanceof Range && range.startContainer.parentElement?.id === 'anew';
    }),
  );
});

it('says that words are gone', async () => {
  await page.evaluate(() => document.querySelector('details')?.remove());
  await panel.followCitation(CASES.findIndex(([where]) => where === 'in closed details'));
  await waitFor('the sentence', () =>
    panel.surface.evaluate(() => document.body.textContent?.includes('no longer on it') === true),
  );
  expect(await allHighlighted(page)).toEqual([]);
});

it('reads the markers a model writes in its own way', async () => {
  server.script((request) =>
    answer(
      quoting(request)('The first owner was a baker.\nThe second was a smith.').replace('【', '[').replace('】', ']'),
    ),
  );
  await panel.ask('Who owned it?');
  const { citations, text } = await panel.answer(2);
  expect(citations).toHaveLength(1);
  expect(text).not.toContain('[');
});

it('opens the page at the words when its tab is gone', async () => {
  const other = await chromium.open(pages.url('mill', '/other'));
  await page.close();
  await other.bringToFront();
  await panel.until('the thread again', (all) => all.at(-1)?.citations.length === 1);
  await panel.followCitation(0);
  const inView = await waitFor('the words in a new tab', async () => {
    const again = (await chromium.browser.pages()).find(
      (one) => one !== other && one.url().startsWith(pages.url('mill')),
    );
    return again?.evaluate(() => {
      const words = [...document.querySelectorAll('p')].find((one) => one.textContent?.startsWith('The first owner'));
      const { top = -1 } = words?.getBoundingClientRect() ?? {};
      return scrollY > 0 && top > 0 && top < innerHeight;
    });
  });
  expect(inView).toBe(true);
});
