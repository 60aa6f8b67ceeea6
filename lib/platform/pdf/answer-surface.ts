import { AppFailure, type PageNotReadable } from '../../errors.ts';
import type { PageSnapshot } from '../../page/snapshot.ts';
import { isPdfRequest, type PdfReply, type PdfRequest } from './messages.ts';
import { readPdf } from './read-pdf.ts';

async function characterMap(name: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(`/pdf/cmaps/${name}`)).arrayBuffer());
}

type Surface = {
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  postMessage(message: PdfReply): void;
};

/** Runs in a worker: reads one file, tells how far it is, and leaves it to the surface to end the worker. */
export function answerSurface(surface: Surface): void {
  surface.addEventListener('message', ({ data }) => {
    if (!isPdfRequest(data)) return;
    const say = (reply: PdfReply) => surface.postMessage(reply);
    void read(data, (read, of) => say({ type: 'pdf-progress', read, of })).then(
      (snapshot) => say({ type: 'pdf-read', snapshot }),
      (thrown: unknown) => say({ type: 'pdf-failed', reason: reasonOf(thrown) }),
    );
  });
}

type Progress = (read: number, of: number) => void;

async function read({ url, bytes, now }: PdfRequest, progress: Progress): Promise<PageSnapshot> {
  return readPdf(new Uint8Array(bytes ?? (await download(url))), { url, now, progress, characterMap });
}

/** The signature stands at the start, or within the first kilobyte where something else was put before it. */
function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-');
}

async function download(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url, { credentials: 'include', cache: 'force-cache' });
  const bytes = await response.arrayBuffer();
  if (!response.ok || !isPdf(new Uint8Array(bytes))) throw new Error('no PDF file');
  return bytes;
}

function reasonOf(thrown: unknown): PageNotReadable {
  return thrown instanceof AppFailure && thrown.error.kind === 'page-not-readable' ? thrown.error.reason : 'failed';
}
