import { composedParent } from './blocks/composed-tree.ts';

/** Words in the outer fifths of a box are moved to its middle: bars that stick to its edges may cover them. */
const EDGE = 0.2;

type Side = 'top' | 'left';

/**
 * Brings words into the middle of the window and of every box they scroll in. At once and not smoothly: a page that goes on
 * loading while it scrolls would move them away.
 */
export function scrollTo(range: Range): void {
  const element = elementOf(range);
  // Boxes of every kind and frames, but by the middle of the element, which may be far from the words.
  element?.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const offset = { top: 0, left: 0 };
  for (let box = element; box; box = composedParent(box)) {
    if (scrolls(box)) for (const side of ['top', 'left'] as const) centre(box, side, range, offset[side]);
    const above = composedParent(box);
    if (!above || above.ownerDocument === box.ownerDocument) continue;
    const frame = above.getBoundingClientRect();
    offset.top += frame.top;
    offset.left += frame.left;
  }
}

/** Whether a part of the words can be seen in their window. */
export function isInView(range: Range): boolean {
  const view = range.startContainer.ownerDocument?.defaultView;
  const { top, bottom } = range.getBoundingClientRect();
  return bottom > 0 && top < (view?.innerHeight ?? 0);
}

function elementOf(range: Range): Element | null {
  const { startContainer: start, startOffset } = range;
  if (start.nodeType !== 1) return composedParent(start);
  const inside = start.childNodes[startOffset];
  return inside?.nodeType === 1 ? (inside as Element) : (start as Element);
}

function scrolls(box: Element): boolean {
  if (isRoot(box)) return true;
  if (box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth) return false;
  const { overflowX = '', overflowY = '' } = box.ownerDocument.defaultView?.getComputedStyle(box) ?? {};
  return /auto|scroll/.test(overflowX + overflowY);
}

function isRoot(box: Element): boolean {
  return box === box.ownerDocument.scrollingElement;
}

/** `offset`: where the words' window begins in the box's own. */
function centre(box: Element, side: Side, range: Range, offset: number): void {
  const length = side === 'top' ? box.clientHeight : box.clientWidth;
  const start = isRoot(box) ? 0 : box.getBoundingClientRect()[side];
  const words = boxOf(range, side, length);
  const from = words.from + offset - start;
  const to = words.to + offset - start;
  if (from >= length * EDGE && to <= length * (1 - EDGE)) return;
  // Sideways nothing moves that can be seen already.
  if (side === 'left' && from >= 0 && to <= length) return;
  box.scrollBy({ [side]: (from + to - length) / 2, behavior: 'instant' });
}

/** All of the words; only their beginning when all would not fit. */
function boxOf(range: Range, side: Side, length: number): { readonly from: number; readonly to: number } {
  const end = side === 'top' ? 'bottom' : 'right';
  const whole = range.getBoundingClientRect();
  const box = whole[end] - whole[side] <= length ? whole : (range.getClientRects()[0] ?? whole);
  return { from: box[side], to: box[end] };
}
