import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Pages = {
  /** Of a site and path, such as `url('news', '/today')`: `http://news.localhost:<port>/today`. */
  readonly url: (site: string, path?: string) => string;
  /** Host and path of each document asked for, in order. */
  readonly visits: readonly string[];
  readonly close: () => Promise<void>;
};

/** A document that is no HTML, or whose end never comes. */
export type Body = { readonly type: string; readonly data: string | Buffer; readonly endless?: true };

/** HTML, or another kind of document, by site and path. */
export type Sites = Readonly<Record<string, Readonly<Record<string, string | Body>>>>;

/**
 * Serves made-up web sites over loopback HTTP. Browsers resolve every name below `.localhost` to this machine by themselves,
 * so that different sites need no DNS.
 */
export async function servePages(sites: Sites): Promise<Pages> {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    const { site, path } = asked(request);
    const found = sites[site]?.[path];
    if (found !== undefined) visits.push(`${site}${path}`);
    const { type, data, endless }: Body =
      typeof found === 'object' ? found : { type: 'text/html; charset=utf-8', data: found ?? '' };
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': type });
    if (endless) response.write(data);
    else response.end(data);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    visits,
    url: (site, path = '/') => `http://${site}.localhost:${port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function asked(request: IncomingMessage): { site: string; path: string } {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
  return { site: url.hostname.replace(/\.localhost$/, ''), path: url.pathname };
}
