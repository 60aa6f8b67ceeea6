import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { storedIn } from '../support/browser/stored.ts';
import type { Surface } from '../support/browser/surface.ts';
import { waitFor } from '../support/browser/wait-for.ts';

let firefox: Firefox;
let page: Page;

beforeAll(async () => {
  firefox = await launchFirefox();
  page = await firefox.openDocument('options.html');
});

afterAll(() => firefox.close());

const press = (label: string) => page.locator(`::-p-xpath(//button[text()="${label}"])`).click();
const choose = (name: string) => page.locator(`::-p-xpath(//label[span[text()="${name}"]])`).click();
const says = (words: string) =>
  waitFor(`"${words}"`, () => page.evaluate((wanted) => document.body.textContent?.includes(wanted), words));
const surface: Pick<Surface, 'evaluate'> = {
  evaluate: (task, ...parameters) => page.evaluate(task as unknown as (...all: unknown[]) => never, ...parameters),
};
const settings = async () => (await storedIn(surface))['sitethread/settings'];

it('Firefox exports everything, deletes it and imports it again', async () => {
  await page.waitForSelector('#never-read-site');
  await page.type('#never-read-site', 'bank.example');
  await press('Add site');
  await says('Remove');
  await choose('Dark');
  await waitFor('the dark page', () => page.evaluate(() => document.documentElement.dataset['theme'] === 'dark'));
  const before = await waitFor('both settings', async () => {
    const rows = await settings();
    return JSON.stringify(rows).includes('bank.example') && JSON.stringify(rows).includes('dark') && rows;
  });
  // Where the browser saves files nobody can look: the file is taken on its way there.
  await page.evaluate(() => {
    const makeAddress = URL.createObjectURL;
    URL.createObjectURL = (file) => {
      Reflect.set(globalThis, 'exported', file);
      return makeAddress(file);
    };
  });
  await press('Export everything');
  await says('handed to the browser');
  await press('Delete everything');
  await page.type('#data-delete-word', 'delete');
  await press('Delete everything now');
  await says('Everything is deleted.');
  expect(JSON.stringify(await settings())).not.toContain('bank.example');
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('input[type="file"][aria-label="Choose a file"]');
    const carrier = new DataTransfer();
    carrier.items.add(new File([Reflect.get(globalThis, 'exported')], 'export.jsonl'));
    if (input === null) return;
    input.files = carrier.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await says('It holds');
  await press('Import this file');
  await says('Added:');
  expect(await settings()).toEqual(before);
  await waitFor('the dark page again', () => page.evaluate(() => document.documentElement.dataset['theme'] === 'dark'));
});
