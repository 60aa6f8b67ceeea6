import type { Chromium } from './chromium.ts';
import { openOptions } from './options-page.ts';

/** Adds the first connection, to a Chat Completions server, on the options page, as a user does, and closes the page. */
export async function connectModel(chromium: Chromium, baseUrl: string, key = 'sk-test-1234'): Promise<void> {
  const options = await openOptions(chromium);
  await options.add();
  await options.type({ name: 'Test server', baseUrl, key, model: 'test-model' });
  await options.save();
  await options.lists('Test server');
  await options.page.close();
}
