import { composedParent } from './blocks/composed-tree.ts';

/**
 * Opens what holds a node folded, as its reader would: closed details, text that only find-in-page shows, and, by pressing
 * them, the page's own controls that say that they open this very part.
 */
export function unfold(node: Node): void {
  for (const element of [...above(node)].reverse()) {
    if (element.localName === 'details') (element as HTMLDetailsElement).open = true;
    if (element.getAttribute('hidden') === 'until-found') element.removeAttribute('hidden');
    if (!isDrawn(element)) controlOf(element)?.click();
  }
}

function* above(node: Node): Generator<Element> {
  for (let element = composedParent(node); element; element = composedParent(element)) yield element;
}

/** Not the state of what holds it, and no matter how it is hidden: without a height there is nothing to read. */
function isDrawn(element: Element): boolean {
  if (typeof element.checkVisibility !== 'function') return true; // no layout here
  return element.checkVisibility({ visibilityProperty: true }) && !isShut(element);
}

function isShut(element: Element): boolean {
  return element.clientHeight === 0 && element.scrollHeight > 0 && element.localName !== 'slot';
}

/** The tab of a panel, or the button of a section that is closed. Null unless pressing it can do nothing else. */
function controlOf(element: Element): HTMLElement | null {
  const root = element.getRootNode() as ParentNode & Node;
  const labels = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/);
  const candidates = [...root.querySelectorAll<HTMLElement>('[role="tab"], [aria-expanded="false"]')].filter((one) => {
    if (names(one, 'aria-controls').includes(element.id) && element.id !== '') return true;
    if (one.role === 'tab' || one.getAttribute('role') === 'tab') return labels.includes(one.id) && one.id !== '';
    return isRightBefore(one, element);
  });
  return candidates.find((one) => isHarmless(one, element)) ?? null;
}

function names(element: Element, attribute: string): string[] {
  return (element.getAttribute(attribute) ?? '').split(/\s+/);
}

/** The button, or a heading with nothing but the button, stands directly before what it opens. */
function isRightBefore(control: Element, element: Element): boolean {
  const before = element.previousElementSibling;
  if (before === null || control.hasAttribute('aria-controls')) return false;
  return before === control || (before.contains(control) && /^(?:h[1-6]|summary|dt|div)$/.test(before.localName));
}

/** No address to go to, no form to send, no menu. */
function isHarmless(control: HTMLElement, element: Element): boolean {
  if (control.hasAttribute('aria-haspopup') || control.hasAttribute('disabled')) return false;
  const anchor = control.closest('a[href], area[href]');
  if (anchor !== null) return element.id !== '' && anchor.getAttribute('href') === `#${element.id}`;
  const isSubmit = control.localName === 'button' && (control.getAttribute('type') ?? 'submit') === 'submit';
  if (isSubmit && control.closest('form') !== null) return false;
  return control.localName !== 'input' && control.closest('label') === null;
}
