import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { highlighted } from '../support/browser/highlighted.ts';
import { type Body, type Pages, servePages } from '../support/browser/pages.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';

const FERRY =
  'The ferry over the lake runs from the first day of May until the ice comes, and it never leaves on time.';
const PIER =
  'The pier in the frame was built of oak, and every plank of it has been replaced at least three times since.';
const NEVER =
  'The list of sponsors begins with the name of a bank that has been closed for more than a hundred years now.';

const page = (inner: string) => `<!doctype html><html lang="en"><head><title>The ferry</title></head><body>
<main><h1>The ferry</h1><p>${FERRY}</p>${inner}</main>`;
const endless = (data: string): Body => ({ type: 'text/html; charset=utf-8', data, endless: true });

let pages: Pages;
let server: ModelServer;
let chromium: Chromium;

beforeAll(async () => {
  const sites: Record<string, Record<string, string | Body>> = {
    endless: { '/': endless(page('')) },
    stuck: { '/': '' },
    framed: { '/': '' },
    pier: { '/': `<!doctype html><p>${PIER}</p>` },
    sponsors: { '/': endless(`<!doctype html><p>${NEVER}</p>`), '/script.js': endless('') },
  };
  pages = await servePages(sites);
  const frame = (site: string) => `<iframe src="${pages.url(site)}" width="640" height="240"></iframe>`;
  Object.assign(sites['stuck'] ?? {}, { '/': page(`<script src="${pages.url('sponsors', '/script.js')}"></script>`) });
  Object.assign(sites['framed'] ?? {}, { '/': page(`${frame('sponsors')}${frame('pier')}`) });
  server = await startModelServer();
  chromium = await launchChromium({ hosts: ['http://*/*'] });
  await connectModel(chromium, server.baseUrl);
});

afterAll(async () => {
  await chromium?.close();
  await server?.close();
  await pages?.close();
});

const asked = () => JSON.stringify(server.requests.findLast(({ path }) => path.endsWith('/chat/completions'))?.body);

async function open(site: string) {
  const tab = await chromium.browser.newPage();
  // Such a page never gets done loading.
  void tab.goto(pages.url(site)).catch(() => undefined);
  await waitFor('what is there of the page', () =>
    tab.evaluate(() => document.body?.textContent?.includes('never leaves on time') === true),
  );
  return { tab, panel: await chromium.openPanel(tab) };
}

it.each([
  ['whose end never comes', 'endless'],
  ['that waits for a script for ever', 'stuck'],
])('reads a page %s as far as it is there', async (_what, site) => {
  const { tab, panel } = await open(site);
  server.script(answer(`“${FERRY}” 【1】`));
  await panel.ask('When does the ferry run?');
  expect((await panel.answer()).citations).toHaveLength(1);
  expect(asked()).toContain(FERRY);
  await panel.followCitation(0);
  expect((await highlighted(tab)).words).toBe(FERRY);
  await tab.close();
});

it('sends nothing of another site that the tab goes to while its page is read', async () => {
  const { tab, panel } = await open('endless');
  const before = server.requests.length;
  await panel.ask('When does the ferry stop?');
  await tab.goto(pages.url('pier'));
  await waitFor('the panel to follow the tab', () =>
    panel.surface.evaluate(() => document.body.textContent?.includes('pier.localhost') === true),
  );
  await pause(2_000);
  expect(server.requests.slice(before).filter(({ path }) => path.endsWith('/chat/completions'))).toEqual([]);
  await tab.close();
});

it('waits for no frame for ever, neither to read it nor to find words in it', async () => {
  const { tab, panel } = await open('framed');
  await waitFor('the frames', () => tab.frames().length === 3);
  await pause(500);
  server.script(answer(`“${FERRY}” 【1】`));
  await panel.ask('What was the pier built of?');
  expect((await panel.answer()).citations).toHaveLength(1);
  expect(asked()).toContain(PIER);
  expect(asked()).toContain(NEVER);
  await panel.followCitation(0);
  expect((await highlighted(tab)).words).toBe(FERRY);
});
