import { AppFailure, type PageNotReadable } from '../errors.ts';
import { siteOf } from '../page/site.ts';
import type { PageSnapshot } from '../page/snapshot.ts';
import type { CurrentTab } from '../panel/ports.ts';
import { browser } from './browser.ts';

/** Reads the tab's page with entrypoints/capture.ts. Nothing is injected into a page before this is called. */
export async function captureTab(tab: CurrentTab): Promise<PageSnapshot> {
  const url = tab.url ?? '';
  if (url.startsWith('file:') && !(await browser.extension.isAllowedFileSchemeAccess()))
    throw notReadable('file-access-off', url);
  const results = await browser.scripting
    .executeScript({ target: { tabId: tab.id }, files: ['/capture.js'] })
    .catch((thrown: unknown) => {
      throw notReadable(reasonOf(thrown), url);
    });
  const snapshot = results[0]?.result as PageSnapshot | null | undefined;
  if (snapshot == null) throw notReadable('failed', url);
  if (snapshot.passages.length === 0) throw notReadable((await isPdf(tab)) ? 'pdf' : 'empty', url);
  return snapshot;
}

/** Addresses of PDF files need not end in `.pdf`: the browser's viewer tells. */
async function isPdf(tab: CurrentTab): Promise<boolean> {
  const results = await browser.scripting
    .executeScript({ target: { tabId: tab.id }, func: () => document.contentType })
    .catch(() => []);
  return results[0]?.result === 'application/pdf';
}

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
function reasonOf(thrown: unknown): PageNotReadable {
  const message = thrown instanceof Error ? thrown.message : '';
  if (/cannot access an? (chrome|edge|brave|opera|vivaldi|about|devtools)/i.test(message)) return 'browser-page';
  if (/no tab with id|tab was closed|invalid tab id/i.test(message)) return 'closed';
  if (/cannot access|missing host permission|must request permission/i.test(message)) return 'not-granted';
  if (/cannot be scripted|extensions gallery/i.test(message)) return 'store';
  return 'failed';
}

function notReadable(reason: PageNotReadable, url: string): AppFailure {
  return new AppFailure({ kind: 'page-not-readable', reason, host: url === '' ? '' : siteOf(url) });
}
