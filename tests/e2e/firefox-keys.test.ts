import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FirefoxOptionsPage, openFirefoxOptions } from '../support/browser/open-firefox-options.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer } from '../support/model-server/index.ts';

const KEY = 'sk-firefox-1234';
const PASSPHRASE = 'Zug7 fährt Abend5';

let options: FirefoxOptionsPage;

beforeAll(async () => {
  options = await openFirefoxOptions();
  await options.addConnection(KEY);
  await options.press('Save');
  await options.says('Saved.');
});

afterAll(() => options?.close());

async function works(): Promise<void> {
  const { press, server } = options;
  server.script(answer('OK'));
  const before = server.requests.length;
  await press('Test connection');
  await waitFor('a request', () => server.requests.length > before);
  expect(server.requests.at(-1)?.headers['authorization']).toBe(`Bearer ${KEY}`);
}

it('keeps a key in each way, and loses it in no change', async () => {
  const { choose, page, press, says } = options;
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
  const { choose, page, press, says, server } = options;
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
