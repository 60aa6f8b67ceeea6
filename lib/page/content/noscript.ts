import type { Block } from '../blocks/block.ts';
import { leafBlocks, leafPieces } from '../blocks/leaves.ts';
import { readBlocks } from '../blocks/read-blocks.ts';
import { textLength } from './text-lengths.ts';

/** Markup of fewer characters is a request to switch scripts on, or a counter's picture. */
const LEAST_MARKUP = 400;

/**
 * The text of a page that shows nothing at all, because its scripts have not drawn it: what it keeps for browsers without scripts,
 * or what is laid out in full and waits invisibly for a script to show it. Where anything can be seen, be it a picture alone,
 * nobody reads what cannot. The nodes are not on the page, so they can be read and cited but not scrolled to. Null when the page
 * shows something or keeps no such text.
 */
export function undrawnContent(document: Document, blocks: readonly Block[]): UndrawnContent | null {
  if (leafBlocks(blocks).some((block) => leafPieces(block).length > 0) || !isBlank(document)) return null;
  const kept = [...document.querySelectorAll('body noscript')].map(sourceOf).join('\n');
  return readApart(document, kept) ?? readApart(document, waitingPart(document)?.innerHTML ?? '');
}

/** Blocks of a document of its own; null unless they hold text. */
function readApart(document: Document, html: string): UndrawnContent | null {
  if (html.length < LEAST_MARKUP || !html.includes('<')) return null;
  const view = document.defaultView;
  if (!view) return null;
  const undrawn = new view.DOMParser().parseFromString(
    `<!doctype html><html><head></head><body>${html}</body></html>`,
    'text/html',
  );
  // Addresses in the text are relative to the page it stands in.
  undrawn.head.append(Object.assign(undrawn.createElement('base'), { href: document.baseURI }));
  const content = readBlocks(undrawn.body);
  return leafBlocks(content).some((block) => textLength(block) > 0) ? { document: undrawn, blocks: content } : null;
}

/** What shows something without a word of the page's. */
const DRAWN =
  'img, picture, svg, canvas, video, object, embed, iframe, input, textarea, select, button, meter, progress';

/** Whether a page without text shows nothing else either: no picture, no control, no frame, nothing that a style sheet draws. */
function isBlank(document: Document): boolean {
  const view = document.defaultView;
  if (!view || !document.body) return true;
  if (typeof document.body.checkVisibility !== 'function') return document.body.querySelector(DRAWN) === null;
  return ![document.documentElement, document.body, ...document.body.querySelectorAll('*')].some(
    (element) => isSeen(element) && (element.matches(DRAWN) || isPainted(element, view)),
  );
}

function isSeen(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

function isPainted(element: Element, view: Window): boolean {
  const isGenerated = (part: string) => /["(]/.test(view.getComputedStyle(element, part).content);
  return view.getComputedStyle(element).backgroundImage !== 'none' || ['::before', '::after'].some(isGenerated);
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
