import { browser } from '../browser.ts';

/** A multiple of three, so that the pieces' Base64 is that of the whole. */
const PIECE = 3 * 1024 * 1024;

/**
 * The document in the tab as its browser keeps it: asks no server where it is in the cache, and needs no more than `activeTab`.
 * In pieces, because Chromium hands over nothing but JSON. Null where the tab lets no script run or does not give its file.
 */
export async function bytesOfTab(tabId: number, signal: AbortSignal): Promise<ArrayBuffer | null> {
  const size = await inTab(tabId, takeBytes, []);
  if (typeof size !== 'number') return null;
  const bytes = new Uint8Array(size);
  for (let start = 0; start < size; start += PIECE) {
    const piece = await inTab(tabId, givePiece, [start, PIECE]);
    if (signal.aborted || typeof piece !== 'string') break;
    bytes.set(fromBase64(piece), start);
  }
  await inTab(tabId, forgetBytes, []);
  signal.throwIfAborted();
  return bytes.buffer;
}

async function inTab<A extends unknown[]>(tabId: number, func: (...args: A) => unknown, args: A): Promise<unknown> {
  const results = await browser.scripting.executeScript({ target: { tabId }, func, args }).catch(() => []);
  return results[0]?.result;
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

// The following run in the tab, in a world of the extension's own: nothing else from this file exists there.

type Kept = { sitethreadBytes?: Blob };

async function takeBytes(): Promise<number | null> {
  try {
    const response = await fetch(location.href, { cache: 'force-cache', credentials: 'include' });
    if (!response.ok) return null;
    const bytes = await response.blob();
    if (!(await bytes.slice(0, 1024).text()).includes('%PDF-')) return null;
    (globalThis as Kept).sitethreadBytes = bytes;
    return bytes.size;
  } catch {
    return null; // a file of this computer, or a server that is gone
  }
}

function givePiece(start: number, length: number): Promise<string | null> {
  const bytes = (globalThis as Kept).sitethreadBytes?.slice(start, start + length);
  return new Promise((resolve) => {
    if (bytes === undefined) return resolve(null);
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^.*,/, ''));
    reader.onerror = () => resolve(null);
    reader.readAsDataURL(bytes);
  });
}

function forgetBytes(): void {
  delete (globalThis as Kept).sitethreadBytes;
}
