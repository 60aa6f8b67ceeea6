import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedIn, ROWS } from '../seeds/cases.ts';
import type { InWorker } from '../seeds/in-worker.ts';
import { workerScript } from '../seeds/worker-script.ts';
import { builtExtension, copyWithHosts } from '../support/browser/built-extension.ts';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type ModelServer, startModelServer } from '../support/model-server/index.ts';

const copy = copyWithHosts(builtExtension('firefox'), ['http://127.0.0.1/*']);

let server: ModelServer;
let firefox: Firefox;
let page: Page;

beforeAll(async () => {
  server = await startModelServer({ cors: false });
  firefox = await launchFirefox({ extension: copy.folder });
  // WebDriver BiDi does not list the background page, but a document of the extension reaches it.
  page = await firefox.openDocument('options.html');
  await page.evaluate(openFrontDoor, server.baseUrl);
  await page.evaluate(await workerScript());
});

afterAll(async () => {
  await firefox.close();
  await server.close();
  copy.remove();
});

describe("an example written for the hosted API works on the front door of Firefox's background page", () => {
  it.each(ROWS)('$name: $shows', async ({ name, says, asked, prints }) => {
    const before = server.requests.length;
    server.script(...says);
    const printed = await page.evaluate((one) => {
      const examples: InWorker = Reflect.get(globalThis, 'examples');
      return examples.run(one);
    }, name);
    expect(printed).toEqual(prints);
    expect(askedIn(server.requests.slice(before))).toMatchObject(asked);
  });
});

/** Runs in the document: stores a connection to the model server, and takes the front door over from the background page. */
async function openFrontDoor(base_url: string): Promise<void> {
  const { runtime } = Reflect.get(globalThis, 'browser');
  const connection = { id: null, name: 'Test server', service: 'custom', base_url, model: 'test-model' };
  await runtime.sendMessage({
    name: 'connection-save',
    input: { connection: { ...connection, protocol: 'chat-completions' }, key: null },
  });
  const background = await runtime.getBackgroundPage();
  globalThis.sitethread = background.sitethread;
}
