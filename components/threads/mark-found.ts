import type { SnippetPart } from '../../lib/panel/threads/threads-model.ts';
import { foundPattern } from './found-pattern.ts';

/** Of the highlight, as the style sheet names it. */
const NAME = 'found';
/** Milliseconds within which a message that was chosen is in front. */
const PATIENCE = 5_000;

/**
 * Marks what was found in a message, as soon as that has come to the front and has the focus, until the focus leaves it. In a long one
 * the place where most of it stands together is brought into view.
 */
export function markFound(messageId: string, snippet: readonly SnippetPart[]): void {
  const words = new Set(snippet.filter(({ found }) => found).map(({ text }) => text.toLowerCase()));
  if (words.size === 0 || CSS.highlights === undefined) return;
  const settled = new AbortController();
  const signal = AbortSignal.any([settled.signal, AbortSignal.timeout(PATIENCE)]);
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target.dataset['message'] !== messageId) return;
    settled.abort();
    mark(target, words);
  };
  document.addEventListener('focusin', onFocus, { signal });
}

function mark(article: HTMLElement, words: ReadonlySet<string>): void {
  const ranges = [...article.querySelectorAll('.markdown, .words')].flatMap((part) => rangesIn(part, words));
  const highlight = new Highlight();
  for (const range of ranges) highlight.add(range);
  CSS.highlights.set(NAME, highlight);
  const best = bestOf(ranges);
  if (best !== undefined && !isSeen(best, article))
    best.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  // What the browser's own windows take is the window's focus, not the document's.
  const onBlur = () => {
    if (document.activeElement === article) return;
    CSS.highlights.delete(NAME);
    article.removeEventListener('blur', onBlur);
  };
  article.addEventListener('blur', onBlur);
}

function rangesIn(part: Element, words: ReadonlySet<string>): Range[] {
  const wanted = foundPattern([...words]);
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const ranges: Range[] = [];
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
    for (const { 0: found, index } of (node.nodeValue ?? '').matchAll(wanted)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + found.length);
      ranges.push(range);
    }
  return ranges;
}

/** The first in the block that holds most different words. */
function bestOf(ranges: readonly Range[]): Range | undefined {
  const held = new Map<Element | null, Set<string>>();
  const blockOf = (range: Range) =>
    range.startContainer.parentElement?.closest('p, li, td, th, pre, h1, h2, h3, h4, h5, h6, .words') ?? null;
  for (const range of ranges) {
    const block = blockOf(range);
    held.set(block, (held.get(block) ?? new Set()).add(range.toString().toLowerCase()));
  }
  const most = Math.max(...[...held.values()].map(({ size }) => size));
  return ranges.find((range) => held.get(blockOf(range))?.size === most);
}

function isSeen(range: Range, article: HTMLElement): boolean {
  const { top, bottom } = range.getBoundingClientRect();
  const view = article.closest('.scroller')?.getBoundingClientRect();
  return view === undefined || (top >= view.top && bottom <= view.bottom);
}
