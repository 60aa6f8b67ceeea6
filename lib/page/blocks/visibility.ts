/**
 * `shown`: drawn. `ghost`: `visibility: hidden`, whose descendants may still be visible. `folded`: not drawn now, but a click
 * away (closed details, other tabs, found-in-page text). `hidden`: not for the reader, whole subtree.
 */
export type Visibility = 'shown' | 'ghost' | 'folded' | 'hidden';

/** Class names with which sites hide text from eyes and leave it to screen readers: skip links, repeated labels. */
const SCREEN_READER_ONLY =
  /(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|u-hidden-visually|a11y-hidden|element-invisible)(?:\s|$)/i;

/** `folded`: whether the element above is folded; what is inside then has no layout and only its own style counts. */
export function visibilityOf(element: Element, className: string, folded: boolean): Visibility {
  if (className !== '' && SCREEN_READER_ONLY.test(className)) return 'hidden';
  const hasLayout = typeof element.checkVisibility === 'function' && element.ownerDocument.defaultView !== null;
  if (!hasLayout) return !isOtherTab(element) && attributesHide(element) ? 'hidden' : 'shown';
  if (element.checkVisibility({ visibilityProperty: true })) return 'shown';
  if (isOtherTab(element)) return 'folded';
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  if (folded || isInFold(element))
    return style?.display === 'none' || style?.visibility === 'hidden' ? 'hidden' : 'folded';
  // `display: contents`, as slots have, makes no box and counts as not drawn; what is inside is drawn.
  if (style?.display === 'contents') return 'shown';
  return element.checkVisibility() ? 'ghost' : 'hidden';
}

/** The panel of a tab that is not chosen: hidden itself, by whatever means. */
function isOtherTab(element: Element): boolean {
  return element.getAttribute('role') === 'tabpanel';
}

/** Directly inside closed details or text that only find-in-page unfolds; such content has styles but no layout. */
function isInFold(element: Element): boolean {
  const parent = element.parentElement;
  if (parent?.localName === 'details') return !parent.hasAttribute('open');
  return parent?.getAttribute('hidden') === 'until-found';
}

function attributesHide(element: Element): boolean {
  const hidden = element.getAttribute('hidden');
  if (hidden !== null && hidden !== 'until-found') return true;
  const style = element.getAttribute('style');
  return style !== null && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
}
