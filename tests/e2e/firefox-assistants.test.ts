import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';

let server: ModelServer;
let firefox: Firefox;
let page: Page;

beforeAll(async () => {
  server = await startModelServer({ cors: true });
  firefox = await launchFirefox();
  page = await firefox.openDocument('options.html');
});

afterAll(async () => {
  await firefox.close();
  await server.close();
});

const press = (label: string) => page.locator(`::-p-xpath(//button[text()="${label}"])`).click();

const said = (words: string) =>
  waitFor(`"${words}"`, () => page.evaluate((wanted) => document.body.textContent?.includes(wanted), words));

it('builds an assistant and tries it out', async () => {
  await press('Add connection');
  await page.waitForSelector('#connection-service');
  await page.select('#connection-service', 'custom');
  await page.type('#connection-name', 'Mine');
  await page.type('#connection-address', server.baseUrl);
  await page.type('#connection-model', 'test-model');
  await press('Save');
  await said('Saved.');
  await press('New assistant');
  await page.waitForSelector('#assistant-name');
  await page.type('#assistant-name', 'Editor');
  await page.type('#assistant-sign', 'E');
  await page.type('#assistant-instructions', 'You are a copy editor.');
  server.script(answer('Shorten it.'));
  await page.type('.test-ask textarea', 'How is my text?');
  await page.keyboard.press('Enter');
  await said('Shorten it.');
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
