import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';

const KEY = 'sk-firefox-1234';
const PASSPHRASE = 'Zug7 fährt Abend5';

let server: ModelServer;
let firefox: Firefox;
let page: Page;

beforeAll(async () => {
  server = await startModelServer({ cors: true });
  firefox = await launchFirefox();
  page = await firefox.openDocument('options.html');
  await press('Add connection');
  await page.waitForSelector('#connection-service');
  await page.select('#connection-service', 'custom');
  await page.type('#connection-name', 'Mine');
  await page.type('#connection-address', server.baseUrl);
  await page.type('#connection-key', KEY);
  await page.type('#connection-model', 'test-model');
  await press('Save');
  await says('Saved.');
});

afterAll(async () => {
  await firefox.close();
  await server.close();
});

const press = (label: string) => page.locator(`::-p-xpath(//button[text()="${label}"])`).click();
const choose = (name: string) => page.locator(`::-p-xpath(//label[span[text()="${name}"]])`).click();
const says = (words: string) =>
  waitFor(`"${words}"`, () => page.evaluate((wanted) => document.body.textContent?.includes(wanted), words));

async function works(): Promise<void> {
  server.script(answer('OK'));
  const before = server.requests.length;
  await press('Test connection');
  await waitFor('a request', () => server.requests.length > before);
  expect(server.requests.at(-1)?.headers['authorization']).toBe(`Bearer ${KEY}`);
}

it('keeps a key in each way, and loses it in no change', async () => {
  await works();
  await choose('Forget the keys when the browser closes');
  await says('Every key is kept that way now.');
  await works();
  await choose('Lock the keys with a passphrase');
  await page.waitForSelector('#passphrase-new');
  await page.type('#passphrase-new', PASSPHRASE);
  await page.type('#passphrase-again', PASSPHRASE);
  await press('Lock with this passphrase');
  await says('Unlocked until the browser closes.');
  await works();
  await choose('Keep the keys');
  await waitFor('the passphrase to be gone', () =>
    page.evaluate(() => document.body.textContent?.includes('Lock now') === false),
  );
  await works();
});

it('uses no key while they are locked', async () => {
  await choose('Lock the keys with a passphrase');
  await page.waitForSelector('#passphrase-new');
  await page.type('#passphrase-new', PASSPHRASE);
  await page.type('#passphrase-again', PASSPHRASE);
  await press('Lock with this passphrase');
  await says('Unlocked until the browser closes.');
  await press('Lock now');
  await page.waitForSelector('.unlock input');
  const before = server.requests.length;
  await press('Test connection');
  await waitFor('the form to say so', () =>
    page.evaluate(() =>
      document.querySelector('form > [role="status"]')?.textContent?.includes('Your API keys are locked.'),
    ),
  );
  expect(server.requests.length).toBe(before);
  await page.type('.unlock input', PASSPHRASE);
  await press('Unlock');
  await says('Unlocked until the browser closes.');
  await works();
});
