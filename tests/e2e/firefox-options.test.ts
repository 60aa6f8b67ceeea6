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
  server.script(answer('OK'));
  firefox = await launchFirefox();
  page = await firefox.openDocument('options.html');
});

afterAll(async () => {
  await firefox.close();
  await server.close();
});

const press = (label: string) => page.locator(`::-p-xpath(//button[text()="${label}"])`).click();

const outcome = (words: string) =>
  waitFor(`"${words}"`, () =>
    page.evaluate((wanted) => document.querySelector('form > [role="status"]')?.textContent?.includes(wanted), words),
  );

it('tests a connection', async () => {
  await press('Add connection');
  await page.waitForSelector('#connection-service');
  await page.select('#connection-service', 'custom');
  await page.type('#connection-name', 'Mine');
  await page.type('#connection-address', server.baseUrl);
  await page.type('#connection-key', 'sk-firefox-1234');
  await page.type('#connection-model', 'test-model');
  await press('Test connection');
  await outcome('It works: test-model answered');
  expect(server.requests.at(-1)?.headers['authorization']).toBe('Bearer sk-firefox-1234');
});

it('saves it without waiting for the permission, and makes it the default', async () => {
  await press('Save');
  await outcome('Saved.');
  await page.evaluate(() => location.reload());
  const chosen = await waitFor('the connection in the list', () =>
    page.evaluate(() => {
      const radios = [...document.querySelectorAll<HTMLInputElement>('input[name="default-connection"]')];
      const names = radios.filter(({ checked }) => checked).map((radio) => radio.parentElement?.textContent ?? '');
      return radios.length === 2 && names;
    }),
  );
  expect(chosen).toEqual([expect.stringContaining('Mine')]);
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain('sk-firefox-1234');
});
