import { composedParent } from '../blocks/composed-tree.ts';
import { finish, IN_ONE_STEP, type Steps } from '../steps.ts';
import { parseColor } from './color.ts';
import { contains, onPage, type Rectangle } from './geometry.ts';

type Cover = { readonly element: Element; readonly place: Rectangle; readonly layer: number };

/** What pages make covers of; asking every element would cost more than all else here. */
const BOXES = 'div, section, span, aside, figure, header, article, nav, main';

/** Pages with more boxes are long lists of the same; looking at all would take too long at once. */
const MOST_BOXES = 10_000;

/**
 * Opaque boxes placed over text. Fixed ones do not count: a consent dialog lies over the page for a while, and the page is
 * still there.
 */
export class Covers {
  private readonly found = new Map<Document, readonly Cover[]>();

  /** `box`: where the element is in the window. */
  hide(element: Element, box: Rectangle, scroll: Pick<Window, 'scrollX' | 'scrollY'>): boolean {
    if (box.width === 0 || box.height === 0) return false;
    const covers = this.of(element.ownerDocument);
    if (covers.length === 0) return false;
    const place = onPage(box, scroll);
    return covers.some(
      (cover) =>
        contains(cover.place, place) &&
        !cover.element.contains(element) &&
        !element.contains(cover.element) &&
        isAbove(cover, element) &&
        !isSlideBeside(cover.element, element),
    );
  }

  /** Looks for a document's covers. Documents that nobody prepares are searched at once when they are asked for. */
  *prepare(document: Document): Steps<readonly Cover[]> {
    const covers: Cover[] = [];
    for (const [index, element] of (document.body?.querySelectorAll(BOXES) ?? []).entries()) {
      if (index === MOST_BOXES) break;
      const cover = coverOf(element);
      if (cover) covers.push(cover);
      if (index % IN_ONE_STEP === IN_ONE_STEP - 1) yield;
    }
    this.found.set(document, covers);
    return covers;
  }

  private of(document: Document): readonly Cover[] {
    return this.found.get(document) ?? finish(this.prepare(document));
  }
}

function coverOf(element: Element): Cover | null {
  const view = element.ownerDocument.defaultView;
  const style = view?.getComputedStyle(element);
  if (!view || style?.position !== 'absolute' || !isOpaque(style)) return null;
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || style.opacity !== '1')
    return null;
  const layer = Number.parseInt(style.zIndex, 10) || 0;
  return layer < 0 ? null : { element, place: onPage(element.getBoundingClientRect(), view), layer };
}

function isOpaque(style: CSSStyleDeclaration): boolean {
  return parseColor(style.backgroundColor)?.alpha === 1;
}

/** Painted later: a higher layer, or the same one further on in the document. */
function isAbove(cover: Cover, element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  let layer: number | null = null;
  for (let above: Element | null = element; above && view; above = composedParent(above)) {
    if (above.contains(cover.element)) break;
    const style = view.getComputedStyle(above);
    if (style.position !== 'static') layer = Number.parseInt(style.zIndex, 10) || 0;
  }
  if (layer === null) return true;
  if (layer !== cover.layer) return cover.layer > layer;
  return (element.compareDocumentPosition(cover.element) & 4) !== 0; // DOCUMENT_POSITION_FOLLOWING
}

/** Slides and cards lie on one another and look alike; each has its turn. */
function isSlideBeside(cover: Element, element: Element): boolean {
  const name = cover.getAttribute('class');
  for (let above: Element | null = element; above; above = above.parentElement) {
    if (above.parentElement === cover.parentElement) {
      return above.localName === cover.localName && above.getAttribute('class') === name && name !== null;
    }
  }
  return false;
}

/** A negative layer is painted before the backgrounds of the boxes it stands in and beside. */
export function isBelowItsGround(element: Element): boolean {
  const place = element.getBoundingClientRect();
  const view = element.ownerDocument.defaultView;
  const { body } = element.ownerDocument;
  if (!view || place.width === 0) return false;
  let inside = element;
  for (let above = composedParent(element); above; above = composedParent(above)) {
    const paintsOver = (box: Element) =>
      isOpaque(view.getComputedStyle(box)) && contains(box.getBoundingClientRect(), place);
    // A form may show a field in front of its `children`.
    for (const beside of above.childNodes)
      if (beside !== inside && beside.nodeType === 1 && paintsOver(beside as Element)) return true;
    if (above === body || isLayer(view.getComputedStyle(above))) return false;
    if (paintsOver(above)) return true;
    inside = above;
  }
  return false;
}

/** Negative layers inside are painted right above its own background. */
function isLayer({ position, zIndex, opacity, transform, isolation }: CSSStyleDeclaration): boolean {
  return (
    (position !== 'static' && zIndex !== 'auto') || opacity !== '1' || transform !== 'none' || isolation === 'isolate'
  );
}
