import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export type BrowserKind = 'chromium' | 'firefox';

export type FoundBrowser = { readonly kind: BrowserKind; readonly path: string };

const OVERRIDE = { chromium: 'CHROME_PATH', firefox: 'FIREFOX_PATH' } as const;

/** In this order; the checks are run on Chromium most often. */
const ON_PATH = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
  ],
  firefox: ['firefox', 'firefox-esr', 'firefox-developer-edition'],
} as const;

const ON_MAC = {
  chromium: ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  firefox: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
} as const;

const ON_WINDOWS = {
  chromium: [
    'Chromium\\Application\\chrome.exe',
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ],
  firefox: ['Mozilla Firefox\\firefox.exe'],
} as const;

/** The installed browser of a kind, or null. `CHROME_PATH` and `FIREFOX_PATH` come before any search. */
export function lookForBrowser(kind: BrowserKind): FoundBrowser | null {
  const override = process.env[OVERRIDE[kind]];
  const path = (override === undefined ? candidates(kind) : [override]).find(isExecutable);
  return path === undefined ? null : { kind, path };
}

/** The installed browser of a kind; an error of one line that says what to install where there is none. */
export function findBrowser(kind: BrowserKind): FoundBrowser {
  const found = lookForBrowser(kind);
  if (found === null) throw new Error(howToInstall(kind));
  return found;
}

export function howToInstall(kind: BrowserKind): string {
  const name = kind === 'chromium' ? 'Chromium, Chrome or Edge' : 'Firefox';
  return `No ${name} was found: install it, or set ${OVERRIDE[kind]} to its executable.`;
}

function candidates(kind: BrowserKind): string[] {
  switch (process.platform) {
    case 'darwin':
      return [...ON_MAC[kind]];
    case 'win32': {
      const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]);
      return roots.flatMap((root) => (root === undefined ? [] : ON_WINDOWS[kind].map((file) => join(root, file))));
    }
    default: {
      const folders = (process.env['PATH'] ?? '').split(delimiter);
      return ON_PATH[kind].flatMap((name) => folders.map((folder) => join(folder, name)));
    }
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
