import { siteOf } from '../../page/site.ts';
import type { OpenTab } from '../../panel/model.ts';
import { browser } from '../browser.ts';

/** Milliseconds. What is not there by then is taken as far as it has come. */
const LONGEST = 10_000;

/** Opens an address in a tab of the window that does not come to the front. Resolves when its page is there. */
export async function openTabBehind(windowId: number, url: string): Promise<OpenTab> {
  const { id = browser.tabs.TAB_ID_NONE } = await browser.tabs.create({ windowId, url, active: false });
  await complete(id);
  const { title = '', ...tab } = await browser.tabs.get(id);
  // A redirect may have led to where the browser tells us nothing.
  const address = tab.url ?? url;
  return { id, url: address, host: siteOf(address), title, asleep: false };
}

async function complete(id: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = (changed: number, { status }: { readonly status?: string | undefined }) => {
    if (changed === id && status === 'complete') resolve();
  };
  browser.tabs.onUpdated.addListener(look);
  const timer = setTimeout(resolve, LONGEST);
  // It may have been there before anybody listened; a new tab is empty at first, and that is complete too.
  const { status, url = '' } = await browser.tabs.get(id);
  if (status === 'complete' && /^https?:/.test(url)) resolve();
  await promise;
  clearTimeout(timer);
  browser.tabs.onUpdated.removeListener(look);
}
