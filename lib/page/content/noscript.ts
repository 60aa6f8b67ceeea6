import type { Block } from '../blocks/block.ts';
import { leafBlocks } from '../blocks/leaves.ts';
import { readBlocks } from '../blocks/read-blocks.ts';
import { textLength } from './text-lengths.ts';

/** A page that shows fewer characters than this has probably not been drawn by its scripts. */
const NEARLY_EMPTY = 400;

/** A page that is only waiting to be shown holds at least this many times the characters it shows. */
const MUCH_MORE = 5;

/**
 * The text of a page whose scripts have drawn next to nothing: what it keeps for browsers without scripts, or what is laid out in full
 * and waits invisibly for a script to show it. Its nodes are not on the page, so it can be read and cited but not scrolled to.
 * Null when the page has drawn itself or keeps no such text.
 */
export function undrawnContent(document: Document, blocks: readonly Block[]): UndrawnContent | null {
  const shown = lengthOf(blocks, NEARLY_EMPTY);
  if (shown >= NEARLY_EMPTY) return null;
  const waiting = waitingPart(document);
  return (
    readApart(document, [...document.querySelectorAll('body noscript')].map(sourceOf).join('\n'), shown) ??
    (waiting && readApart(document, waiting.innerHTML, shown * MUCH_MORE))
  );
}

/** Blocks of a document of its own; null unless they hold more characters than `least`. */
function readApart(document: Document, html: string, least: number): UndrawnContent | null {
  if (html.length < NEARLY_EMPTY || !html.includes('<')) return null;
  const view = document.defaultView;
  if (!view) return null;
  const undrawn = new view.DOMParser().parseFromString(
    `<!doctype html><html><head></head><body>${html}</body></html>`,
    'text/html',
  );
  // Addresses in the text are relative to the page it stands in.
  undrawn.head.append(Object.assign(undrawn.createElement('base'), { href: document.baseURI }));
  const content = readBlocks(undrawn.body);
  return lengthOf(content) > least ? { document: undrawn, blocks: content } : null;
}

/** The page itself under `visibility: hidden`: a box that takes the window's whole height and most of its width. */
function waitingPart(document: Document): Element | null {
  const view = document.defaultView;
  if (!view || typeof document.body?.checkVisibility !== 'function') return null;
  for (const element of document.querySelectorAll('body, body > *, body > * > *, body > * > * > *, main')) {
    const box = element.getBoundingClientRect();
    const isWhole = box.height >= view.innerHeight && box.width >= view.innerWidth / 2;
    if (isWhole && view.getComputedStyle(element).visibility === 'hidden') return element;
  }
  return null;
}

export type UndrawnContent = { readonly document: Document; readonly blocks: readonly Block[] };

/** Text where scripts are allowed, elements where they are not. */
function sourceOf(noscript: Element): string {
  return noscript.firstElementChild ? noscript.innerHTML : (noscript.textContent ?? '');
}

/** Not more is counted than has to be known. */
function lengthOf(blocks: readonly Block[], enough = Number.POSITIVE_INFINITY): number {
  let length = 0;
  for (const block of leafBlocks(blocks)) {
    length += textLength(block);
    if (length >= enough) break;
  }
  return length;
}
