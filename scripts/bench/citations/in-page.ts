import { HIGHLIGHT_NAME } from '../../../lib/page/highlight-css.ts';
import type { CitedText } from '../../../lib/page/locate.ts';

// Runs in every page of the corpus. The highlight script as it is shipped has been evaluated before. Reads the result with
// nothing of what found it: the ranges that are painted, and the page's own text nodes.

export type Landing = {
  readonly outcome: string;
  readonly milliseconds: number;
  /** The painted text as its nodes hold it. */
  readonly text: string;
  /** What is shown before and after it. */
  readonly before: string;
  readonly after: string;
  /** How often the page shows the same letters. */
  readonly times: number;
  readonly hasFormula: boolean;
  readonly inView: boolean;
  /** The element that says most of what the words are part of, such as `li`. */
  readonly element: string;
};

const CONTEXT = 80;

const TELLING = 'pre, code, td, th, li, h1, h2, h3, h4, h5, h6, summary, a, blockquote, p';

async function land(cited: CitedText): Promise<Landing> {
  const show = globalThis.sitethreadHighlight;
  if (show === undefined) throw new Error('highlight.js has not run here.');
  const start = performance.now();
  const outcome = await show(cited);
  const milliseconds = performance.now() - start;
  const ranges = [...(CSS.highlights.get(HIGHLIGHT_NAME) ?? [])].filter((one) => one instanceof Range);
  const [first] = ranges;
  const last = ranges.at(-1);
  if (first === undefined || last === undefined)
    return {
      outcome,
      milliseconds,
      text: '',
      before: '',
      after: '',
      times: 0,
      hasFormula: false,
      inView: false,
      element: '',
    };
  const box = first.getBoundingClientRect();
  const holder = first.startContainer.parentElement;
  const text = ranges.map(String).join('');
  return {
    outcome,
    milliseconds,
    text,
    times: pageText().split(gistOf(text)).length - 1,
    before: textBeside(first.startContainer, first.startOffset, 'before'),
    after: textBeside(last.endContainer, last.endOffset, 'after'),
    hasFormula: ranges.some((one) => one.cloneContents().querySelector('math, mjx-container, .katex') !== null),
    inView: box.bottom > 0 && box.top < innerHeight,
    element: holder?.closest(TELLING)?.localName ?? 'other',
  };
}

function textBeside(node: Node, offset: number, side: 'before' | 'after'): string {
  const root = node.getRootNode();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  walker.currentNode = node;
  const data = node instanceof Text ? node.data : '';
  let text = side === 'before' ? data.slice(0, offset) : data.slice(offset);
  const step = () => (side === 'before' ? walker.previousNode() : walker.nextNode());
  for (let next = step(); next !== null && gistOf(text).length < CONTEXT; next = step()) {
    if (!(next instanceof Text) || next.parentElement?.checkVisibility() === false) continue;
    text = side === 'before' ? next.data + text : text + next.data;
  }
  return gistOf(text);
}

function pageText(): string {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let text = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (node.parentElement?.checkVisibility() === true) text += node.nodeValue;
  return gistOf(text);
}

const gistOf = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');

Object.assign(globalThis, { citationsBenchmark: { land } });
