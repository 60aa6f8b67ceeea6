import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PageSnapshot } from '../../lib/page/snapshot.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { type Body, type Pages, servePages } from '../support/browser/pages.ts';
import { storedIn } from '../support/browser/stored.ts';

const HERON =
  'The heron stands in the shallow water for an hour and does not move, and then it strikes before anybody sees it.';
const LAST = 'The last line of the page says that the ice came early.';
const lines = (count: number) => Array.from({ length: count }, (_, index) => `<p>Line ${index}: ${HERON}</p>`).join('');

const page = (
  inner: string,
  script = '',
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Herons</title>
</head><body><script>${script}</script><main><article><h1>Herons</h1><p>${HERON}</p>${inner}<p>${LAST}</p></article></main></body></html>`;

/** What a page can do to every object that its own scripts share. */
const OVERRIDES = `
for (const name of ['push', 'map', 'flatMap', 'filter', 'slice']) Array.prototype[name] = () => { throw new Error('no'); };
Map.prototype.get = Set.prototype.has = () => { throw new Error('no'); };
JSON.stringify = () => '"weasel"';
Promise.prototype.then = function () { throw new Error('no'); };
window.getComputedStyle = () => ({ display: 'none', visibility: 'hidden' });
Element.prototype.getAttribute = Element.prototype.checkVisibility = () => 'weasel';
Object.defineProperty(Node.prototype, 'childNodes', { get: () => [] });
Object.defineProperty(Document.prototype, 'URL', { get: () => 'https://weasel.test/' });
Object.defineProperty(Document.prototype, 'title', { get: () => 'weasel' });`;

/** A form that cannot be asked what it is, in every place where a page can have one. */
const masked = ['parentNode', 'parentElement', 'childNodes', 'getAttribute', 'contains', 'tagName', 'nextSibling']
  .map((name) => `<form><input type="hidden" name="${name}">Search here.</form>`)
  .map(
    (form) =>
      `${form}<table><tr><td>${form}</td></tr></table><ul><li>${form}</li></ul><details><summary>${form}</summary></details>
<pre><code>${form}let heron = 1;</code></pre><span>${form}</span><a href="/x">${form}</a>`,
  )
  .join('');

/** The words that each page has to give, in the order in which they are read. */
const CASES: Readonly<Record<string, { readonly what: string; readonly body: string | Body }>> = {
  overrides: { what: 'has its own versions of what scripts are made of', body: page('', OVERRIDES) },
  names: {
    what: 'names its elements like what scripts ask a document for',
    body: page(
      ['body', 'URL', 'title', 'querySelector', 'defaultView', 'getSelection', 'contentType', 'documentElement']
        .map((name) => `<img name="${name}"><form name="${name}"></form><a id="${name}"></a>`)
        .join(''),
    ),
  },
  masks: {
    what: 'hides its forms behind their fields',
    body: page(masked).replace('<title>', '<meta property="og:type" content="article"><title>'),
  },
  editable: { what: 'can be written into', body: page('', "document.designMode = 'on'") },
  shrinks: {
    what: 'takes its lines away while they are read',
    body: page(
      lines(4_000),
      "setInterval(() => { for (let i = 0; i < 20; i += 1) if (document.querySelectorAll('p').length > 40) document.querySelector('p:nth-of-type(2)').remove(); }, 5)",
    ),
  },
  grows: {
    what: 'adds lines at its end for as long as it is read',
    body: page(
      '',
      "setInterval(() => { for (let i = 0; i < 200; i += 1) (document.querySelector('ul') ?? document.body.appendChild(document.createElement('ul'))).append(Object.assign(document.createElement('li'), { textContent: 'One more line of the list' })); }, 0)",
    ),
  },
  deep: {
    what: 'is a document of thousands of levels',
    body: {
      type: 'text/xml',
      data: `<?xml version="1.0"?><a title="1 &lt; 2"><!-- Herons -->${'<a>'.repeat(3_000)}${HERON} ${LAST}${'</a>'.repeat(3_000)}</a>`,
    },
  },
};

let pages: Pages;
let chromium: Chromium;

beforeAll(async () => {
  pages = await servePages(Object.fromEntries(Object.entries(CASES).map(([site, { body }]) => [site, { '/': body }])));
  chromium = await launchChromium();
});

afterAll(async () => {
  await chromium?.close();
  await pages?.close();
});

it.each(Object.entries(CASES).map(([site, { what }]) => [what, site] as const))(
  'reads a page that %s as what it is',
  async (_what, site) => {
    const tab = await chromium.browser.newPage();
    await tab.goto(pages.url(site));
    const panel = await chromium.openPanel(tab);
    await panel.ask('What does the last line say about the ice?');
    await panel.answer();
    const snapshot = snapshots(await storedIn(panel.surface)).find(({ url }) => url === pages.url(site));
    for (const words of [HERON, LAST]) expect(snapshot?.markdown.includes(words), words).toBe(true);
    expect(JSON.stringify(snapshot).includes('weasel')).toBe(false);
    await tab.close();
  },
);

function snapshots(value: unknown): PageSnapshot[] {
  if (typeof value === 'string') return /^\{.*"markdown":/.test(value) ? [JSON.parse(value)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(snapshots) : [];
}
