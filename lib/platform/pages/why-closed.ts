import type { PageNotReadable } from '../../errors.ts';
import { browser } from '../browser.ts';

/**
 * Whether a tab whose address is kept from us could never be read. Asking to run nothing in it fails in any case, and the
 * browser says why; the function runs in no page, because a page that may be read tells its address.
 */
export async function whyClosed(tabId: number): Promise<'browser-page' | 'store' | null> {
  const reason = await browser.scripting
    .executeScript({ target: { tabId }, func: () => null })
    .then(() => null, reasonOf);
  return reason === 'browser-page' || reason === 'store' ? reason : null;
}

/** Browsers tell these cases apart in English sentences only. */
export function reasonOf(thrown: unknown): PageNotReadable {
  const message = thrown instanceof Error ? thrown.message : '';
  if (/cannot access an? (chrome|edge|brave|opera|vivaldi|about|devtools)/i.test(message)) return 'browser-page';
  if (/no tab with id|tab was closed|invalid tab id/i.test(message)) return 'closed';
  if (/cannot access|missing host permission|must request permission/i.test(message)) return 'not-granted';
  if (/cannot be scripted|extensions gallery/i.test(message)) return 'store';
  return 'failed';
}
