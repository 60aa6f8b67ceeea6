import type { Block } from '../blocks/block.ts';
import { leafBlocks } from '../blocks/leaves.ts';
import { readBlocks } from '../blocks/read-blocks.ts';
import { textLength } from './text-lengths.ts';

/** A page that shows fewer characters than this has probably not been drawn by its scripts. */
const NEARLY_EMPTY = 400;

/**
 * The text that a page keeps for browsers without scripts, where its scripts have drawn next to nothing. Its nodes are not on
 * the page, so it can be read and cited but not scrolled to. Null when the page has drawn itself or keeps no such text.
 */
export function undrawnContent(document: Document, blocks: readonly Block[]): UndrawnContent | null {
  const shown = lengthOf(blocks);
  if (shown >= NEARLY_EMPTY) return null;
  const html = [...document.querySelectorAll('body noscript')].map(sourceOf).join('\n');
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
  return lengthOf(content) > shown ? { document: undrawn, blocks: content } : null;
}

export type UndrawnContent = { readonly document: Document; readonly blocks: readonly Block[] };

/** Text where scripts are allowed, elements where they are not. */
function sourceOf(noscript: Element): string {
  return noscript.firstElementChild ? noscript.innerHTML : (noscript.textContent ?? '');
}

function lengthOf(blocks: readonly Block[]): number {
  return leafBlocks(blocks).reduce((sum, block) => sum + textLength(block), 0);
}
