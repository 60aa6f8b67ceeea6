/** The tree as it is drawn: shadow roots replace their host's children, slots show what is assigned to them. */

import { isMasked, parentOfMasked } from './masked-form.ts';

/** Gives the root of a closed shadow tree too, or null. Throws nothing. */
export type OpenShadowRoot = (host: Element) => ShadowRoot | null;

let openClosed: OpenShadowRoot | null = null;

/** Extension scripts may look into closed shadow trees; the page's own scripts, and tests, may not and never call this. */
export function openShadowRootsWith(open: OpenShadowRoot | null): void {
  openClosed = open;
}

let isFrameClosed: (address: string) => boolean = () => false;

/** Frames whose document has such an address are taken for those of another origin. */
export function closeFramesAt(isClosed: (address: string) => boolean): void {
  isFrameClosed = isClosed;
}

/** Elements other than custom ones that may have a shadow root. They are asked only when empty: asking costs. */
const HOSTS = new Set('article aside blockquote div footer header main nav p section span'.split(' '));

export function shadowRootOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot || openClosed === null) return element.shadowRoot;
  const mayHost = element.localName.includes('-') || (element.firstChild === null && HOSTS.has(element.localName));
  return mayHost ? openClosed(element) : null;
}

export function composedChildren(element: Element): Iterable<Node> {
  const root = shadowRootOf(element);
  if (root) return root.childNodes;
  if (element.localName === 'slot') {
    const assigned = (element as HTMLSlotElement).assignedNodes({ flatten: true });
    if (assigned.length > 0) return assigned;
  }
  if (element.localName === 'iframe') return frameBody(element)?.childNodes ?? [];
  return element.childNodes;
}

/** No element inside, no shadow tree and no slot: what is drawn in the element are its own text nodes. */
export function holdsOnlyText(element: Element): boolean {
  return element.firstElementChild === null && element.localName !== 'slot' && shadowRootOf(element) === null;
}

/** The element above in the drawn tree, out of shadow roots and same-origin frames. Null above the top document's root. */
export function composedParent(node: Node): Element | null {
  const masked = isMasked(node);
  const slot = masked ? null : (node as Element).assignedSlot;
  if (slot) return slot;
  const parent = masked ? parentOfMasked(node) : node.parentNode;
  if (!parent) return null;
  if (parent.nodeType === 1) return parent as Element;
  if (parent.nodeType === 11) return (parent as ShadowRoot).host ?? null;
  return frameOf(parent as Document);
}

/** Undefined for frames of another origin, which the browser keeps closed, and for those that are closed with {@link closeFramesAt}. */
export function frameBody(frame: Element): HTMLElement | undefined {
  try {
    const inside = (frame as HTMLIFrameElement).contentDocument;
    return inside === null || isFrameClosed(inside.URL) ? undefined : (inside.body ?? undefined);
  } catch {
    return undefined; // a sandboxed or cross-origin frame may throw instead of giving null
  }
}

function frameOf(document: Document): Element | null {
  try {
    return document.defaultView?.frameElement ?? null;
  } catch {
    return null; // the frame above is of another origin
  }
}
