import { composedParent } from '../blocks/composed-tree.ts';

/** In CSS pixels of the viewport. */
export type Rectangle = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
};

/** Where a box stands on the page, however far it is scrolled. */
export function onPage(box: Rectangle, view: Pick<Window, 'scrollX' | 'scrollY'>): Rectangle {
  const { scrollX, scrollY } = view;
  return {
    left: box.left + scrollX,
    right: box.right + scrollX,
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
    width: box.width,
    height: box.height,
  };
}

/** True where `outer` reaches at least to every side of `inner`, one pixel more or less. */
export function contains(outer: Rectangle, inner: Rectangle): boolean {
  return (
    outer.left <= inner.left + 1 &&
    outer.right >= inner.right - 1 &&
    outer.top <= inner.top + 1 &&
    outer.bottom >= inner.bottom - 1
  );
}

/** Further than this out of a box that cuts what stands over, and it is no slide that waits for its turn. */
const FARTHEST_SLIDE = 5000;

/** Farther to the right than a page is ever scrolled; wide tables are not placed there by position. */
const FAR_RIGHT = 3000;

/** What of a document can be scrolled to. */
export type Reach = {
  readonly view: Window;
  readonly scrollX: number;
  readonly scrollY: number;
  /** The leftmost place; below 0 on pages that are read from right to left. */
  readonly left: number;
  readonly right: number;
};

export function reachOf(document: Document, view: Window): Reach {
  const root = document.documentElement;
  const isFromRight = view.getComputedStyle(root).direction === 'rtl';
  return {
    view,
    scrollX: view.scrollX,
    scrollY: view.scrollY,
    left: isFromRight ? root.clientWidth - root.scrollWidth : 0,
    right: root.clientWidth + FAR_RIGHT,
  };
}

/** No scrolling brings this place of the element's document into view. */
export function isOutOfReach(element: Element, place: Rectangle, reach: Reach): boolean {
  const { view, scrollX, scrollY, left } = reach;
  const isBefore = (box: Rectangle) => box.right + scrollX <= left || box.bottom + scrollY <= 0;
  const isFarRight = place.left + scrollX > reach.right;
  if (!isBefore(place) && !(isFarRight && isPlaced(element, view))) return false;
  const frame = clippingAncestor(element, view);
  if (!frame) return true;
  const window = frame.getBoundingClientRect();
  const distance = Math.max(window.left - place.right, place.left - window.right, window.top - place.bottom);
  return distance > FARTHEST_SLIDE || isBefore(window);
}

function isPlaced(element: Element, view: Window): boolean {
  for (let above: Element | null = element; above; above = composedParent(above)) {
    const { position, transform } = view.getComputedStyle(above);
    if (position === 'absolute' || position === 'fixed' || transform !== 'none') return true;
  }
  return false;
}

/** The nearest box above that cuts off or scrolls what does not fit. */
function clippingAncestor(element: Element, view: Window): Element | null {
  const { body, documentElement } = element.ownerDocument;
  for (let above = composedParent(element); above && above !== body; above = composedParent(above)) {
    if (above === documentElement || above.ownerDocument !== element.ownerDocument) return null;
    if (view.getComputedStyle(above).overflowX !== 'visible') return above;
  }
  return null;
}
