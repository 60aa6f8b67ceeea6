import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { PanelMessage } from '../support/browser/panel.ts';
import { launchUnattached } from '../support/browser/unattached-chromium.ts';
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

/** Milliseconds. Browsers stop an idle worker after 30 s, and ten more are room for a slow machine. */
const GONE = 40_000;

/** Milliseconds before each word; the silence in the middle is longer than the worker's whole idle life. */
const PAUSES = [5_000, 5_000, 33_000, 2_000];

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
    await chromium.openDocument('options.html');
    await chromium.inDocument('options.html', saveConnection, server.baseUrl);
    await chromium.closeDocument('options.html');

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
    const last = await waitFor('the answer in the panel', async () =>
      (await chromium.inDocument('sidepanel.html', messages)).at(-1),
    );
    expect(last).toEqual({ role: 'assistant', status: 'completed', text: 'word0 word1 word2 word3' });
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

// All below runs in the extension's documents.

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
async function saveConnection(base_url: string): Promise<void> {
  const connection = {
    id: null,
    name: 'Slow',
    service: 'custom',
    base_url,
    protocol: 'chat-completions',
    model: 'test-model',
  };
  await Reflect.get(globalThis, 'chrome').runtime.sendMessage({
    name: 'connection-save',
    input: { connection, key: 'sk-1' },
  });
}
