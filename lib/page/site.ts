import type { PageNotReadable } from '../errors.ts';

/** Schemes of the browser itself, and of pages that belong to no site; no extension may read them. */
const BROWSER_SCHEMES = new Set([
  'about:',
  'brave:',
  'chrome:',
  'chrome-error:',
  'chrome-extension:',
  'chrome-search:',
  'chrome-untrusted:',
  'data:',
  'devtools:',
  'edge:',
  'extension:',
  'moz-extension:',
  'opera:',
  'resource:',
  'view-source:',
  'vivaldi:',
]);

/** Host and start of the path of the extension stores. */
const STORES: readonly (readonly [host: string, path: string])[] = [
  ['chromewebstore.google.com', '/'],
  ['chrome.google.com', '/webstore'],
  ['addons.mozilla.org', '/'],
  ['microsoftedge.microsoft.com', '/addons'],
];

/**
 * The key under which a page's threads are kept: host without a leading `www.`, a port other than the scheme's own stays.
 * All `file:` pages share `file`; a browser page gives its own name, such as `extensions` for `chrome://extensions`.
 */
export function siteOf(address: string): string {
  const url = parse(address);
  if (!url) return address.trim().toLowerCase();
  if (url.protocol === 'view-source:' || url.protocol === 'blob:') return siteOf(address.slice(url.protocol.length));
  if (url.protocol === 'data:') return 'data';
  if (url.protocol === 'file:') return 'file';
  // `about:blank` and the like have a name but no host.
  if (url.host === '') return url.pathname.replace(/^\/+|\/.*$/g, '') || url.protocol.slice(0, -1);
  return url.host.replace(/^www\.(?=.*\.)/, '');
}

/** Why a page cannot be read, as far as its address tells; null when it may be readable. */
export function notReadable(address: string): PageNotReadable | null {
  const url = parse(address);
  if (!url || BROWSER_SCHEMES.has(url.protocol)) return 'browser-page';
  if (STORES.some(([host, path]) => url.hostname === host && isBelow(url.pathname, path))) return 'store';
  return null;
}

function isBelow(path: string, start: string): boolean {
  return start === '/' || path === start || path.startsWith(`${start}/`);
}

function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null; // an empty or half-typed address
  }
}

/** Editors that paint their documents on a canvas, letter by letter; around it stand only menus. */
export function mayBePainted(address: string): boolean {
  const url = parse(address);
  return url?.hostname === 'docs.google.com' && /^\/(?:document|spreadsheets|presentation)\/d\//.test(url.pathname);
}

/** The last part of the address's path, as people read it; the host where there is none. */
export function nameOfFile(address: string): string {
  const url = parse(address);
  const name = url?.pathname.split('/').findLast((part) => part !== '') ?? url?.host ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // a per cent sign that is one
  }
}

export function withoutFragment(address: string): string {
  const hash = address.indexOf('#');
  return hash === -1 ? address : address.slice(0, hash);
}

/**
 * The address by which a page is known. A fragment is a place in it and no part of its address, unless an application routes by it:
 * `#/inbox` and `#!/inbox` are pages of their own, and `#/` is the one without a fragment.
 */
export function pageAddress(address: string): string {
  const page = withoutFragment(address);
  const [route = ''] = /^#!?\/[^#]+/.exec(address.slice(page.length)) ?? [];
  return page + (route.split(':~:')[0] ?? '').replace(/^#!?\/$/, '');
}
