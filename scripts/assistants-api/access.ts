import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback } from '../../lib/models/local-host.ts';

/**
 * Why a request is refused, in one sentence; null when it is not. A web page from elsewhere must not use the server: not by a
 * request of its own (its Origin tells), and not by a name of its own that leads to this machine (the Host tells).
 */
export function refusalOf({ host = '', origin }: IncomingHttpHeaders): string | null {
  if (!/^[^@/?#\\]+$/.test(host) || !isLoopbackUrl(`http://${host}`))
    return `This server answers to 127.0.0.1 and localhost only, not to '${host}'.`;
  if (origin !== undefined && !isLoopbackUrl(origin)) return `Pages of '${origin}' may not use this server.`;
  return null;
}

/** What lets a page on this machine read the answers. Nothing for clients that are no pages. */
export function crossOriginHeaders({ origin }: IncomingHttpHeaders): Record<string, string> {
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'x-request-id, openai-poll-after-ms',
    vary: 'origin',
  };
}

/** The answer to a preflight: any header and every method the front door knows. */
export function preflightHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return {
    'access-control-allow-methods': 'GET, HEAD, POST, DELETE',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '600',
  };
}

function isLoopbackUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && isLoopback(hostname);
}
