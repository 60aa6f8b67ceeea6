import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FirefoxOptionsPage, openFirefoxOptions } from '../support/browser/open-firefox-options.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer } from '../support/model-server/index.ts';

let options: FirefoxOptionsPage;

beforeAll(async () => {
  options = await openFirefoxOptions();
});

afterAll(() => options?.close());

it('builds an assistant and tries it out', async () => {
  const { page, press, says, server } = options;
  await options.addConnection();
  await press('Save');
  await says('Saved.');
  await press('New assistant');
  await page.waitForSelector('#assistant-name');
  await page.type('#assistant-name', 'Editor');
  await page.type('#assistant-sign', 'E');
  await page.type('#assistant-instructions', 'You are a copy editor.');
  server.script(answer('Shorten it.'));
  await page.type('.test-ask textarea', 'How is my text?');
  await page.keyboard.press('Enter');
  await says('Shorten it.');
  expect(JSON.stringify(server.requests.at(-1)?.body)).toContain('You are a copy editor.');
  await page.locator('.builder-form [type="submit"]').click();
  await waitFor('it to be stored', () =>
    page.evaluate(() => document.querySelector('.builder .outcome')?.textContent === 'Saved.'),
  );
  await page.evaluate(() => location.reload());
  await waitFor('it to be in the list', () =>
    page.evaluate(() => document.querySelectorAll('.assistant-row')[1]?.textContent?.startsWith('Editor')),
  );
});
