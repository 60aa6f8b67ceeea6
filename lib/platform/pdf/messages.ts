/** What a surface and entrypoints/pdf-worker.ts say to each other. */

import type { PageNotReadable } from '../../errors.ts';
import type { PageSnapshot } from '../../page/snapshot.ts';

export type PdfRequest = {
  readonly type: 'read-pdf';
  /** Address of the document in the tab, without fragment. */
  readonly url: string;
  /** Unix milliseconds. */
  readonly now: number;
  /** The file; null: to be fetched from its address. */
  readonly bytes: ArrayBuffer | null;
};

export type PdfReply =
  | { readonly type: 'pdf-progress'; readonly read: number; readonly of: number }
  | { readonly type: 'pdf-read'; readonly snapshot: PageSnapshot }
  | { readonly type: 'pdf-failed'; readonly reason: PageNotReadable };

/** pdf.js has messages of its own on the same channel. */
export function isPdfRequest(data: unknown): data is PdfRequest {
  return typeof data === 'object' && data !== null && Reflect.get(data, 'type') === 'read-pdf';
}

export function isPdfReply(data: unknown): data is PdfReply {
  const type = typeof data === 'object' && data !== null ? Reflect.get(data, 'type') : undefined;
  return type === 'pdf-progress' || type === 'pdf-read' || type === 'pdf-failed';
}
