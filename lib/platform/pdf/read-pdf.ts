import { AppFailure } from '../../errors.ts';
import { createPdfSnapshot } from '../../page/pdf/pdf-snapshot.ts';
import type { PdfPage } from '../../page/pdf/text-item.ts';
import { siteOf } from '../../page/site.ts';
import type { PageSnapshot } from '../../page/snapshot.ts';
import { openDocument } from './open-document.ts';

type Options = {
  readonly url: string;
  /** Unix milliseconds. */
  readonly now: number;
  /** Called after each page. */
  readonly progress: (read: number, of: number) => void;
  readonly characterMap: (name: string) => Promise<Uint8Array>;
};

/**
 * One page after the other: of a page only its lines are kept, so that a file of a thousand needs little room. Throws AppFailure
 * `page-not-readable`.
 */
export async function readPdf(bytes: Uint8Array, { url, now, progress, characterMap }: Options): Promise<PageSnapshot> {
  const document = await openDocument(bytes, { characterMap, url });
  const snapshot = createPdfSnapshot(document.facts);
  for (let number = 1; number <= document.pages; number += 1) {
    snapshot.add(await document.page(number).catch(() => unreadable(number)));
    progress(number, document.pages);
  }
  await document.close();
  const read = snapshot.finish(now);
  if (read.passages.length > 0) return read;
  throw new AppFailure({ kind: 'page-not-readable', reason: 'pdf-scan', host: siteOf(url) });
}

/** A damaged page is read as an empty one: the others are worth having. */
function unreadable(number: number): PdfPage {
  return { number, width: 0, height: 0, items: [] };
}
