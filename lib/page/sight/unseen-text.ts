import { composedParent } from '../blocks/composed-tree.ts';
import type { Backdrops } from './backdrop.ts';
import { contrastOver, parseColor } from './color.ts';
import type { Covers } from './covers.ts';
import { isOutOfReach, type Reach, type Rectangle, reachOf } from './geometry.ts';

/** CSS pixels; the smallest print that is set for reading has about 6. */
const SMALLEST_FONT = 3;

/** Text that differs less from what is behind it is not seen; the palest grey that designs use on white has about 1.3. */
const LEAST_CONTRAST = 1.15;

const LEAST_ALPHA = 0.05;

/** CSS pixels of an indent that is no typography but a way out of the box. */
const LARGEST_INDENT = 200;

/** What lies around texts on one look at a page, found out once. */
export type Surroundings = {
  readonly backdrops: Backdrops;
  readonly covers: Covers;
  readonly reaches: Map<Document, Reach>;
};

/** The text directly in an element cannot be seen; elements inside may have a style of their own that shows theirs. */
export function isUnseenText(
  element: Element,
  style: CSSStyleDeclaration,
  hasLayout: boolean,
  { backdrops, covers, reaches }: Surroundings,
): boolean {
  const size = Number.parseFloat(style.fontSize);
  if (size < SMALLEST_FONT) return true;
  if (style.letterSpacing !== 'normal' && Number.parseFloat(style.letterSpacing) <= -size / 2) return true;
  const box = hasLayout ? element.getBoundingClientRect() : null;
  if (box && isScaledAway(element, box)) return true;
  const place = box && (box.width > 0 || box.height > 0 ? box : placeOfText(element));
  // The children of an element with a closed shadow root may be drawn nowhere.
  if (hasLayout && element.localName.includes('-') && !placeOfText(element)) return true;
  if (hasNoPaint(element, style, place, backdrops)) return true;
  if (!place) return false;
  const reach = knownReach(element.ownerDocument, reaches);
  if (!reach) return false;
  return (
    isOutOfReach(element, place, reach) ||
    isMovedAway(element, style, place, reach) ||
    covers.hide(element, place, reach)
  );
}

/** A picture or frame where nobody gets to see it. */
export function isUnseenThing(element: Element, { covers, reaches }: Surroundings): boolean {
  const place = element.getBoundingClientRect();
  const reach = knownReach(element.ownerDocument, reaches);
  return (
    reach !== null && place.width > 0 && (isOutOfReach(element, place, reach) || covers.hide(element, place, reach))
  );
}

function knownReach(document: Document, reaches: Map<Document, Reach>): Reach | null {
  const known = reaches.get(document);
  if (known) return known;
  if (!document.defaultView) return null;
  const reach = reachOf(document, document.defaultView);
  reaches.set(document, reach);
  return reach;
}

/** Elements without a box of their own, such as slots, are where their text is. Null where nothing is laid out. */
function placeOfText(element: Element): Rectangle | null {
  const text = textOf(element).getBoundingClientRect();
  return text.width > 0 || text.height > 0 ? text : null;
}

function textOf(element: Element): Range {
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  return range;
}

function hasNoPaint(
  element: Element,
  style: CSSStyleDeclaration,
  place: Rectangle | null,
  backdrops: Backdrops,
): boolean {
  const fill = parseColor(style.webkitTextFillColor || style.color);
  if (!fill) return false;
  if (fill.alpha < LEAST_ALPHA) return !hasOtherPaint(style) && !isFilledByBackground(element);
  const backdrop = backdrops.of(element, style);
  if (!backdrop || contrastOver(fill, backdrop.color) >= LEAST_CONTRAST) return false;
  if (hasOtherPaint(style)) return false;
  return place === null || !backdrops.standsOnSomethingElse(element, place, backdrop);
}

function hasOtherPaint(style: CSSStyleDeclaration): boolean {
  return style.textShadow !== 'none' || Number.parseFloat(style.webkitTextStrokeWidth) > 0;
}

/** Letters cut out of a gradient: their own colour is transparent. */
function isFilledByBackground(element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  for (let above: Element | null = element; above && view; above = composedParent(above)) {
    const style = view.getComputedStyle(above);
    if (style.backgroundClip.includes('text')) {
      return style.backgroundImage !== 'none' || (parseColor(style.backgroundColor)?.alpha ?? 1) >= LEAST_ALPHA;
    }
  }
  return false;
}

/** A transform leaves less than two pixels of lines that have a height. */
function isScaledAway(element: Element, place: Rectangle): boolean {
  if (place.height >= 2 && place.width >= 2) return false;
  const { offsetWidth, offsetHeight } = element as HTMLElement;
  return (offsetHeight >= 4 && place.height < 2) || (offsetWidth >= 4 && place.width < 2);
}

/** An indent or a margin takes all lines out of the page or out of their own box, which itself stays where it was. */
function isMovedAway(element: Element, style: CSSStyleDeclaration, box: Rectangle, reach: Reach): boolean {
  const isPulled = box.left + reach.scrollX <= reach.left - LARGEST_INDENT;
  if (!isPulled && !isIndented(style.textIndent)) return false;
  const cuts = style.overflowX !== 'visible';
  return [...textOf(element).getClientRects()].every(
    (line) =>
      isOutOfReach(element, line, reach) || (cuts && (line.left >= box.right - 1 || line.right <= box.left + 1)),
  );
}

function isIndented(textIndent: string): boolean {
  if (textIndent === '0px') return false;
  const indent = Number.parseFloat(textIndent);
  return textIndent.endsWith('%') ? indent >= 100 : Math.abs(indent) >= LARGEST_INDENT;
}
