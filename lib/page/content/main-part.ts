import type { LeafBlock } from '../blocks/block.ts';
import { composedParent } from '../blocks/composed-tree.ts';
import type { Steps } from '../steps.ts';
import { isFurniture, isNamedLikeJunk } from './junk.ts';
import { textLengths } from './text-lengths.ts';

/** A `main` with less of the page's text than this is a stub that scripts were to fill, or a label. */
const LEAST_MAIN = 0.15;

/** Something named like junk that holds more of the main part than this is not junk but badly named. */
const MOST_JUNK = 0.5;

export type MainPart = {
  readonly holds: (block: LeafBlock) => boolean;
  /** The page itself says where its main part is. */
  readonly declared: boolean;
};

/** The page's main part: below its semantic root, outside its furniture. Works on any kind of page. */
export function* mainPart(document: Document, leaves: readonly LeafBlock[]): Steps<MainPart> {
  const lengths = yield* textLengths(leaves);
  const root = semanticRoot(document, lengths);
  const limit = (lengths.get(root) ?? 0) * MOST_JUNK;
  const isJunk = (element: Element): boolean =>
    isFurniture(element) ||
    isPageHeader(element, root) ||
    ((lengths.get(element) ?? 0) < limit && isNamedLikeJunk(element));
  const verdicts = new Map<Element, boolean>([[root, true]]);
  const isInMain = (element: Element): boolean => {
    const known = verdicts.get(element);
    if (known !== undefined) return known;
    const parent = composedParent(element);
    const verdict = parent !== null && isInMain(parent) && !isJunk(element);
    verdicts.set(element, verdict);
    return verdict;
  };
  return { holds: (block) => isInMain(block.source), declared: root !== document.body };
}

function semanticRoot(document: Document, lengths: ReadonlyMap<Element, number>): Element {
  const least = (lengths.get(document.body) ?? 0) * LEAST_MAIN;
  const mains = [...document.querySelectorAll('main, [role="main"]')].filter(
    (main) => (lengths.get(main) ?? 0) > least,
  );
  const [longest] = mains.sort((one, other) => (lengths.get(other) ?? 0) - (lengths.get(one) ?? 0));
  if (longest) return longest;
  const articles = document.querySelectorAll('article');
  return articles.length === 1 && articles[0] && lengths.has(articles[0]) ? articles[0] : document.body;
}

/** The site's header, not the header of an article or section. */
function isPageHeader(element: Element, root: Element): boolean {
  return (
    element.localName === 'header' &&
    root.localName === 'body' &&
    element.closest('main, [role="main"], article, section') === null
  );
}
