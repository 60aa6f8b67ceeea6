import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launchHeadless } from '../browsers/launch-headless.ts';

/** A page is only handed a clock of microseconds when no other origin can be reached from it. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

export type BenchmarkPage = {
  /** Such as `Chrome/150.0.7871.46`. */
  readonly version: string;
  readonly fill: (rounds: number) => Promise<void>;
  /** Milliseconds. */
  readonly measure: (id: string, round: number) => Promise<number>;
  readonly close: () => Promise<void>;
};

/** A headless Chromium on a new profile that has run `script`. */
export async function openBenchmark(script: string): Promise<BenchmarkPage> {
  const server = await serve(script);
  const browser = await launchHeadless();
  const page = await browser.newPage();
  await page.goto(server.url);
  const call = (expression: string): Promise<unknown> => page.evaluate(`benchmark.${expression}`);
  return {
    version: await browser.version(),
    fill: async (rounds) => {
      await call(`fill(${rounds})`);
    },
    measure: async (id, round) => Number(await call(`measure(${JSON.stringify(id)}, ${round})`)),
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** IndexedDB needs an origin. */
async function serve(script: string): Promise<{ readonly url: string; readonly close: () => void }> {
  const files = new Map([
    [
      '/',
      { type: 'text/html', text: '<!doctype html><title>bench</title><script type="module" src="/page.js"></script>' },
    ],
    ['/page.js', { type: 'text/javascript', text: script }],
  ]);
  const server = createServer(({ url = '/' }, response) => {
    const file = files.get(url);
    response.writeHead(file === undefined ? 404 : 200, {
      ...ISOLATED,
      'content-type': `${file?.type ?? 'text/plain'}`,
    });
    response.end(file?.text);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
