import type { Steps } from '../steps.ts';
import type { Block, ListItem } from './block.ts';
import { isMasked } from './masked-form.ts';

/** What a walk knows about the children of a list. */
export type ListReader = {
  readonly childrenOf: (element: Element) => Iterable<Node>;
  readonly read: (node: Node) => Steps<readonly Block[]>;
  readonly isHidden: (element: Element) => boolean;
  /** The label of the footnote that an item is. */
  readonly noteOf: (item: Element) => string | null;
};

/** A list's items with their numbers as the page counts them. */
export function* listItems(list: Element, reader: ListReader): Steps<ListItem[]> {
  const items: ListItem[] = [];
  const count = counterOf(list);
  for (const node of itemNodes(list, reader)) {
    const children = yield* reader.read(node);
    if (children.length === 0) continue;
    const item = (node as Element).localName === 'li' ? (node as Element) : null;
    const last = items.at(-1);
    if (item) items.push({ checked: checkedOf(item), number: count(item), note: reader.noteOf(item), children });
    // Text or a nested list directly in a list belongs to the item before it.
    else if (last) items[items.length - 1] = { ...last, children: [...last.children, ...children] };
    else items.push({ checked: null, number: count(null), note: null, children });
  }
  return items;
}

/** Elements whose items are not the list's around them. */
const OWN_ITEMS = new Set(['li', 'ul', 'ol', 'menu']);

/** Items may stand in wrappers and slots. */
function* itemNodes(list: Element, reader: ListReader): Generator<Node> {
  for (const node of reader.childrenOf(list)) {
    if (isMasked(node)) continue;
    const element = node.nodeType === 1 ? (node as Element) : null;
    const isWrapper =
      element !== null &&
      !OWN_ITEMS.has(element.localName) &&
      (element.localName === 'slot' ||
        [...element.childNodes].some((child) => (child as Partial<Element>).localName === 'li'));
    if (!element || !isWrapper) yield node;
    else if (!reader.isHidden(element)) yield* itemNodes(element, reader);
  }
}

function counterOf(list: Element): (item: Element | null) => number | null {
  if (list.localName !== 'ol') return () => null;
  const step = list.hasAttribute('reversed') ? -1 : 1;
  const items = step === 1 ? 1 : list.querySelectorAll(':scope > li').length;
  let next = whole(list.getAttribute('start')) ?? items;
  return (item) => {
    const number = whole(item?.getAttribute('value') ?? null) ?? next;
    next = number + step;
    return number;
  };
}

function whole(value: string | null): number | null {
  const number = Number.parseInt(value ?? '', 10);
  return Number.isNaN(number) ? null : number;
}

/** The state of the item's own check box, also of one that is drawn. */
function checkedOf(item: Element): boolean | null {
  const box = item.querySelector('input[type="checkbox"], [role="checkbox"]');
  if (!box || box.closest('li') !== item) return null;
  if (box.localName !== 'input') return box.getAttribute('aria-checked') === 'true';
  return box.hasAttribute('checked') || (box as HTMLInputElement).checked;
}
