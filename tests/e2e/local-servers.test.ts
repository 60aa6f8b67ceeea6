import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { builtExtension, copyWithHosts } from '../support/browser/built-extension.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { launchFirefox } from '../support/browser/firefox.ts';
import { type OptionsPage, openOptions } from '../support/browser/options-page.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { type LocalServerStandIn, startLlamaCpp, startLmStudio, startOllama } from '../support/local-servers/index.ts';

/** The hardest case: a user who has allowed every site. Rules about requests then hold on every page, if they let themselves. */
const EVERYWHERE = ['http://*/*', 'https://*/*'];

let ollama: LocalServerStandIn;
let pages: Pages;

beforeAll(async () => {
  ollama = await startOllama();
  pages = await servePages({ bees: { '/': BEES } });
});

afterAll(async () => {
  await ollama.close();
  await pages.close();
});

const chats = () => ollama.requests.filter(({ path }) => path === '/v1/chat/completions');

/** In a web page: tries to make the server answer, from the page itself, from its worker, and from one that belongs to no tab. */
async function attack(url: string): Promise<void> {
  const simple = { method: 'POST', mode: 'no-cors', body: '{}' } as const;
  await fetch(url, simple).catch(() => undefined);
  const headers = { 'content-type': 'application/json' };
  await fetch(url, { method: 'POST', headers, body: '{}' }).catch(() => undefined);
  const post = `fetch(${JSON.stringify(url)}, ${JSON.stringify(simple)}).catch(() => 0)`;
  const script = (text: string) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const worker = new Worker(script(`${post}.then(() => postMessage(0))`));
  await new Promise((resolve) => {
    worker.onmessage = resolve;
  });
  const { port } = new SharedWorker(script(`onconnect = ({ ports }) => ${post}.then(() => ports[0].postMessage(0))`));
  await new Promise((resolve) => {
    port.onmessage = resolve;
  });
}

/** Every request of the page came with the page's own origin, and was turned away for it. */
async function expectTurnedAway(page: Page): Promise<void> {
  const before = chats().length;
  await page.evaluate(attack, `${ollama.baseUrl}/chat/completions`);
  const tried = await waitFor('the page’s four requests', () => chats().length >= before + 4 && chats().slice(before));
  const origin = new URL(pages.url('bees')).origin;
  expect(tried.map((request) => [request.method, request.origin, request.status])).toEqual([
    ['POST', origin, 403],
    ['OPTIONS', origin, 403],
    ['POST', origin, 403],
    ['POST', origin, 403],
  ]);
}

describe('in Chromium', () => {
  let chromium: Chromium;
  let options: OptionsPage;

  beforeAll(async () => {
    chromium = await launchChromium({ hosts: EVERYWHERE });
    options = await openOptions(chromium);
  });
  afterAll(() => chromium.close());

  it('a server that refuses extensions takes our requests, at the first try and before anything is saved', async () => {
    await options.add();
    await options.type({ baseUrl: ollama.baseUrl, model: 'llama3.2:3b' });
    expect(await options.test()).toContain('It works: llama3.2:3b answered in ');
    expect(chats()).toEqual([{ method: 'POST', path: '/v1/chat/completions', origin: null, status: 200 }]);
  });

  it('and keeps its protection from web pages', async () => {
    await expectTurnedAway(await chromium.open(pages.url('bees')));
  });

  it('takes them from the next worker too, with the one rule there is', async () => {
    await chromium.killWorker();
    await options.page.bringToFront();
    expect(await options.test()).toContain('It works');
    const rules = await options.evaluate(() =>
      Reflect.get(globalThis, 'chrome').declarativeNetRequest.getSessionRules(),
    );
    expect(rules).toEqual([expect.objectContaining({ id: 1 })]);
    expect(rules[0].condition).toMatchObject({
      urlFilter: `|${ollama.origin}/`,
      initiatorDomains: [chromium.extension.id],
      tabIds: [-1],
    });
  });

  it('is told apart from one without that model, one without any, and one that has to load it first', async () => {
    await options.type({ model: 'lama3.2:3b' });
    expect(await options.test()).toMatch(/does not have the model “lama3.2:3b”. It has llama3.2:3b.$/);

    const empty = await startOllama({ models: [] });
    await options.type({ baseUrl: empty.baseUrl });
    expect(await options.test()).toContain(' works, but has no model yet.');
    await empty.close();

    const loading = await startLlamaCpp({ loading: true });
    await options.type({ baseUrl: loading.baseUrl });
    expect(await options.test()).toContain(' is still loading its model.');
    await loading.close();
  });

  it('is found when the address begins with https by mistake', async () => {
    await options.type({ baseUrl: ollama.baseUrl.replace('http:', 'https:') });
    expect(await options.test()).toBe(
      `Nothing answers at ${ollama.origin.replace('http:', 'https:')}, but something does at ${ollama.baseUrl}. Check the base URL.`,
    );
    await options.click('button', 'Cancel');
  });
});

/** In a document of the extension: what the background says of a server. The page itself would ask the user for a permission first. */
function test(base_url: string): Promise<{ error?: object }> {
  const connection = { id: null, name: '', service: 'custom', base_url, protocol: 'chat-completions', model: 'small' };
  const message = { name: 'connection-test', input: { connection, key: null } };
  const { runtime } = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
  return runtime.sendMessage(message).then((answer: { value: object }) => answer.value);
}

describe('without permission for it', () => {
  const NOBODY = 'http://127.0.0.1:9/v1';
  const unreachable = { kind: 'unreachable', permitted: false };
  let server: LocalServerStandIn;

  beforeAll(async () => {
    server = await startLmStudio({ models: ['small'] });
  });
  afterAll(() => server.close());

  it('a server that allows no page to read is told from nobody, in Chromium', async () => {
    const chromium = await launchChromium();
    try {
      const { evaluate } = await chromium.openDocument('options.html');
      expect(await evaluate(test, server.baseUrl)).toMatchObject({ error: { ...unreachable, answers: true } });
      expect(await evaluate(test, NOBODY)).toMatchObject({ error: { ...unreachable, answers: false } });
    } finally {
      await chromium.close();
    }
  });

  it('and in Firefox', async () => {
    const firefox = await launchFirefox();
    try {
      const page = await firefox.openDocument('options.html');
      expect(await page.evaluate(test, server.baseUrl)).toMatchObject({ error: { ...unreachable, answers: true } });
      expect(await page.evaluate(test, NOBODY)).toMatchObject({ error: { ...unreachable, answers: false } });
    } finally {
      await firefox.close();
    }
  });
});

describe('Find servers on this computer', () => {
  let chromium: Chromium;
  let options: OptionsPage;
  const running: LocalServerStandIn[] = [];

  beforeAll(async () => {
    chromium = await launchChromium({ hosts: ['http://127.0.0.1/*'] });
    options = await openOptions(chromium);
  });
  afterEach(async () => {
    for (const server of running.splice(0)) await server.close();
  });
  afterAll(() => chromium.close());

  const said = () =>
    options.evaluate(() => document.querySelector('[aria-labelledby="connections"] > [role="status"]')?.textContent);
  const rows = () =>
    options.evaluate(() => [...document.querySelectorAll('.rows > li > span')].map((row) => row.textContent));
  const field = (name: string) =>
    options.evaluate((id) => document.querySelector<HTMLInputElement>(`#connection-${id}`)?.value, name);

  it('offers those that run, and fills the form with the chosen one', async (context) => {
    try {
      running.push(await startOllama({ port: 11_434, models: ['llama3.2:3b', 'nomic-embed-text'] }));
      running.push(await startLlamaCpp({ port: 8080, loading: true }));
    } catch {
      context.skip('A server of somebody else’s has the port.');
    }
    expect(running.flatMap(({ requests }) => requests)).toEqual([]);
    await options.click('button', 'Find servers on this computer');
    await waitFor('the servers', async () => (await rows()).length > 0);
    expect(await said()).toBe('Running on this computer:');
    expect(await rows()).toEqual([
      'Ollama 127.0.0.1:11434: llama3.2:3b',
      'llama.cpp 127.0.0.1:8080: still loading its model',
    ]);

    await options.click('button', 'Use Ollama at 127.0.0.1:11434');
    await options.page.waitForSelector('#connection-address');
    expect([await field('service'), await field('address'), await field('model')]).toEqual([
      'ollama',
      'http://127.0.0.1:11434/v1',
      'llama3.2:3b',
    ]);
    expect(await options.test()).toContain('It works: llama3.2:3b answered in ');
    expect(await options.save()).toBe('Saved.');
    await options.lists('Ollama');

    const panel = await chromium.openPanel(await chromium.open(pages.url('bees')));
    await panel.ask('Are you there?');
    expect((await panel.answer()).text).toContain('OK');
    const asked = running[0]?.requests
      .filter(({ method }) => method === 'POST')
      .map(({ origin, status }) => [origin, status]);
    expect(asked).toEqual([
      [null, 200],
      [null, 200],
    ]);
  });

  it('says so when nobody is there', async (context) => {
    const found = await Promise.all(
      [11_434, 1234, 8080, 8000].map((port) => fetch(`http://127.0.0.1:${port}`).then(Boolean, () => false)),
    );
    if (found.includes(true)) context.skip('A server of somebody else’s is there.');
    await options.page.bringToFront();
    await options.click('button', 'Find servers on this computer');
    await waitFor('the end of the search', async () => (await said())?.startsWith('No model server answers here.'));
    expect(await rows()).toEqual([]);
  });
});

describe('in Firefox', () => {
  it('a server that refuses extensions takes our requests, and keeps its protection from web pages', async () => {
    const copy = copyWithHosts(builtExtension('firefox'), EVERYWHERE);
    const firefox = await launchFirefox({ extension: copy.folder });
    try {
      const before = chats().length;
      const page = await firefox.openDocument('options.html');
      const press = (label: string) => page.locator(`::-p-xpath(//button[text()="${label}"])`).click();
      await press('Add connection');
      await page.waitForSelector('#connection-service');
      await page.select('#connection-service', 'custom');
      await page.type('#connection-address', ollama.baseUrl);
      await page.type('#connection-model', 'llama3.2:3b');
      await press('Test connection');
      await waitFor('the test to succeed', () =>
        page.evaluate(() =>
          document.querySelector('form > [role="status"]')?.textContent?.includes('It works: llama3.2:3b answered'),
        ),
      );
      expect(
        chats()
          .slice(before)
          .map((request) => [request.origin, request.status]),
      ).toEqual([[null, 200]]);
      await expectTurnedAway(await firefox.open(pages.url('bees')));
    } finally {
      await firefox.close();
      copy.remove();
    }
  });
});
