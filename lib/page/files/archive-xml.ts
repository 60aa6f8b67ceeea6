/** The files in a document's archive, by their names in it. */
export type ArchiveFiles = {
  readonly names: readonly string[];
  /** Null where there is no such file. Throws where it is no XML. */
  readonly xml: (name: string) => Promise<Document | null>;
};

// Prefixes are whatever the program that wrote the file has chosen: elements and attributes are told by their local names.

export const all = (parent: Document | Element, name: string) => [...parent.getElementsByTagNameNS('*', name)];
export const first = (parent: Document | Element, name: string) => parent.getElementsByTagNameNS('*', name)[0];
export const children = (parent: Element | undefined, name: string) =>
  [...(parent?.children ?? [])].filter((child) => child.localName === name);

export function attribute(element: Element | undefined, name: string): string | null {
  return [...(element?.attributes ?? [])].find(({ localName }) => localName === name)?.value ?? null;
}

/** Elements below in their order. Nothing is looked for in a `leaf`, nor in what `isLeftOut`, which is no part of it itself. */
export function* below(
  parent: Document | Element,
  leaf: string,
  isLeftOut: (element: Element) => boolean,
): Generator<Element, void, undefined> {
  const waiting: Element[] = [];
  const addChildren = (of: Document | Element) => {
    for (let child = of.lastElementChild; child !== null; child = child.previousElementSibling) waiting.push(child);
  };
  addChildren(parent);
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    if (isLeftOut(element)) continue;
    yield element;
    if (element.localName !== leaf) addChildren(element);
  }
}
