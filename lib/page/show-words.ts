import { frameBody } from './blocks/composed-tree.ts';
import { HIGHLIGHT_NAME } from './highlight-css.ts';
import { type CitedText, locateInSteps } from './locate.ts';
import { isInView, scrollTo } from './scroll-to.ts';
import type { Steps } from './steps.ts';
import { unfold } from './unfold.ts';

export type HighlightOutcome = 'found' | 'not-found';

/**
 * Unfolds, scrolls to and paints the cited words in the live page. What was painted before is cleared first. Nothing of the
 * page changes but what is unfolded, and that as its reader would unfold it. `later` calls back once what was unfolded has
 * opened and what is loaded on sight has come.
 */
export function* showInSteps(
  document: Document,
  cited: CitedText,
  later: (callback: () => void) => void,
): Steps<HighlightOutcome> {
  clearWords(document);
  const ranges = yield* locateInSteps(document, cited);
  const [first] = ranges;
  if (first === undefined) return 'not-found';
  for (const range of ranges) {
    unfold(range.startContainer);
    unfold(range.endContainer);
  }
  paint(ranges);
  scrollTo(first);
  later(() => {
    if (isPainted(first) && !isInView(first)) scrollTo(first);
  });
  return 'found';
}

/** False once other words are shown, or these are gone. */
function isPainted(range: Range): boolean {
  const { isConnected, ownerDocument } = range.startContainer;
  return isConnected && ownerDocument?.defaultView?.CSS.highlights?.get(HIGHLIGHT_NAME)?.has(range) === true;
}

/** Takes the paint off the page and its own frames. */
export function clearWords(document: Document): void {
  for (const view of viewsOf(document)) view.CSS.highlights?.delete(HIGHLIGHT_NAME);
}

/** The words may stand in frames, each of which has a registry of its own. */
function paint(ranges: readonly Range[]): void {
  for (const [document, inside] of Map.groupBy(ranges, (range) => range.startContainer.ownerDocument)) {
    const view = document?.defaultView;
    // Browsers without the API (Firefox before 140) still scroll there.
    view?.CSS.highlights?.set(HIGHLIGHT_NAME, new view.Highlight(...inside));
  }
}

/** The document's own and those of its frames, as far as they are open. */
function viewsOf(document: Document): (Window & typeof globalThis)[] {
  const view = document.defaultView;
  const frames = [...document.querySelectorAll('iframe')].flatMap((frame) => frameBody(frame)?.ownerDocument ?? []);
  return [...(view ? [view] : []), ...frames.flatMap(viewsOf)];
}
