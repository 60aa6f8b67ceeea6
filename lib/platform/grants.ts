import { browser } from './browser.ts';

/** Every web page: asked for only when the user wants the panel to follow all tabs. */
export const ALL_SITES: readonly string[] = ['http://*/*', 'https://*/*'];

/** Stands among the patterns for the names of all tabs. It covers no host. */
const NAMES = 'tabs';

/** The hosts the extension may reach, as match patterns, and `tabs`, kept current: a click has no time to ask. */
export function watchGrants(changed: (patterns: readonly string[]) => void): void {
  const refresh = async () => {
    const { origins = [], permissions = [] } = await browser.permissions.getAll();
    changed([...origins, ...permissions.filter((one) => one === NAMES)]);
  };
  browser.permissions.onAdded.addListener(refresh);
  browser.permissions.onRemoved.addListener(refresh);
  void refresh();
}

/** Asks for the origin of an address such as `http://127.0.0.1:11434`; of a file for all files. Must be called first thing in a click. False when it was refused. */
export function requestOrigin(origin: string): Promise<boolean> {
  return browser.permissions.request({ origins: [patternOf(origin)] });
}

/** Asks for the addresses and titles of all tabs. Must be called first thing in a gesture. False when it was refused. */
export function requestNames(): Promise<boolean> {
  return browser.permissions.request({ permissions: [NAMES] });
}

export async function revokeGrant(pattern: string): Promise<void> {
  await browser.permissions.remove(pattern === NAMES ? { permissions: [NAMES] } : { origins: [pattern] });
}

/** Match patterns carry no port: a grant holds for all of a host's. */
export function patternOf(origin: string): string {
  // What a site has put together in the browser belongs to the site.
  const { protocol, hostname } = new URL(origin.replace(/^blob:/, ''));
  return `${protocol}//${hostname}/*`;
}

/** Whether one of the patterns covers the origin. Patterns are those that browsers report: a scheme, a host, and `/*`. */
export function covers(patterns: readonly string[], origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return patterns.some((pattern) => {
    if (pattern === '<all_urls>') return true;
    const [, scheme, host = ''] = pattern.match(/^(\*|https?):\/\/([^/]*)\//) ?? [];
    if (scheme === undefined || (scheme !== '*' && `${scheme}:` !== protocol)) return false;
    if (host.startsWith('*.')) return hostname === host.slice(2) || hostname.endsWith(host.slice(1));
    return host === '*' || host.replace(/:\d+$/, '') === hostname;
  });
}
