import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../lib/assistants/objects.ts';
import { BEES } from '../support/browser/articles.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { PanelMessage } from '../support/browser/panel.ts';
import { storedIn } from '../support/browser/stored.ts';
import { launchUnattached, type UnattachedChromium } from '../support/browser/unattached-chromium.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { finishChunk, textChunk } from '../support/model-server/chunks.ts';
import {
  beginning,
  done,
  event,
  type ModelServer,
  type Script,
  startModelServer,
  wait,
} from '../support/model-server/index.ts';
import { backgroundEvents } from '../support/model-server/response-events.ts';
import { startResponsesServer } from '../support/model-server/responses-server.ts';

/** Milliseconds. Browsers stop an idle worker after 30 s, and ten more are room for a slow machine. */
const GONE = 40_000;

/** Milliseconds before each word; the silence in the middle is longer than the worker's whole idle life. */
const PAUSES = [5_000, 5_000, 33_000, 2_000];

/** Milliseconds without a word: longer than an idle worker's life. */
const SILENCE = 42_000;

const WHOLE = { role: 'assistant', status: 'completed', text: 'word0 word1 word2 word3' };

const SLOW: Script = [
  ...beginning([]),
  ...PAUSES.flatMap((pause, index) => [wait(pause), event(textChunk(`word${index} `))]),
  event(finishChunk('stop')),
  done,
];

// Both wait most of the time, so they wait together; each has a browser of its own.
describe.concurrent('without a debugger, which would keep the worker alive', () => {
  let pages: Pages;
  let server: ModelServer;

  beforeAll(async () => {
    pages = await servePages({ bees: { '/': BEES } });
    server = await startModelServer({ cors: false });
    server.script(SLOW);
  });

  afterAll(async () => {
    await server.close();
    await pages.close();
  });

  it('an answer of three quarters of a minute comes to its end with the panel closed, and then the worker goes', {
    timeout: 150_000,
  }, async ({ onTestFinished }) => {
    const chromium = await launchUnattached(pages.url('bees'), ['http://127.0.0.1/*']);
    onTestFinished(chromium.close);
    await connect(chromium, { base_url: server.baseUrl, protocol: 'chat-completions' });

    await chromium.openPanel();
    await chromium.inDocument('sidepanel.html', ask, 'Tell me slowly.');
    const request = await waitFor('the question at the server', () =>
      server.requests.find(({ path }) => path.endsWith('/chat/completions')),
    );
    await chromium.closeDocument('sidepanel.html');
    const worker = await chromium.worker();
    expect(worker).not.toBeNull();

    await waitFor('the whole answer to be sent', () => request.finished_at ?? request.aborted_at, { timeout: 60_000 });
    expect(request.aborted_at).toBeNull();
    expect(await chromium.worker()).toBe(worker);
    await waitFor('the worker to be gone', async () => (await chromium.worker()) === null, { timeout: GONE });

    await chromium.openPanel();
    expect(await lastMessage(chromium)).toEqual(WHOLE);
  });

  it('an answer that a new worker has taken up keeps that worker through a long silence, with the panel closed', {
    timeout: 150_000,
  }, async ({ onTestFinished }) => {
    const background = await startResponsesServer();
    onTestFinished(background.close);
    const events = backgroundEvents({ pieces: ['word0 ', 'word1 ', 'word2 ', 'word3'] });
    const silent = events.findIndex((one) => one['delta'] === 'word2 ');
    background.answer({ events, every: (at) => (at === silent ? SILENCE : 500) });
    const count = (sent: string) =>
      background.requests.filter(({ method, path }) => `${method} ${path}`.includes(sent));
    const chromium = await launchUnattached(pages.url('bees'), ['http://127.0.0.1/*']);
    onTestFinished(chromium.close);
    await connect(chromium, { base_url: background.baseUrl, protocol: 'responses', background: true });

    await chromium.openPanel();
    await chromium.inDocument('sidepanel.html', ask, 'Tell me slowly.');
    await waitFor('the run with its place at the server', () => hasPlace(chromium));
    const first = await chromium.worker();
    await chromium.killWorker();
    await waitFor('the rest to be asked for', () => count('GET /v1/responses/resp_1?stream=true').length > 0);
    const second = await chromium.worker();
    expect(second).not.toBe(first);
    // The alarm would start yet another worker: what is left is what the second one does for its own life.
    expect(await chromium.inDocument('sidepanel.html', stopWatchdog)).toBe(true);
    await chromium.closeDocument('sidepanel.html');
    expect(background.status()).not.toBe('completed');

    await waitFor('the whole answer to be written', () => background.status() === 'completed', { timeout: 60_000 });
    expect(await chromium.worker()).toBe(second);
    await waitFor('the answer to be on disk', () => isCompleted(chromium));
    expect(await chromium.worker()).toBe(second);
    expect(count('POST /v1/responses')).toHaveLength(1);
    expect(count('GET /v1/responses/resp_1')).toHaveLength(1);
    await chromium.openPanel();
    expect(await lastMessage(chromium)).toEqual(WHOLE);
  });

  it('an open panel that nobody uses lets the worker go, and wakes it with the next click and question', {
    timeout: 120_000,
  }, async ({ onTestFinished }) => {
    const chromium = await launchUnattached(pages.url('bees'), ['http://127.0.0.1/*']);
    onTestFinished(chromium.close);
    await chromium.openPanel();
    await waitFor('the panel', () => chromium.inDocument('sidepanel.html', isReady));
    await waitFor('the worker to be gone', async () => (await chromium.worker()) === null, { timeout: GONE });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await chromium.worker()).toBeNull();

    await chromium.inDocument('sidepanel.html', ask, 'How many scouts must meet at one site?');
    const answered = await waitFor('the answer', async () => {
      const all = await chromium.inDocument('sidepanel.html', messages);
      return all.at(-1)?.status === 'completed' && all.length === 2 && all;
    });
    expect(answered.at(-1)?.text).toContain('When about thirty of them meet');
  });
});

/** Shows options.html, saves, and closes it. */
async function connect(chromium: UnattachedChromium, connection: Connection): Promise<void> {
  await chromium.openDocument('options.html');
  await chromium.inDocument('options.html', saveConnection, connection);
  await chromium.closeDocument('options.html');
}

async function lastMessage(chromium: UnattachedChromium) {
  return waitFor('the answer in the panel', async () => (await chromium.inDocument('sidepanel.html', messages)).at(-1));
}

async function runs(chromium: UnattachedChromium, file: string): Promise<readonly Run[]> {
  const stored = await storedIn({ evaluate: (task, ...parameters) => chromium.inDocument(file, task, ...parameters) });
  return (stored['sitethread/runs'] ?? []) as readonly Run[];
}

async function hasPlace(chromium: UnattachedChromium): Promise<boolean> {
  return (await runs(chromium, 'sidepanel.html')).some(({ local }) => local.remote?.id === 'resp_1');
}

/** Looks by a document that is no panel: a panel that opens has the worker look for what is left. */
async function isCompleted(chromium: UnattachedChromium): Promise<boolean> {
  await chromium.openDocument('options.html');
  const all = await runs(chromium, 'options.html');
  await chromium.closeDocument('options.html');
  return all.some(({ status }) => status === 'completed');
}

type Connection = {
  readonly base_url: string;
  readonly protocol: 'chat-completions' | 'responses';
  readonly background?: true;
};

// All below runs in the extension's documents.

function stopWatchdog(): Promise<boolean> {
  return Reflect.get(globalThis, 'chrome').alarms.clear('watchdog');
}

function isReady(): boolean {
  return [...document.querySelectorAll('button')].some(({ textContent }) => textContent === 'Summarize');
}

async function ask(question: string): Promise<void> {
  const until = async <T>(probe: () => T | null | undefined | false): Promise<T> => {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
      const found = probe();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`The panel does not get ready. It shows: ${document.body.textContent}`);
  };
  await until(() =>
    [...document.querySelectorAll('.lead')].some(({ textContent }) => /Get this page/.test(textContent ?? '')),
  );
  const box = await until(() => document.querySelector<HTMLTextAreaElement>('textarea'));
  box.value = question;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  (await until(() => document.querySelector<HTMLButtonElement>('button[aria-label="Send"]:enabled'))).click();
}

function messages(): Pick<PanelMessage, 'role' | 'status' | 'text'>[] {
  return [...document.querySelectorAll<HTMLElement>('article[data-role]')].map((article) => ({
    role: article.dataset['role'] as PanelMessage['role'],
    status: article.dataset['status'] as PanelMessage['status'],
    text: article.querySelector('.markdown')?.textContent?.trim() ?? '',
  }));
}

/** What the options page's Save sends; the page itself has tests of its own. */
async function saveConnection(more: Connection): Promise<void> {
  const connection = { id: null, name: 'Slow', service: 'custom', model: 'test-model', ...more };
  await Reflect.get(globalThis, 'chrome').runtime.sendMessage({
    name: 'connection-save',
    input: { connection, key: 'sk-1' },
  });
}
