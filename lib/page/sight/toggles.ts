/**
 * What is not drawn now but a click away, and says so: panels of tabs, sections under a button that unfolds them, slides that
 * wait for their turn.
 */

const WAITING =
  /(?:^|\s)(?:tab-pane|tab-?panel|carousel-item|swiper-slide|slick-slide|splide__slide|glide__slide|accordion-(?:content|body|panel|collapse))(?:\s|$)/i;

/** Menus and layers unfold too, but hold no part of the page's text. */
const NO_SECTION =
  'nav, header, footer, dialog, [role="navigation"], [role="menu"], [role="menubar"], [role="listbox"], [role="dialog"], [role="alertdialog"], [role="tooltip"], [aria-modal="true"]';

/** `className`: the element's own. The element itself is what is hidden, by whatever means. */
export function isUnfoldable(element: Element, className: string): boolean {
  const role = element.getAttribute('role');
  if (role === 'tabpanel' || element.getAttribute('aria-roledescription') === 'slide') return true;
  if (className !== '' && WAITING.test(className)) return element.closest(NO_SECTION) === null;
  const button = buttonOf(element);
  return button !== null && !button.hasAttribute('aria-haspopup') && element.closest(NO_SECTION) === null;
}

/** The control that says that it unfolds this element and has not done so yet. */
function buttonOf(element: Element): Element | null {
  const id = element.getAttribute('id');
  const before = element.previousElementSibling;
  if (before) {
    if (before.getAttribute('aria-expanded') === 'false') return before;
    const inside = before.childElementCount > 0 ? before.querySelector('[aria-expanded="false"]') : null;
    if (inside && (!id || (inside.getAttribute('aria-controls') ?? id) === id)) return inside;
  }
  if (!id) return null;
  const quoted = `"${id.replace(/["\\]/g, '\\$&')}"`;
  return (element.getRootNode() as ParentNode).querySelector(
    `[aria-expanded="false"][aria-controls~=${quoted}], [aria-expanded="false"][data-bs-target=${quoted.replace('"', '"#')}]`,
  );
}
