import { colorsIn } from './color.ts';
import type { FadeIns } from './fade-ins.ts';

/** Less than this of an element's paint left, and nobody sees it. */
const LEAST_OPACITY = 0.05;

/** Boxes that cut off what stands over and are smaller than this in CSS pixels on one side show no text that could be read. */
const SMALLEST_BOX = 5;

/** Blurred by more than this share of its size, no text can be read. */
const STRONGEST_BLUR = 0.4;

/** A box with all that is in it is drawn so that nobody can see it. Works on style; asks for sizes only where the style is suspicious. */
export function isUnseenBox(
  element: Element,
  style: CSSStyleDeclaration,
  hasLayout: boolean,
  fadeIns: FadeIns,
): boolean {
  const { opacity } = style;
  if (opacity !== '1' && Number(opacity) < LEAST_OPACITY && !fadeIns.include(element, style)) return true;
  if (style.filter !== 'none' && filterHides(style)) return true;
  if (style.backfaceVisibility === 'hidden' && style.transform !== 'none' && isTurnedAway(style.transform)) return true;
  if (style.maskImage !== 'none' && maskHides(style)) return true;
  if (style.clipPath !== 'none' && shapeIsEmpty(style.clipPath)) return true;
  if (style.contentVisibility === 'hidden' && element.getAttribute('hidden') !== 'until-found') return true;
  const { position } = style;
  if (position === 'absolute' || position === 'fixed') {
    if (style.clip !== 'auto' && clipIsEmpty(style.clip)) return true;
    if (position === 'fixed' && hasLayout && isOutOfWindow(element)) return true;
  }
  return hasLayout && (style.overflowX !== 'visible' || element.localName === 'iframe') && isTooSmall(element, style);
}

function filterHides({ filter, fontSize }: CSSStyleDeclaration): boolean {
  const [, blur = '0'] = /\bblur\(([\d.]+)px\)/.exec(filter) ?? [];
  if (Number(blur) > Number.parseFloat(fontSize) * STRONGEST_BLUR) return true;
  const share = /\bopacity\(([\d.]+)(%?)\)/.exec(filter);
  return share !== null && Number(share[1]) / (share[2] === '%' ? 100 : 1) < LEAST_OPACITY;
}

/** `matrix3d(…)` whose z axis points away: what is drawn is the back, and there is none. */
function isTurnedAway(transform: string): boolean {
  const [, numbers = ''] = /^matrix3d\((.*)\)$/.exec(transform) ?? [];
  return Number(numbers.split(',')[10]) < 0;
}

/** Gradients of nothing but transparency, and masks without a size. */
function maskHides({ maskImage, maskSize, maskRepeat }: CSSStyleDeclaration): boolean {
  if (/^0(?:px|%)?(?: 0(?:px|%)?)?$/.test(maskSize)) return true;
  if (maskRepeat === 'no-repeat' && /^0(?:px|%)/.test(maskSize)) return true;
  const colors = maskImage.includes('gradient(') && !maskImage.includes('url(') ? colorsIn(maskImage) : [];
  return colors.length > 0 && colors.every((color) => color !== null && color.alpha < LEAST_OPACITY);
}

/** `inset(50%)`, `circle(0)`, and polygons that enclose nothing. */
function shapeIsEmpty(path: string): boolean {
  const [, name, text = ''] = /^(inset|circle|ellipse|polygon|rect|xywh)\((.*)\)/.exec(path) ?? [];
  const shape = text.replace(/\s*(?:round|at)\s.*$/, '');
  switch (name) {
    case 'inset': {
      const [top = 0, right = top, bottom = top, left = right] = shape.split(/\s+/).map(percentage);
      return top + bottom >= 100 || left + right >= 100;
    }
    case 'circle':
    case 'ellipse':
      return shape !== '' && shape.split(/\s+/).some((radius) => Number.parseFloat(radius) === 0);
    case 'polygon':
      return areaOf(shape) === 0;
    case 'rect': {
      const [top, right, bottom, left] = shape.split(/\s+/);
      return (top !== 'auto' && top === bottom) || (left !== 'auto' && left === right);
    }
    case 'xywh':
      return shape
        .split(/\s+/)
        .slice(2, 4)
        .some((side) => Number.parseFloat(side) === 0);
    default:
      return false;
  }
}

/** Of lengths only those count that no text is as large as. */
function percentage(side: string): number {
  const value = Number.parseFloat(side);
  if (side.endsWith('%')) return value;
  return Number.isFinite(value) && value >= 5000 ? 100 : 0;
}

/** Twice the area between points in one unit; not 0 where the units differ. */
function areaOf(polygon: string): number {
  const points = polygon
    .replace(/^(?:nonzero|evenodd)\s*,/, '')
    .split(',')
    .map((point) => point.trim().split(/\s+/).map(Number.parseFloat));
  if (points.some(([x, y]) => !Number.isFinite(x) || !Number.isFinite(y))) return 1;
  return points.reduce((sum, [x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = points[(index + 1) % points.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);
}

/** `rect(top, right, bottom, left)`: nothing between the sides, or a single pixel. */
function clipIsEmpty(clip: string): boolean {
  const [top = 0, right = 0, bottom = 0, left = 0] = (clip.match(/auto|-?[\d.]+/g) ?? []).map((side) =>
    side === 'auto' ? Number.NaN : Number(side),
  );
  return bottom - top < SMALLEST_BOX || right - left < SMALLEST_BOX;
}

/** Fixed boxes do not scroll: what is beside the window stays there. */
function isOutOfWindow(element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
  if (!view || width === 0 || height === 0) return false;
  return right <= 0 || bottom <= 0 || left >= view.innerWidth || top >= view.innerHeight;
}

function isTooSmall(element: Element, style: CSSStyleDeclaration): boolean {
  // Browsers cut off what stands over a rule, which is as thin as it is meant to be.
  if (element.localName === 'hr') return false;
  const isReplaced = element.localName === 'iframe';
  if (!isReplaced && (style.display === 'inline' || style.display === 'contents')) return false;
  const { offsetWidth, offsetHeight } = element as HTMLElement;
  return offsetWidth < SMALLEST_BOX || offsetHeight < SMALLEST_BOX;
}
