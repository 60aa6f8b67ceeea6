import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FirefoxOptionsPage, openFirefoxOptions } from '../support/browser/open-firefox-options.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer } from '../support/model-server/index.ts';

let options: FirefoxOptionsPage;

beforeAll(async () => {
  options = await openFirefoxOptions();
});

afterAll(() => options?.close());

const outcome = (words: string) => options.says(words, 'form > [role="status"]');

it('tests a connection', async () => {
  const { press, server } = options;
  server.script(answer('OK'));
  await options.addConnection('sk-firefox-1234');
  await press('Test connection');
  await outcome('It works: test-model answered');
  expect(server.requests.at(-1)?.headers['authorization']).toBe('Bearer sk-firefox-1234');
});

it('saves it without waiting for the permission, and makes it the default', async () => {
  const { page, press } = options;
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
