import { composedParent } from './blocks/composed-tree.ts';
import { HIGHLIGHT_NAME } from './highlight-css.ts';
import { type CitedText, locateQuote } from './locate.ts';

export type HighlightOutcome = 'found' | 'not-found';

/** Unfolds, scrolls to and paints the cited words in the live page. What was painted before is cleared first. */
export function showWords(document: Document, cited: CitedText): HighlightOutcome {
  document.defaultView?.CSS.highlights?.delete(HIGHLIGHT_NAME);
  const range = locateQuote(document, cited);
  // The words may stand in a frame, which has a view and a registry of its own.
  const view = range?.startContainer.ownerDocument?.defaultView;
  if (!range || !view) return 'not-found';
  unfold(range.startContainer);
  unfold(range.endContainer);
  // Browsers without the API (Firefox before 140) still scroll there.
  view.CSS.highlights?.set(HIGHLIGHT_NAME, new view.Highlight(range));
  scrollToCentre(range, view);
  return 'found';
}

function unfold(node: Node): void {
  for (let element = composedParent(node); element; element = composedParent(element)) {
    if (element.localName === 'details') (element as HTMLDetailsElement).open = true;
    if (element.getAttribute('hidden') === 'until-found') element.removeAttribute('hidden');
  }
}

/** Element first, which also moves the boxes it scrolls in; in an element too tall to centre the words are then sought out. */
function scrollToCentre(range: Range, view: Window): void {
  const start = range.startContainer;
  const element = start.nodeType === 1 ? (start as Element) : composedParent(start);
  const behavior = view.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
  const isTall = element !== null && element.getBoundingClientRect().height > view.innerHeight / 2;
  element?.scrollIntoView({
    block: isTall ? 'start' : 'center',
    inline: 'nearest',
    behavior: isTall ? 'instant' : behavior,
  });
  if (!isTall) return;
  const box = range.getBoundingClientRect();
  view.scrollBy({ top: box.top + Math.min(box.height, view.innerHeight) / 2 - view.innerHeight / 2, behavior });
}
