import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import type { MessageKey } from '../../lib/i18n/index.ts';
import { type Chromium, type ChromiumPanel, launchChromium } from '../../tests/support/browser/chromium.ts';
import { waitFor } from '../../tests/support/browser/wait-for.ts';
import { type ModelServer, startModelServer } from '../../tests/support/model-server/index.ts';
import { bundle } from '../bench/bundle.ts';
import { shownPage } from '../demo/shown-page.ts';
import type { ThreadShown } from './in-page.ts';
import { LANGUAGES, type Language, type Words } from './words.ts';

/** The name under which the sample article is shown. */
const SITE = 'thelongshelf.example';
const HOUR = 3_600_000;

/** A browser with the extension beside an article, in one language. */
export type Stage = {
  readonly language: Language;
  readonly words: Words;
  readonly chromium: Chromium;
  readonly server: ModelServer;
  /** The tab with the article. */
  readonly tab: Page;
  readonly panel: ChromiumPanel;
  readonly options: Awaited<ReturnType<Chromium['openDocument']>>;
  readonly t: (key: MessageKey, ...substitutions: readonly string[]) => string;
  readonly close: () => Promise<void>;
};

export async function openStage(language: Language): Promise<Stage> {
  const server = await startModelServer({ cors: false });
  const article = await shownPage(null);
  const { port, pathname } = new URL(article.url);
  const chromium = await launchChromium({
    hosts: ['http://127.0.0.1/*'],
    windowSize: { width: 1280, height: 900 },
    name: SITE,
    port: Number(port),
    ...(language !== 'en' && { locale: language }),
  });
  const tab = await chromium.open(`http://${SITE}${pathname}`);
  const panel = await chromium.openPanel(tab);
  await waitFor('the panel', () => panel.page.evaluate(() => document.querySelector('textarea') !== null));
  const options = await chromium.openDocument('options.html');
  await tab.bringToFront();
  return {
    language,
    words: LANGUAGES[language],
    chromium,
    server,
    tab,
    panel,
    options,
    t: texts(language),
    async close() {
      await chromium.close();
      await server.close();
      article.close();
    },
  };
}

/** Threads of other days, on the article's site and on others. */
export async function rememberThreads({ options: { page }, words }: Stage, now = Date.now()): Promise<void> {
  const sites = ['orchard.example', 'weather.example', 'orchard.example', SITE];
  const threads = words.threads.map(
    ({ title, question, answer }, place): ThreadShown => ({
      id: `thread_earlier${place}`,
      site: sites[place] ?? SITE,
      title,
      texts: [question, answer],
      active_at: now - (20 + 31 * place) * HOUR,
      pinned: place === 0,
    }),
  );
  await page.evaluate(await bundle({ entry: 'scripts/screenshots/in-page.ts', format: 'iife' }));
  for (const thread of threads) await page.evaluate((one) => Reflect.get(globalThis, 'addThread')(one), thread);
}

/** Adds a connection, as a user does. */
export async function connect({ options, server, t }: Stage): Promise<void> {
  const { page, click, fill } = options;
  await page.bringToFront();
  await click('button', t('add_connection'));
  await (await page.waitForSelector('#connection-service'))?.select('custom');
  await fill(t('field_name'), 'Ollama');
  await fill(t('field_base_url'), server.baseUrl);
  await fill(t('field_key'), 'key-of-the-server');
  await fill(t('field_model'), 'qwen3:8b');
  await click('button', t('save'));
  await waitFor('the connection', () =>
    page.evaluate(() => document.querySelectorAll('input[name="default-connection"]').length > 1),
  );
  await click('button', t('close'));
}

/** Adds an assistant, as a user does. */
export async function addAssistant({ options, words: { assistant }, t }: Stage): Promise<void> {
  const { page, click, fill } = options;
  await page.bringToFront();
  await click('button', t('assistants_new'));
  await fill(t('field_name'), assistant.name);
  await fill(t('assistants_sign'), '✏️');
  await fill(t('assistants_instructions'), assistant.instructions);
  await click('button', t('save'));
  await waitFor('the assistant', () =>
    page.evaluate(
      (name) => [...document.querySelectorAll('.assistant-row')].some((one) => one.textContent?.includes(name)),
      assistant.name,
    ),
  );
  await click('button', t('close'));
}

function texts(language: Language): Stage['t'] {
  const file: Record<string, { readonly message: string }> = JSON.parse(
    readFileSync(`public/_locales/${language}/messages.json`, 'utf8'),
  );
  return (key, ...substitutions) =>
    (file[key]?.message ?? '').replace(/\$(\d)/g, (_, place: string) => substitutions[Number(place) - 1] ?? '');
}
