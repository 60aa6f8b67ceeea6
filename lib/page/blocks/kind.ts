import type { Sight } from '../sight/sight.ts';
import { isBesideListing, isCodeBlock, isListing } from './code.ts';
import { isIcon, isPermalink } from './inline.ts';
import type { Notes } from './notes.ts';
import { BLOCK_DISPLAYS, BLOCK_SELECTOR, BLOCKS, SKIPPED, STYLED_OFTEN } from './tags.ts';

/** Nothing to read: neither the element nor anything in it. */
export function isNoText(element: Element, className: string, notes: Notes): boolean {
  const name = element.localName;
  if (SKIPPED.has(name) || (name === 'button' && !isLabel(element)) || isIcon(className)) return true;
  if (isPermalink(element, className) || (name === 'a' && notes.isWayBack(element))) return true;
  return className !== '' && isBesideListing(element, className);
}

/** Buttons are for pressing, except those that unfold a section: their words are its heading. */
function isLabel(button: Element): boolean {
  return button.hasAttribute('aria-expanded') || button.closest('h1, h2, h3, h4, h5, h6, summary, dt') !== null;
}

/** A slot makes no box unless a style sheet gives it one. */
export function isTransparent(element: Element): boolean {
  if (element.localName !== 'slot') return false;
  if (typeof element.checkVisibility !== 'function') return true; // no styles to ask here
  return element.ownerDocument.defaultView?.getComputedStyle(element).display === 'contents';
}

/** Breaks the line, by name, by content or by style. */
export function isBlock(element: Element, className: string, sight: Sight): boolean {
  const name = element.localName;
  if (BLOCKS.has(name) || isListing(className) || holdsBlock(element)) return true;
  if (name === 'code') return isCodeBlock(element);
  if (!STYLED_OFTEN.has(name) && !name.includes('-')) return false;
  if (element.getAttribute('role') === 'heading') return true;
  if (typeof element.checkVisibility !== 'function') return element.shadowRoot !== null; // no styles to ask here
  return BLOCK_DISPLAYS.has(sight.displayOf(element));
}

function holdsBlock(element: Element): boolean {
  return element.firstElementChild !== null && element.querySelector(BLOCK_SELECTOR) !== null;
}
