import { browser } from '../browser.ts';

type Target = { readonly tabId: number; readonly frameIds?: number[] };

/** Milliseconds. What is not there by then may never come. */
const LONGEST = 5_000;

/**
 * Until the browser has read a document to its end, or has been at it for `longest` milliseconds: then it is taken as far as it has
 * come. A script that is not injected immediately waits for that end by itself, and for ever.
 */
export async function whenLoaded(target: Target, longest = LONGEST): Promise<void> {
  // A page that cannot be entered says so when it is read.
  const loaded = browser.scripting.executeScript({ target, func: () => null }).catch(() => undefined);
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, longest))]);
}
