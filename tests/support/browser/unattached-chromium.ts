import { spawn } from 'node:child_process';
import { findBrowser } from '../../../scripts/browsers/find-browser.ts';
import { builtExtension, copyWithHosts } from './built-extension.ts';
import { connectDevtools, type Devtools } from './devtools.ts';
import { removeFolder, temporaryFolder } from './temporary-folder.ts';
import { waitFor } from './wait-for.ts';

type Listed = {
  readonly id: string;
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
};

type Evaluation = {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly exception?: { readonly description?: string } };
};

/**
 * Chromium with the extension and without a debugger: one that is attached to the background worker, as Puppeteer is, keeps it alive.
 * Only the document that is being driven is attached to, and only while that lasts.
 */
export type UnattachedChromium = {
  /** The running background worker, null while there is none. Each start has another name. */
  readonly worker: () => Promise<string | null>;
  /** Stops the background worker at once. */
  readonly killWorker: () => Promise<void>;
  /** Clicks the toolbar button on the page that was opened at the start, until the side panel is there. */
  readonly openPanel: () => Promise<void>;
  /** Runs a function in the side panel (any document of that name) once it is there, with a user's gesture, and detaches. */
  readonly inDocument: <Parameters extends readonly unknown[], Result>(
    file: string,
    task: (...parameters: Parameters) => Result | Promise<Result>,
    ...parameters: Parameters
  ) => Promise<Result>;
  readonly closeDocument: (file: string) => Promise<void>;
  readonly openDocument: (file: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function launchUnattached(url: string, hosts: readonly string[]): Promise<UnattachedChromium> {
  const copy = copyWithHosts(builtExtension('chrome'), hosts);
  const profile = temporaryFolder('profile');
  const chromium = spawn(findBrowser('chromium').path, flags(copy.folder, profile), {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = new Promise((resolve) => chromium.once('exit', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    chromium.once('exit', () => reject(new Error(`Chromium ended at once:\n${said}`)));
    chromium.stderr.setEncoding('utf8').on('data', (words: string) => {
      said += words;
      const found = /ws:\/\/\S+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
  const list = async () => (await (await fetch(`http://${new URL(address).host}/json/list`)).json()) as Listed[];
  const find = (what: string, matches: (one: Listed) => boolean) =>
    waitFor(what, async () => (await list()).find(matches));
  const document = (file: string) =>
    find(file, ({ url }) => /^chrome-extension:/.test(url) && url.endsWith(`/${file}`));

  /** With the browser itself, which attaches to no document. */
  async function ask<Result>(work: (browser: Devtools) => Promise<Result>): Promise<Result> {
    const browser = await connectDevtools(address);
    return work(browser).finally(browser.close);
  }
  const extension = await ask(async (browser) => {
    const { extensions } = await waitFor('the extension to load', async () => {
      const all = await browser.send<{ extensions: { id: string }[] }>('Extensions.getExtensions');
      return all.extensions.length > 0 && all;
    });
    return extensions[0]?.id ?? '';
  });
  await find('the worker', ({ type }) => type === 'service_worker');
  // A page that is opened while the browser still loads its extensions may never begin to load.
  await ask((browser) => browser.send('Target.createTarget', { url }));
  // A click on a page that is only coming gives access to what was there before it.
  await waitFor(
    'the page',
    async () => {
      const open = await list();
      const page = open.find((one) => one.type === 'page' && one.url === url);
      if (page === undefined) throw new Error(`Only these are open: ${open.map((one) => one.url).join(', ')}`);
      return evaluateIn(page, isLoaded, url);
    },
    { timeout: 30_000, interval: 500 },
  );

  const worker = async () => (await list()).find(({ type }) => type === 'service_worker')?.id ?? null;
  const click = () =>
    ask(async (browser) => {
      const { targetInfos } = await browser.send<{ targetInfos: { targetId: string; url: string }[] }>(
        'Target.getTargets',
        { filter: [{ type: 'tab' }] },
      );
      const tab = targetInfos.find((one) => one.url === url);
      await browser.send('Extensions.triggerAction', { id: extension, targetId: tab?.targetId });
    });

  return {
    worker,
    async killWorker() {
      const { webSocketDebuggerUrl } = await find('the page', (one) => one.type === 'page' && one.url === url);
      const page = await connectDevtools(webSocketDebuggerUrl);
      await page.send('ServiceWorker.enable');
      await page.send('ServiceWorker.stopAllWorkers').finally(page.close);
    },
    async openPanel() {
      const isThere = async () => (await list()).some(({ url }) => url.endsWith('/sidepanel.html'));
      // A click that comes before the worker's first run is over finds nobody listening.
      await waitFor('the side panel', () => click().then(isThere), { interval: 1_000 });
      // One that comes while another tab is closing gives access to that one.
      const sees = async () => evaluateIn(await document('sidepanel.html'), seesTheTab);
      await waitFor('the panel to see the tab', async () => (await sees()) || click().then(() => false), {
        interval: 1_000,
      });
    },
    inDocument: async (file, task, ...parameters) => evaluateIn(await document(file), task, ...parameters),
    async openDocument(file) {
      const address = `chrome-extension://${extension}/${file}`;
      await ask((browser) => browser.send('Target.createTarget', { url: address }));
      // It is listed before it has begun to load.
      await waitFor(`${file} to load`, async () => evaluateIn(await document(file), isLoaded, address));
    },
    async closeDocument(file) {
      const { id } = await document(file);
      await ask((browser) => browser.send('Target.closeTarget', { targetId: id }));
    },
    async close() {
      // One that has crashed answers nothing, and one that hangs must not keep the next test from starting.
      const kill = setTimeout(() => chromium.kill('SIGKILL'), 10_000);
      await ask((browser) => browser.send('Browser.close')).catch(() => chromium.kill('SIGKILL'));
      await exited;
      clearTimeout(kill);
      copy.remove();
      removeFolder(profile);
    },
  };
}

/** Runs in the page. One that failed to come, as while the network changes under a browser that has just started, is asked for again. */
function isLoaded(url: string): boolean {
  if (location.protocol === 'chrome-error:') location.href = url;
  return location.href === url && document.readyState === 'complete';
}

/** Runs in the side panel. */
function seesTheTab(): boolean {
  return document.querySelector('textarea') !== null && !/does not see this tab/.test(document.body.textContent);
}

async function evaluateIn<Parameters extends readonly unknown[], Result>(
  { webSocketDebuggerUrl }: Listed,
  task: (...parameters: Parameters) => Result | Promise<Result>,
  ...parameters: Parameters
): Promise<Result> {
  const page = await connectDevtools(webSocketDebuggerUrl);
  const expression = `(${task})(...${JSON.stringify(parameters)})`;
  const { result, exceptionDetails } = await page
    .send<Evaluation>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true, userGesture: true })
    .finally(page.close);
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? 'It threw.');
  return result.value as Result;
}

function flags(extension: string, profile: string): string[] {
  return [
    '--headless=new',
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
    '--remote-debugging-port=0',
    '--enable-unsafe-extension-debugging',
    `--load-extension=${extension}`,
    '--disable-features=DisableLoadExtensionCommandLineSwitch',
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--lang=en-US',
    'about:blank',
  ];
}
