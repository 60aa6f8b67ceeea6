/**
 * Members of an element that its reading relies on. A form shows its fields under their names in front of its own members, to every
 * world of scripts: with a field called `checkVisibility` nobody can ask the form whether it is seen.
 */
const MEMBERS = [
  ...[
    'assignedSlot',
    'childNodes',
    'firstChild',
    'firstElementChild',
    'nextElementSibling',
    'ownerDocument',
    'parentElement',
  ],
  ...['parentNode', 'previousElementSibling', 'shadowRoot', 'localName', 'nodeType', 'textContent'],
  ...[
    'checkVisibility',
    'getBoundingClientRect',
    'getClientRects',
    'clientHeight',
    'clientWidth',
    'offsetHeight',
    'offsetWidth',
  ],
  ...['scrollHeight', 'scrollWidth', 'closest', 'contains', 'getAttribute', 'getElementsByTagName', 'getRootNode'],
  ...['hasAttribute', 'matches', 'querySelector', 'querySelectorAll'],
];

/** Whether a node is a form that cannot be asked what it is. Nothing in it can be trusted, so that nothing in it is read. */
export function isMasked(node: Node): boolean {
  // Its class, which no field stands in front of and which is the same in every frame.
  const kind = (node as { readonly [Symbol.toStringTag]?: string })[Symbol.toStringTag];
  return kind === 'HTMLFormElement' && MEMBERS.some((name) => Object.hasOwn(node, name));
}

/** What a masked form stands in. */
export function parentOfMasked(form: Node): ParentNode | null {
  return Object.getOwnPropertyDescriptor(Node.prototype, 'parentNode')?.get?.call(form) ?? null;
}
