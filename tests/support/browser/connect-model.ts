import type { Chromium } from './chromium.ts';
import { type ConnectionFields, openOptions } from './options-page.ts';

/**
 * Adds the first connection on the options page, as a user does, and closes the page. It leads to a Chat Completions server, if
 * `more` does not say something else.
 */
export async function connectModel(
  chromium: Chromium,
  baseUrl: string,
  key = 'sk-test-1234',
  more: Pick<ConnectionFields, 'protocol' | 'background'> = {},
): Promise<void> {
  const options = await openOptions(chromium);
  await options.add();
  await options.type({ name: 'Test server', baseUrl, key, model: 'test-model', ...more });
  await options.save();
  await options.lists('Test server');
  await options.page.close();
}
