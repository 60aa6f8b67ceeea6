import type { Chromium } from './chromium.ts';
import { waitFor } from './wait-for.ts';

/** Adds a connection to a Chat Completions server on the options page, as a user does, and closes the page. */
export async function connectModel({ openDocument }: Chromium, baseUrl: string, key = 'sk-test-1234'): Promise<void> {
  const options = await openDocument('options.html');
  await options.click('button', 'Add connection');
  const service = await options.page.waitForSelector('::-p-aria([name="Service"])');
  await service?.select('custom');
  await options.fill('Name', 'Test server');
  await options.fill('Base URL', baseUrl);
  await options.fill('API key', key);
  await options.fill('Model', 'test-model');
  await options.click('button', 'Save');
  await waitFor('the connection to be listed', () =>
    options.evaluate(() => [...document.querySelectorAll('input[type="radio"]')].length > 1),
  );
  await options.page.close();
}
