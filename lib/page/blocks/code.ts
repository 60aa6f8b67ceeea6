import type { Block, Inline } from './block.ts';
import { BLOCKS, SKIPPED } from './tags.ts';
import { visibilityOf } from './visibility.ts';

/** Line numbers that highlighters draw beside the code. */
const LINE_NUMBERS =
  '.lineno, .linenos, .line-number, .line-numbers-rows, .hljs-ln-numbers, .rouge-gutter, .gutter, .blob-num, .react-line-number';

/** Class words beside `hljs`, `highlight` and the like that name no language. */
const NO_LANGUAGE =
  /^(?:hljs|highlight|highlighter-rouge|sourceCode|notranslate|plain|plaintext|text|none|default|nohighlight)$/i;

/** A `pre`, with its lines and indentation as they are. `folded` as in visibility.ts. */
export function codeBlock(pre: Element, folded: boolean): Block | null {
  const content: Inline[] = [];
  collectLines(pre, folded, content);
  while (content.at(-1)?.type === 'break') content.pop();
  while (content[0]?.type === 'break') content.shift();
  const shows = content.some((piece) => piece.type === 'text' && /\S/.test(piece.node.data));
  return shows ? { type: 'code', language: languageOf(pre), content, source: pre } : null;
}

/** A table that only lays code out beside its line numbers: the `pre` with the code, else null. */
export function codeOfLineNumberTable(table: Element): Element | null {
  const listings = [...table.querySelectorAll('pre')].filter((pre) => !isLineNumbers(pre));
  const [only] = listings;
  if (!only || listings.length > 1) return null;
  const code = (only.textContent ?? '').length;
  const beside = [...table.querySelectorAll('td')].filter((cell) => !cell.contains(only) && !isLineNumbers(cell));
  return code > 0 && beside.every((cell) => (cell.textContent ?? '').trim() === '') ? only : null;
}

function isLineNumbers(element: Element): boolean {
  return element.matches(LINE_NUMBERS) || /^[\d\s]*$/.test(element.textContent ?? '');
}

function collectLines(element: Element, folded: boolean, into: Inline[]): void {
  for (const node of element.childNodes) {
    if (node.nodeType === 3) into.push({ type: 'text', node: node as Text });
    if (node.nodeType !== 1) continue;
    const child = node as Element;
    if (child.localName === 'br') into.push({ type: 'break' });
    else if (isNoCode(child, folded)) continue;
    else if (startsLine(child)) {
      startLine(into);
      collectLines(child, folded, into);
      startLine(into);
    } else collectLines(child, folded, into);
  }
}

/** Line numbers, copy buttons and what the reader does not see. */
function isNoCode(element: Element, folded: boolean): boolean {
  if (SKIPPED.has(element.localName) || element.localName === 'button' || element.matches(LINE_NUMBERS)) return true;
  const visibility = visibilityOf(element, element.getAttribute('class') ?? '', folded);
  return visibility === 'hidden' || visibility === 'ghost';
}

function startsLine(element: Element): boolean {
  if (element.localName === 'td' || element.localName === 'th' || element.localName === 'tbody') return false;
  return BLOCKS.has(element.localName) || /(?:^|;)\s*display\s*:\s*block/.test(element.getAttribute('style') ?? '');
}

function startLine(into: Inline[]): void {
  const last = into.at(-1);
  if (last && last.type !== 'break' && !(last.type === 'text' && last.node.data.endsWith('\n')))
    into.push({ type: 'break' });
}

/** From the classes and data attributes of the `pre`, its `code` and the wrappers that highlighters put around them. */
function languageOf(pre: Element): string {
  const code = pre.querySelector('code');
  const wrapper = pre.parentElement;
  for (const element of [code, pre, wrapper, wrapper?.parentElement]) {
    const language = element ? declaredLanguage(element) : null;
    if (language) return language.toLowerCase();
  }
  return '';
}

function declaredLanguage(element: Element): string | null {
  const classes = element.getAttribute('class') ?? '';
  const data = element.getAttribute('data-lang') ?? element.getAttribute('data-language');
  const named = /(?:^|\s)(?:language-|lang-|highlight-source-|highlight-text-|highlight-|brush:\s?)([\w+#.-]+)/.exec(
    classes,
  );
  const language = data ?? named?.[1] ?? besideHighlighterName(classes);
  return language && !NO_LANGUAGE.test(language) && /^[\w+#.-]{1,20}$/.test(language) ? language : null;
}

/** `hljs go`, `sourceCode python`: the class word next to the highlighter's own name. */
function besideHighlighterName(classes: string): string | null {
  return /(?:^|\s)(?:hljs|sourceCode)\s+([\w+#.-]+)/.exec(classes)?.[1] ?? null;
}
