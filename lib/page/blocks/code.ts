import type { Steps } from '../steps.ts';
import type { Block, Inline } from './block.ts';
import { languageOf } from './code-language.ts';
import { isMasked } from './masked-form.ts';
import type { Place } from './reader.ts';
import { BLOCKS, SKIPPED } from './tags.ts';

/** Line numbers that highlighters and editors draw beside the code, whatever they say. */
const LINE_NUMBERS =
  '.lineno, .linenos, .linenodiv, .line-number, .line-numbers, .line-numbers-rows, .hljs-ln-numbers, .rouge-gutter, .blob-num, ' +
  '.react-line-number, .cm-gutters, .CodeMirror-gutter-wrapper, .CodeMirror-linenumber, .ace_gutter, .crayon-nums';

/** The same where the name means other things too: only what holds nothing but numbers. */
const PERHAPS_LINE_NUMBERS = '.gutter, .ln, .lnt, .num, .line-num, .lines';

const ANY_LINE_NUMBERS = `${LINE_NUMBERS}, ${PERHAPS_LINE_NUMBERS}`;

/** Columns of line numbers outside the listing. */
const GUTTER =
  /(?:^|\s)(?:cm-gutters|CodeMirror-gutters?|CodeMirror-gutter-wrapper|ace_gutter|margin-view-overlays)(?:\s|$)/;

/** Code without a `pre`, or with one for each line. */
const LISTING =
  /(?:^|\s)(?:cm-content|CodeMirror-code|ace_text-layer|view-lines|syntaxhighlighter|js-file-line-container|diff-table|crayon-code)(?:\s|$)/;

/** The language's name or a button above a listing. */
const LABEL = /(?:^|\s)(?:lang|code-lang|code-language|language-label|language-name)(?:\s|$)/;

const COPY = /(?:^|[\s_-])(?:copy|clipboard)/i;

export function isListing(className: string): boolean {
  return LISTING.test(className);
}

/** Columns of numbers and labels that belong to a listing and are no text of their own. */
export function isBesideListing(element: Element, className: string): boolean {
  if (GUTTER.test(className)) return true;
  if (!LABEL.test(className)) return false;
  return [...(element.parentElement?.children ?? [])].some((sibling) => sibling.localName === 'pre');
}

/** `code` that keeps its lines by style. */
export function isCodeBlock(element: Element): boolean {
  if (element.localName !== 'code' || !element.textContent?.includes('\n')) return false;
  if (element.querySelector('p, div, img, ul, ol, table')) return false;
  if (typeof element.checkVisibility !== 'function') return false; // no styles to ask here
  return element.ownerDocument.defaultView?.getComputedStyle(element).whiteSpace.startsWith('pre') ?? false;
}

/** A listing, with its lines and indentation as they are. */
export function* codeBlock(listing: Element, place: Place): Steps<Block | null> {
  const content: Inline[] = [];
  yield* collect(listing, place, content);
  while (content.at(-1)?.type === 'break') content.pop();
  while (content[0]?.type === 'break') content.shift();
  const shows = content.some((piece) => piece.type === 'text' && /\S/.test(piece.node.data));
  return shows ? { type: 'code', language: languageOf(listing), content, source: listing } : null;
}

/** A table that only lays code out beside its line numbers: the `pre` with the code, else null. */
export function codeOfLineNumberTable(table: Element): Element | null {
  const listings = [...table.querySelectorAll('pre')].filter((pre) => !isLineNumbers(pre) && !holdsNumbers(pre));
  const [only] = listings;
  if (!only || listings.length > 1) return null;
  const code = (only.textContent ?? '').length;
  const beside = [...table.querySelectorAll('td, th')].filter(
    (cell) => !cell.contains(only) && !isLineNumbers(cell) && !holdsNumbers(cell),
  );
  return code > 0 && beside.every((cell) => (cell.textContent ?? '').trim() === '') ? only : null;
}

function isLineNumbers(element: Element): boolean {
  if (!element.matches(ANY_LINE_NUMBERS)) return false;
  return element.matches(LINE_NUMBERS) || holdsNumbers(element);
}

function holdsNumbers(element: Element): boolean {
  return /^[\d\s]*$/.test(element.textContent ?? '');
}

function* collect(element: Element, place: Place, into: Inline[]): Steps<void> {
  let behindLine = false;
  for (const node of element.childNodes) {
    if (node.nodeType === 3) {
      // Between lines that are boxes, a line feed is the source's, not the code's.
      if (!(behindLine && /^\s*$/.test((node as Text).data))) into.push({ type: 'text', node: node as Text });
    } else if (node.nodeType === 1) {
      if (isNoCode(node as Element, place)) continue;
      behindLine = yield* collectElement(node as Element, element, place, into);
    }
  }
}

/** Tells whether the element was a line of its own. */
function* collectElement(element: Element, parent: Element, place: Place, into: Inline[]): Steps<boolean> {
  if (place.sight.isStepOver()) yield;
  if (element.localName === 'br') {
    into.push({ type: 'break' });
    return false;
  }
  const isOwnLine = isLine(element, parent, place);
  if (isOwnLine && into.length > 0 && !endsLine(into)) into.push({ type: 'break' });
  const before = into.length;
  const mark = markOf(element);
  if (mark) into.push({ type: 'sign', node: element, markdown: mark, plain: '' });
  yield* collect(element, place, into);
  if (isOwnLine && (into.length === before || !endsLine(into))) into.push({ type: 'break' });
  return isOwnLine;
}

/** Line numbers, copy buttons and what the reader does not see. */
function isNoCode(element: Element, place: Place): boolean {
  if (isMasked(element) || SKIPPED.has(element.localName) || element.localName === 'button') return true;
  const className = element.getAttribute('class') ?? '';
  if (className !== '' && isLineNumbers(element)) return true;
  if (className !== '' && COPY.test(className) && (element.textContent ?? '').length < 20) return true;
  const visibility = place.sight.visibilityOf(element, className, place.folded);
  return visibility === 'hidden' || visibility === 'ghost';
}

/** Boxes that hold other boxes are no lines. */
const FRAMES = new Set(['table', 'tbody', 'thead', 'tfoot', 'td', 'th']);
const LINE_DISPLAYS = /^(?:block|flex|grid|table-row|list-item)$/;

function isLine(element: Element, parent: Element, place: Place): boolean {
  const name = element.localName;
  if (FRAMES.has(name)) return false;
  if (BLOCKS.has(name)) return true;
  if (/(?:^|;)\s*display\s*:\s*block/.test(element.getAttribute('style') ?? '')) return true;
  // Lines stand right in the listing; the words in a line are never asked.
  if (name !== 'span' || !(parent.localName === 'code' || parent.localName === 'pre')) return false;
  return LINE_DISPLAYS.test(place.sight.displayOf(element));
}

function endsLine(content: readonly Inline[]): boolean {
  const last = content.at(-1);
  return last?.type === 'break' || (last?.type === 'text' && last.node.data.endsWith('\n'));
}

/** The sign of a changed line where a style sheet draws it. */
function markOf(element: Element): string | null {
  const marker = element.getAttribute('data-code-marker');
  if (marker === '+' || marker === '-' || marker === ' ') return marker;
  const change = /(?:^|\s)diff\s(?:.*\s)?(add|remove)(?:\s|$)/.exec(element.getAttribute('class') ?? '');
  return change ? (change[1] === 'add' ? '+' : '-') : null;
}
