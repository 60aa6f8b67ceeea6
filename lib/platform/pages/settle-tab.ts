import { browser } from '../browser.ts';
import { whenLoaded } from './when-loaded.ts';

/** All in milliseconds. For as long after a tab has gone to another address its page is not taken to be complete. */
const FRESH = 3_000;
/** A page that fetches what it shows next stands still meanwhile: from the new address on it gets this long at least. */
const LEAST = 1_000;
/** As long without a change means that the page has come to rest. */
const QUIET = 300;
const MOST = 2_000;

/**
 * Waits until the page of a tab that has just gone to another address has come to rest: applications change the address first
 * and the page later. Tabs that have stood still are never waited for.
 */
export function watchMoves() {
  const moved = new Map<number, number>();
  const addresses = new Map<number, string>();
  browser.tabs.onUpdated.addListener((id, { url, status }) => {
    // Where the address is kept from us, a change of it shows as the beginning of a load.
    if (url !== undefined || status === 'loading') moved.set(id, Date.now());
  });
  browser.tabs.onRemoved.addListener((id) => {
    moved.delete(id);
    addresses.delete(id);
  });

  /** Firefox does not tell at once of an address that an application gives itself: each look at a tab tells too. */
  function look(tabId: number, url: string | undefined): void {
    const before = addresses.get(tabId);
    if (url !== undefined) addresses.set(tabId, url);
    if (before !== undefined && before !== url && isOld(moved.get(tabId))) moved.set(tabId, Date.now());
  }

  return {
    look,

    async comeToRest(tabId: number): Promise<void> {
      await whenLoaded({ tabId });
      const tab = await browser.tabs.get(tabId).catch(() => null);
      look(tabId, tab?.url);
      const at = moved.get(tabId) ?? 0;
      if (isOld(at)) return;
      const wait = { quiet: QUIET, most: MOST, least: Math.max(0, LEAST - (Date.now() - at)) };
      // A page that cannot be entered says so when it is read.
      await browser.scripting
        .executeScript({ target: { tabId }, func: comeToRest, args: [wait], injectImmediately: true })
        .catch(() => undefined);
    },
  };
}

const isOld = (at = 0) => Date.now() - at > FRESH;

type Wait = { readonly quiet: number; readonly most: number; readonly least: number };

// Runs inside the page: nothing from this file exists there.
function comeToRest({ quiet, most, least }: Wait): Promise<void> {
  return new Promise((resolve) => {
    const began = performance.now();
    let changed = began;
    const observer = new MutationObserver(() => {
      changed = performance.now();
    });
    observer.observe(document, { subtree: true, childList: true, characterData: true });
    const look = () => {
      const now = performance.now();
      if (now - began < most && (now - began < least || now - changed < quiet)) {
        setTimeout(look, 50);
        return;
      }
      observer.disconnect();
      resolve();
    };
    look();
  });
}
