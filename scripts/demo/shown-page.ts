import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, extname, join, resolve, sep } from 'node:path';

export type ShownPage = { readonly url: string; readonly close: () => void };

const SAMPLE = join(import.meta.dirname, '..', 'sample', 'index.html');

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.htm': 'text/html; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** The page to show: a URL as it is; a file, or the sample, through a server of this machine, since extensions may not read file: pages. */
export async function shownPage(urlOrFile: string | null): Promise<ShownPage> {
  if (urlOrFile !== null && /^https?:\/\//i.test(urlOrFile)) return { url: urlOrFile, close: () => undefined };
  const file = resolve(urlOrFile ?? SAMPLE);
  if (!existsSync(file) || !statSync(file).isFile()) throw new Error(`There is no file ${file}.`);
  return serveFolder(dirname(file), basename(file));
}

async function serveFolder(folder: string, first: string): Promise<ShownPage> {
  const server = createServer(async (request, response) => {
    const path = resolve(folder, `.${decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)}`);
    const bytes = path.startsWith(folder + sep) ? await readFile(path).catch(() => null) : null;
    const type = MEDIA_TYPES[extname(path).toLowerCase()] ?? 'text/plain; charset=utf-8';
    response.writeHead(bytes === null ? 404 : 200, { 'content-type': type });
    response.end(bytes ?? '');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/${encodeURIComponent(first)}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
