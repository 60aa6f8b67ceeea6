import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findBrowser } from '../../../scripts/browsers/find-browser.ts';
import { builtExtension, copyWithHosts, readManifest } from './built-extension.ts';
import { firefoxSurface } from './firefox-sidebar.ts';
import { type FirefoxWindow, firefoxWindow } from './firefox-window.ts';
import { killProcesses } from './kill-processes.ts';
import { type Panel, panelOn } from './panel.ts';
import { removeFolder, temporaryFolder } from './temporary-folder.ts';
import { waitFor } from './wait-for.ts';

export type FirefoxOptions = {
  /** Folder of the unpacked extension; the build for Firefox by default. */
  readonly extension?: string;
  /** Host permissions that the extension has from the start. */
  readonly hosts?: readonly string[];
  readonly headless?: boolean;
  /** Of the browser's process; for `DISPLAY`. */
  readonly environment?: NodeJS.ProcessEnv;
};

export type Firefox = {
  readonly browser: Browser;
  readonly window: FirefoxWindow;
  readonly open: (url: string) => Promise<Page>;
  /** Triggers the toolbar button on a page, which grants activeTab, and gives the sidebar that opens. */
  readonly openPanel: (page: Page) => Promise<Panel>;
  /** Triggers the toolbar button on a page, and gives the popup that opens where the user has chosen one. */
  readonly openPopup: (page: Page) => Promise<Panel>;
  /** The sidebar that is open already, or opens soon. */
  readonly panel: () => Promise<Panel>;
  /** Closes the sidebar, and waits until the background hears of nobody there any more. */
  readonly closePanel: () => Promise<void>;
  /** A document of the extension in a tab of its own, such as `options.html`. */
  readonly openDocument: (file: string) => Promise<Page>;
  /** Stops the background page at once, as Firefox does with one that is idle; false where none was running. */
  readonly killWorker: () => Promise<boolean>;
  /**
   * Kills the browser with all its processes, as a loss of power would, and starts it on the same profile. The extension is installed
   * anew: without a signature Firefox keeps none for longer than one life. Its storage stays. `onDead` is called between.
   */
  readonly kill: (onDead?: () => void) => Promise<Firefox>;
  readonly close: () => Promise<void>;
};

/** Any fixed host will do; the real one is a random number of the profile. */
const HOST = '5b1d8c5e-3f0a-4e0c-9d53-2f3f0f6f1a01';

/** Starts Firefox on a new profile with the extension installed for the session, over WebDriver BiDi. */
export async function launchFirefox(options: FirefoxOptions = {}): Promise<Firefox> {
  const build = options.extension ?? builtExtension('firefox');
  const copy = options.hosts === undefined ? null : copyWithHosts(build, options.hosts);
  const profile = temporaryFolder('firefox');
  return start({ ...options, folder: copy?.folder ?? build, profile }, () => {
    copy?.remove();
    removeFolder(profile);
  });
}

type Launch = FirefoxOptions & { readonly folder: string; readonly profile: string };

async function start(launch: Launch, cleanUp: () => void): Promise<Firefox> {
  const id = readManifest(launch.folder).browser_specific_settings?.gecko?.id;
  if (id === undefined) throw new Error(`${launch.folder}/manifest.json has no Firefox id.`);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findBrowser('firefox').path,
    userDataDir: launch.profile,
    headless: launch.headless ?? true,
    defaultViewport: null,
    args: ['--remote-allow-system-access', '--width=1280', '--height=860'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [id]: HOST }),
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
      'intl.locale.requested': 'en-US',
    },
    ...(launch.environment === undefined ? {} : { env: launch.environment }),
  });
  await browser.installExtension(launch.folder);
  const window = await firefoxWindow(browser);

  async function shown(place: 'sidebar' | 'popup', path: string): Promise<Panel> {
    const surface = firefoxSurface(window, place);
    // The new document reports no load event to the driver; it is there when its script has drawn something.
    const isThere = (wanted: string) => location.pathname === wanted && document.querySelector('[role="log"]') !== null;
    await waitFor(`the ${place} to show ${path}`, () => surface.evaluate(isThere, path));
    return panelOn(surface);
  }
  const panel = () => shown('sidebar', '/sidepanel.html');

  return {
    browser,
    window,
    panel,
    async open(url) {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    },
    async openPanel(page) {
      await page.bringToFront();
      await window.run(triggerAction, id);
      const opened = await panel();
      await opened.standsBeside(page.url());
      return opened;
    },
    async openPopup(page) {
      await page.bringToFront();
      await window.run(triggerAction, id);
      // Its document is made out of sight and moved into it: until then nobody answers there.
      await waitFor('the popup to open', () => window.run(isPopupOpen));
      const opened = await shown('popup', '/popup.html');
      await opened.standsBeside(page.url());
      return opened;
    },
    async closePanel() {
      await window.run(hideSidebar);
      await waitFor('the sidebar to be closed', () => window.run(hasNoSidebar, id));
    },
    async openDocument(file) {
      const page = await browser.newPage();
      // It loads but reports no load event, so nobody waits for one.
      page.goto(`moz-extension://${HOST}/${file}`, { timeout: 0 }).catch(() => undefined);
      await waitFor(file, () =>
        page.evaluate((path) => location.pathname === path && document.querySelector('#app > *') !== null, `/${file}`),
      );
      return page;
    },
    killWorker: () => window.run(terminateBackground, id),
    async kill(onDead) {
      await killProcesses(browser);
      onDead?.();
      return start(launch, cleanUp);
    },
    close: () => browser.close().finally(cleanUp),
  };
}

type FirefoxModules = { importESModule(url: string): { ExtensionParent: ExtensionParent } };
type Extension = {
  readonly backgroundState: string;
  readonly views: ReadonlySet<{ readonly viewType: string }>;
  terminateBackground(options: object): Promise<void>;
};
type ExtensionParent = {
  readonly GlobalManager: { getExtension(id: string): Extension };
  readonly apiManager: {
    readonly global: { browserActionFor(extension: object): { triggerAction(window: unknown): Promise<void> } };
  };
};

/** Runs in the browser's window: what a click on the extension's toolbar button does. */
async function triggerAction(id: string): Promise<void> {
  const { ChromeUtils } = globalThis as unknown as { ChromeUtils: FirefoxModules };
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const extension = ExtensionParent.GlobalManager.getExtension(id);
  await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(globalThis);
}

/** Runs in the browser's window. */
function isPopupOpen(): boolean {
  const panel = document
    .querySelector('.webextension-popup-browser')
    ?.closest<HTMLElement & { state: string }>('panel');
  return panel?.state === 'open';
}

/** Runs in the browser's window. */
function hideSidebar(): void {
  const { SidebarController } = globalThis as unknown as { SidebarController: { hide(): void } };
  SidebarController.hide();
}

/** Runs in the browser's window. */
function hasNoSidebar(id: string): boolean {
  const { ChromeUtils } = globalThis as unknown as { ChromeUtils: FirefoxModules };
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  return [...ExtensionParent.GlobalManager.getExtension(id).views].every(({ viewType }) => viewType !== 'sidebar');
}

/** Runs in the browser's window. Without the options it would wait for what the background still has to answer. */
async function terminateBackground(id: string): Promise<boolean> {
  const { ChromeUtils } = globalThis as unknown as { ChromeUtils: FirefoxModules };
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const extension = ExtensionParent.GlobalManager.getExtension(id);
  const wasRunning = extension.backgroundState === 'running';
  await extension.terminateBackground({ disableResetIdleForTest: true, ignoreDevToolsAttached: true });
  return wasRunning;
}
