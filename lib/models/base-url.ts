import { isLocalHost } from './local-host.ts';

export type BaseUrlProblem = 'empty' | 'not-a-url' | 'not-http' | 'has-credentials';

/**
 * What a user typed or pasted as the base URL a connection keeps: absolute, without a trailing slash, query or fragment.
 * A missing scheme becomes `http:` for this machine, its network and bare addresses, else `https:`. The path of an
 * operation, which people paste from documentation, is taken off again.
 */
export function normalizeBaseUrl(text: string): { readonly url: string } | { readonly problem: BaseUrlProblem } {
  const typed = text.trim();
  if (typed === '') return { problem: 'empty' };
  const url = parse(hasScheme(typed) ? typed : `${schemeFor(typed)}//${typed}`);
  // Chromium takes a host with a blank in it and writes `%20`.
  if (url === null || url.hostname.includes('%')) return { problem: 'not-a-url' };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { problem: 'not-http' };
  if (url.username !== '' || url.password !== '') return { problem: 'has-credentials' };
  // Servers print the address they listen on; browsers refuse to connect to it.
  if (url.hostname === '0.0.0.0') url.hostname = '127.0.0.1';
  return { url: url.origin + withoutOperation(url.pathname) };
}

/** `localhost:11434` has none, although its first part reads like one. */
function hasScheme(typed: string): boolean {
  return /^[a-z][a-z0-9+.-]*:(\/\/|(?!\d+([/?#]|$)))/i.test(typed);
}

function schemeFor(typed: string): 'http:' | 'https:' {
  const hostname = parse(`http://${typed}`)?.hostname ?? '';
  const isAddress = hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(hostname);
  return isAddress || isLocalHost(hostname) ? 'http:' : 'https:';
}

function withoutOperation(path: string): string {
  return path
    .replace(/\/+$/, '')
    .replace(/\/(chat\/completions|responses|models)$/, '')
    .replace(/\/+$/, '');
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
