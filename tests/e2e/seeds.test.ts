import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedIn, ROWS } from '../seeds/cases.ts';
import type { InWorker } from '../seeds/in-worker.ts';
import { workerScript } from '../seeds/worker-script.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { type ModelServer, startModelServer } from '../support/model-server/index.ts';

type Worker = NonNullable<Awaited<ReturnType<ReturnType<Chromium['browser']['targets']>[number]['worker']>>>;

let server: ModelServer;
let chromium: Chromium;
let worker: Worker;

beforeAll(async () => {
  server = await startModelServer({ cors: false });
  chromium = await launchChromium({ hosts: ['http://127.0.0.1/*'] });
  await connectModel(chromium, server.baseUrl);
  const target = chromium.browser.targets().find((one) => one.type() === 'service_worker');
  const found = await target?.worker();
  if (!found) throw new Error('The background worker is not running.');
  worker = found;
  await worker.evaluate(await workerScript());
});

afterAll(async () => {
  await chromium.close();
  await server.close();
});

describe("an example written for the hosted API works inside the extension's worker", () => {
  it.each(ROWS)('$name: $shows', async ({ name, says, asked, prints }) => {
    const before = server.requests.length;
    server.script(...says);
    const printed = await worker.evaluate((one) => {
      const examples: InWorker = Reflect.get(globalThis, 'examples');
      return examples.run(one);
    }, name);
    expect(printed).toEqual(prints);
    expect(askedIn(server.requests.slice(before))).toMatchObject(asked);
  });
});

it('keeps the front door from pages', async () => {
  const page = await chromium.open(`${server.baseUrl}/models`);
  const reachable = () => [
    typeof globalThis.sitethread,
    typeof Reflect.get(globalThis, 'chrome')?.runtime?.sendMessage,
  ];
  expect(await page.evaluate(reachable)).toEqual(['undefined', 'undefined']);
  expect(await worker.evaluate(reachable)).toEqual(['object', 'function']);
});
