import { Readability } from '@mozilla/readability';
import { isMasked } from '../blocks/masked-form.ts';
import type { Steps } from '../steps.ts';

/** What Readability decided, in terms of the live page. */
export type Judgement = {
  /** Text nodes and pictures that Readability kept. */
  readonly kept: ReadonlySet<Node>;
  /** All it was asked about. Shadow roots and frames are not in a clone, so it knows nothing about them. */
  readonly judged: ReadonlySet<Node>;
  readonly byline: string | null;
};

/**
 * It cannot be interrupted, and its time grows with the page: about 50 ms for this many elements. Measured on 100 pages that declare an
 * article, the limit costs half a point of F1 on articles and nothing on the others.
 */
const MOST_ELEMENTS = 2_500;

/**
 * Runs Readability on a clone that holds no text but `seen`, so that hidden text cannot sway it. Live nodes and clone nodes
 * are paired by walking both trees in step, and Readability moves nodes without copying them, so the result maps back exactly.
 */
export function* readabilityLeaves(document: Document, seen: ReadonlySet<Node>): Steps<Judgement | null> {
  if (document.getElementsByTagName('*').length > MOST_ELEMENTS) return null;
  // In one step with the pairing: meanwhile the page must not change.
  const clone = document.cloneNode(true) as Document;
  const live = new Map<Node, Node>();
  const unseen: Text[] = [];
  pair(document.body, clone.body, (original, copy) => {
    if (seen.has(original)) live.set(copy, original);
    else if (copy.nodeType === 3 && /\S/.test((copy as Text).data)) unseen.push(copy as Text);
  });
  const judged = new Set(live.values());
  yield;
  prune(clone, unseen);
  yield 'long';
  keepNodesOnRetry(clone.body, live);
  const article = articleIn(clone);
  if (!article?.content) return null;
  yield;
  const kept = new Set<Node>();
  visitLeaves(article.content, (copy) => {
    const original = live.get(copy);
    if (original) kept.add(original);
  });
  return { kept, judged, byline: article.byline ?? null };
}

function articleIn(clone: Document) {
  try {
    return new Readability<Element>(clone, {
      keepClasses: true,
      disableJSONLD: true,
      serializer: (node) => node as Element,
    }).parse();
  } catch {
    return null; // a page can bring it to that, and there is no need of it
  }
}

/** Takes out what no reader sees: it must not be weighed, and half of a page's elements are such. */
function prune(clone: Document, unseen: readonly Text[]): void {
  for (const element of clone.querySelectorAll('script, style, link, svg, noscript, template, select'))
    element.remove();
  // Readability would ask such a form; all that stands in it is unseen.
  for (const form of [...clone.querySelectorAll('form')].filter(isMasked)) Element.prototype.remove.call(form);
  for (const text of unseen) {
    if (!clone.contains(text)) continue;
    let empty: Node = text;
    while (empty.parentNode && empty.parentNode !== clone.body && isOnlyContent(empty, empty.parentNode)) {
      empty = empty.parentNode;
    }
    empty.parentNode?.removeChild(empty);
  }
}

function isOnlyContent(node: Node, parent: Node): boolean {
  for (const sibling of parent.childNodes) {
    if (sibling !== node && (sibling.nodeType === 1 || /\S/.test(sibling.nodeValue ?? ''))) return false;
  }
  return true;
}

/**
 * When an attempt finds too little, Readability starts again from `body.innerHTML`, which would make new nodes and lose the
 * pairs. This body answers with a key to a deep copy instead, and restores from it with the pairs carried over. All attempts together
 * are one step: the one that goes beyond MOST_ELEMENTS ends them all.
 */
function keepNodesOnRetry(body: HTMLElement, live: Map<Node, Node>): void {
  const saved = new Map<string, Element>();
  const elements = body.getElementsByTagName('*').length;
  let left = MOST_ELEMENTS;
  const carryOver = (original: Node, copy: Node): void => {
    const page = live.get(original);
    if (page) live.set(copy, page);
  };
  Object.defineProperty(body, 'innerHTML', {
    get: () => {
      const copy = body.cloneNode(true) as Element;
      pair(body, copy, carryOver);
      const key = `saved-${saved.size}`;
      saved.set(key, copy);
      return key;
    },
    set: (key: string) => {
      left -= elements;
      if (left < elements) throw new Error('Another attempt would hold the page up for too long.');
      const original = saved.get(key);
      if (!original) return;
      const copy = original.cloneNode(true) as Element;
      pair(original, copy, carryOver);
      body.replaceChildren(...copy.childNodes);
    },
  });
}

/** Visits the text nodes and pictures of two trees of the same shape, two at a time. */
function pair(original: Node, copy: Node, visit: (original: Node, copy: Node) => void): void {
  const copies: Node[] = [];
  visitLeaves(copy, (node) => copies.push(node));
  let index = 0;
  visitLeaves(original, (node) => {
    const partner = copies[index];
    index += 1;
    if (partner) visit(node, partner);
  });
}

function visitLeaves(root: Node, visit: (node: Node) => void): void {
  // SHOW_ELEMENT | SHOW_TEXT
  const walker = (root.ownerDocument as Document).createTreeWalker(root, 0x5);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === 3 || node.nodeName === 'IMG') visit(node);
  }
}
