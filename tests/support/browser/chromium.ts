import puppeteer, { type Browser, type Extension, type Page, type Target } from 'puppeteer-core';
import { findBrowser } from '../../../scripts/browsers/find-browser.ts';
import { builtExtension, copyWithHosts, copyWithLanguage } from './built-extension.ts';
import { chromiumSurface } from './chromium-surface.ts';
import { killProcesses } from './kill-processes.ts';
import { type Panel, panelOn } from './panel.ts';
import type { Surface } from './surface.ts';
import { removeFolder, temporaryFolder } from './temporary-folder.ts';
import { waitFor } from './wait-for.ts';

export type ChromiumOptions = {
  /** Folder of the unpacked extension; the build for Chrome by default. */
  readonly extension?: string;
  /** True by default. Headed needs a display: see display.ts. */
  readonly headless?: boolean;
  /** Match patterns the extension may read from the start, besides what the user grants. */
  readonly hosts?: readonly string[];
  /** Of the browser's process; for `DISPLAY`. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly windowSize?: { readonly width: number; readonly height: number };
  /** A host name that leads to this machine without being known for it, such as `model.test`. */
  readonly name?: string;
  /** To which all ports of that name lead; each to itself by default. */
  readonly port?: number;
  /** The one whose texts the extension shows, by its folder in _locales; English by default. */
  readonly locale?: string;
};

/** The panel or the popup, and the document that it is drawn in. */
export type ChromiumPanel = Panel & { readonly page: Page };

export type Chromium = {
  readonly browser: Browser;
  readonly extension: Extension;
  /** Folder of everything the browser writes. */
  readonly profile: string;
  readonly open: (url: string) => Promise<Page>;
  /** Clicks the toolbar button on a page, which grants activeTab, and gives the side panel that opens. */
  readonly openPanel: (page: Page) => Promise<ChromiumPanel>;
  /** Clicks the toolbar button on a page, and gives the popup that opens where the user has chosen one. */
  readonly openPopup: (page: Page) => Promise<ChromiumPanel>;
  /** The side panel that is open already, or opens soon. */
  readonly panel: () => Promise<ChromiumPanel>;
  /** A document of the extension in a tab of its own, such as `options.html`. */
  readonly openDocument: (file: string) => Promise<Surface & { readonly page: Page }>;
  /**
   * Stops the background worker at once; false where none was running. Not by closing the worker's target: a debugger that is attached
   * to it at that moment may leave the next worker waiting for it.
   */
  readonly killWorker: () => Promise<boolean>;
  /** Kills the browser with all its processes, as a loss of power would, and starts it on the same profile; `onDead` is called between. */
  readonly kill: (onDead?: () => void) => Promise<Chromium>;
  /** Closes the browser and starts it on the same profile. */
  readonly restart: () => Promise<Chromium>;
  /** Closes the browser and removes its profile. */
  readonly close: () => Promise<void>;
};

/** Starts Chromium on a new profile with the built extension. */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Chromium> {
  const original = options.extension ?? builtExtension('chrome');
  const translated = options.locale === undefined ? null : copyWithLanguage(original, options.locale);
  const build = translated?.folder ?? original;
  const copy = options.hosts === undefined ? null : copyWithHosts(build, options.hosts);
  const profile = temporaryFolder('profile');
  return start({ ...options, folder: copy?.folder ?? build, profile }, () => {
    copy?.remove();
    translated?.remove();
    removeFolder(profile);
  });
}

type Launch = ChromiumOptions & { readonly folder: string; readonly profile: string };

async function start(launch: Launch, cleanUp: () => void): Promise<Chromium> {
  const browser = await puppeteer.launch({
    executablePath: findBrowser('chromium').path,
    headless: launch.headless ?? true,
    pipe: true,
    enableExtensions: [launch.folder],
    userDataDir: launch.profile,
    defaultViewport: null,
    args: flags(launch),
    ...environmentOf(launch),
  });
  // The list is empty for about a second after the start.
  const extension = await waitFor('the extension to load', async () => [...(await browser.extensions()).values()][0]);
  // A click that comes before the worker's first run is over finds nobody listening.
  await waitFor('the background to listen', () => isListening(browser));
  const address = (file: string) => `chrome-extension://${extension.id}/${file}`;

  async function opened(file: string): Promise<ChromiumPanel> {
    const target = await browser.waitForTarget((one) => one.url().startsWith(address(file)), { timeout: 30_000 });
    const page = await target.asPage();
    return { ...panelOn(chromiumSurface(page)), page };
  }
  const panel = () => opened('sidepanel.html');
  async function beside(page: Page, panel: ChromiumPanel): Promise<ChromiumPanel> {
    await panel.standsBeside(page.url());
    return panel;
  }

  return {
    browser,
    extension,
    profile: launch.profile,
    panel,
    async open(url) {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    },
    async openPanel(page) {
      await page.bringToFront();
      await extension.triggerAction(page);
      return beside(page, await panel());
    },
    async openPopup(page) {
      await page.bringToFront();
      await extension.triggerAction(page);
      return beside(page, await opened('popup.html'));
    },
    async openDocument(file) {
      const page = await browser.newPage();
      await page.goto(address(file));
      return { ...chromiumSurface(page), page };
    },
    async killWorker() {
      const wasRunning = browser.targets().some(isWorker);
      const [page] = await browser.pages();
      const session = await page?.createCDPSession();
      await session?.send('ServiceWorker.enable');
      await session?.send('ServiceWorker.stopAllWorkers');
      await session?.detach();
      return wasRunning;
    },
    async kill(onDead) {
      await killProcesses(browser);
      onDead?.();
      return start(launch, cleanUp);
    },
    async restart() {
      await browser.close();
      return start(launch, cleanUp);
    },
    async close() {
      await browser.close();
      cleanUp();
    },
  };
}

function flags({ windowSize = { width: 1280, height: 860 }, name, port, locale }: Launch): string[] {
  const isRoot = process.getuid?.() === 0; // Chromium refuses its sandbox to root.
  return [
    ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
    `--window-size=${windowSize.width},${windowSize.height}`,
    ...(name === undefined
      ? []
      : [`--host-resolver-rules=MAP ${name} 127.0.0.1${port === undefined ? '' : `:${port}`}`]),
    `--lang=${locale?.replace('_', '-') ?? 'en-US'}`,
    '--hide-crash-restore-bubble',
    '--no-first-run',
  ];
}

/** On Linux, Chromium takes its language from here. */
function environmentOf({ environment, locale }: Launch): { env?: NodeJS.ProcessEnv } {
  if (locale === undefined) return environment === undefined ? {} : { env: environment };
  return { env: { ...(environment ?? process.env), LANGUAGE: locale } };
}

const isWorker = (target: Target) =>
  target.type() === 'service_worker' && target.url().startsWith('chrome-extension://');

/** Looks without staying attached: a worker with a debugger is never put to sleep, and a new one waits for it. */
async function isListening(browser: Browser): Promise<boolean> {
  const session = await browser.targets().find(isWorker)?.createCDPSession();
  if (session === undefined) return false;
  const expression = 'chrome.action.onClicked.hasListeners()';
  const { result } = await session.send('Runtime.evaluate', { expression });
  await session.detach();
  return result.value === true;
}
