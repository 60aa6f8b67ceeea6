import { browser } from './browser.ts';

/** The hosts the extension may reach, as match patterns, kept current: a click has no time to ask. */
export function watchGrants(changed: (patterns: readonly string[]) => void): void {
  const refresh = () => browser.permissions.getAll().then(({ origins = [] }) => changed(origins));
  browser.permissions.onAdded.addListener(refresh);
  browser.permissions.onRemoved.addListener(refresh);
  void refresh();
}

/** Asks for an origin such as `http://127.0.0.1:11434`. Must be called first thing in a click. False when it was refused. */
export function requestOrigin(origin: string): Promise<boolean> {
  return browser.permissions.request({ origins: [patternOf(origin)] });
}

export async function revokeGrant(pattern: string): Promise<void> {
  await browser.permissions.remove({ origins: [pattern] });
}

/** Match patterns carry no port: a grant holds for all of a host's. */
export function patternOf(origin: string): string {
  const { protocol, hostname } = new URL(origin);
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
