import { composedParent } from '../blocks/composed-tree.ts';
import { type Color, colorsIn, over, parseColor } from './color.ts';
import { contains, onPage, type Rectangle } from './geometry.ts';

/** What is painted behind an element: an opaque colour and the element that paints it, or pictures nobody can judge (null). */
export type Backdrop = { readonly color: Color; readonly painter: Element } | null;

const WHITE: Color = { red: 255, green: 255, blue: 255, alpha: 1 };

/** Looks up the tree for the colour behind an element, and remembers what it has found. */
export class Backdrops {
  private readonly known = new Map<Element, Backdrop>();
  private readonly painters = new Map<Document, { readonly found: Painter[]; readonly left: Element[] }>();

  /** `style`: the element's, where the caller has it. */
  of(element: Element, style?: CSSStyleDeclaration): Backdrop {
    const known = this.known.get(element);
    if (known !== undefined) return known;
    const backdrop = this.look(element, style ?? element.ownerDocument.defaultView?.getComputedStyle(element));
    this.known.set(element, backdrop);
    return backdrop;
  }

  /** Something beside the element's ancestors is painted below it: a picture, or a box that is placed there. */
  standsOnSomethingElse(element: Element, place: Rectangle, backdrop: NonNullable<Backdrop>): boolean {
    for (let above: Element | null = element; above && above !== backdrop.painter; above = composedParent(above)) {
      if (paintsBefore(above)) return true;
    }
    const isCanvas = backdrop.painter === element.ownerDocument.documentElement;
    if (!isCanvas && (!contains(backdrop.painter.getBoundingClientRect(), place) || paintsBefore(backdrop.painter)))
      return true;
    const view = element.ownerDocument.defaultView;
    const ground = view && onPage(place, view);
    for (const painter of this.paintersOf(element.ownerDocument)) {
      const isThere = !ground || overlap(painter.place, ground);
      if (isThere && !painter.element.contains(element) && !element.contains(painter.element)) return true;
    }
    return false;
  }

  private look(element: Element, style: CSSStyleDeclaration | undefined): Backdrop {
    if (!style) return null;
    const { backgroundColor, backgroundImage } = style;
    const own = backgroundImage === 'none' ? parseColor(backgroundColor) : evenGradient(backgroundImage);
    if (own === null) return null;
    if (own.alpha === 1) return { color: own, painter: element };
    const parent = composedParent(element);
    // A browser's own dark pages are black below.
    if (!parent) return style.colorScheme.includes('dark') ? null : { color: over(own, WHITE), painter: element };
    const below = this.of(parent);
    if (own.alpha === 0 || !below) return below;
    return { color: over(own, below.color), painter: element };
  }

  /** Goes on looking only as far as the caller wants more of them. */
  private *paintersOf(document: Document): Generator<Painter> {
    const { found, left } = this.painters.get(document) ?? { found: [], left: elementsOf(document) };
    this.painters.set(document, { found, left });
    for (let index = 0; ; index += 1) {
      while (index === found.length) {
        const next = left.pop();
        if (!next) return;
        found.push(...painterOf(next));
      }
      const painter = found[index];
      if (painter) yield painter;
    }
  }
}

type Painter = { readonly element: Element; readonly place: Rectangle };

const PICTURES = new Set(['img', 'video', 'canvas', 'svg', 'iframe', 'object', 'embed']);

/** Looking at more would take too long at once. */
const MOST_ELEMENTS = 10_000;

/** The last first. */
function elementsOf(document: Document): Element[] {
  return [...(document.body?.querySelectorAll('*') ?? [])].slice(0, MOST_ELEMENTS).reverse();
}

function painterOf(element: Element): Painter[] {
  const view = element.ownerDocument.defaultView;
  if (!view || !paints(element)) return [];
  const place = onPage(element.getBoundingClientRect(), view);
  return place.width > 1 && place.height > 1 ? [{ element, place }] : [];
}

function paints(element: Element): boolean {
  if (PICTURES.has(element.localName)) return true;
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  return style !== undefined && paintsBackground(style);
}

function paintsBackground({ backgroundImage, backgroundColor }: CSSStyleDeclaration): boolean {
  return backgroundImage !== 'none' || (parseColor(backgroundColor)?.alpha ?? 1) > 0;
}

function paintsBefore(element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  return ['::before', '::after'].some((part) => {
    const style = view?.getComputedStyle(element, part);
    return style !== undefined && style.content !== 'none' && style.content !== 'normal' && paintsBackground(style);
  });
}

/** A gradient from a colour to itself is that colour. */
function evenGradient(backgroundImage: string): Color | null {
  if (!backgroundImage.startsWith('linear-gradient(')) return null;
  const [first = null, ...others] = colorsIn(backgroundImage);
  const isEven = first?.alpha === 1 && others.every((other) => other !== null && contrastless(first, other));
  return isEven ? first : null;
}

function contrastless(one: Color, other: Color): boolean {
  return one.red === other.red && one.green === other.green && one.blue === other.blue && one.alpha === other.alpha;
}

function overlap(one: Rectangle, other: Rectangle): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
