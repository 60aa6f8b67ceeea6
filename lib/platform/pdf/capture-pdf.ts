import { AppFailure, type PageNotReadable } from '../../errors.ts';
import { siteOf, withoutFragment } from '../../page/site.ts';
import type { PageSnapshot } from '../../page/snapshot.ts';
import type { CaptureOptions } from '../../panel/ports.ts';
import { browser } from '../browser.ts';
import { patternOf } from '../grants.ts';
import { bytesOfTab } from './bytes-of-tab.ts';
import { isPdfReply, type PdfRequest } from './messages.ts';
import { startPdfWorker } from './start-worker.ts';

type Tab = { readonly id: number; readonly url: string };

/**
 * Reads the PDF file in the tab. Its bytes come from the tab itself where a script may run in it, else they are fetched from
 * its address, which needs the user's permission for the site. Throws AppFailure `page-not-readable`.
 */
export async function capturePdf({ id, url }: Tab, options: CaptureOptions): Promise<PageSnapshot> {
  const bytes = await bytesOfTab(id, options.signal);
  if (bytes === null && !(await browser.permissions.contains({ origins: [patternOf(url)] })))
    throw new AppFailure({ kind: 'page-not-readable', reason: 'pdf-not-granted', host: siteOf(url) });
  return inWorker({ type: 'read-pdf', url: withoutFragment(url), now: Date.now(), bytes }, options);
}

/** Reads the bytes of a PDF file, which are gone for the caller then. Throws AppFailure `page-not-readable`. */
export function readPdfBytes(bytes: ArrayBuffer, url: string, options: CaptureOptions): Promise<PageSnapshot> {
  return inWorker({ type: 'read-pdf', url, now: Date.now(), bytes }, options);
}

/** The worker ends with its one file, and takes all that it needed for it along. */
function inWorker(request: PdfRequest, { signal, onProgress }: CaptureOptions): Promise<PageSnapshot> {
  signal.throwIfAborted();
  const worker = startPdfWorker();
  const reading = new Promise<PageSnapshot>((resolve, reject) => {
    const fail = (reason: PageNotReadable) =>
      reject(new AppFailure({ kind: 'page-not-readable', reason, host: siteOf(request.url) }));
    signal.addEventListener('abort', () => reject(signal.reason));
    worker.onerror = () => fail('failed');
    worker.onmessage = ({ data }) => {
      if (!isPdfReply(data)) return;
      if (data.type === 'pdf-progress') onProgress(data);
      if (data.type === 'pdf-read') resolve(data.snapshot);
      if (data.type === 'pdf-failed') fail(data.reason);
    };
  });
  worker.postMessage(request, request.bytes === null ? [] : [request.bytes]);
  return reading.finally(() => worker.terminate());
}
