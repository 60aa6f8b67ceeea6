import { openFormulaAt } from './math-token.ts';

/**
 * The open end of a growing answer, made fit to be shown: what has only half arrived is held back or closed for the moment,
 * so that nothing flashes up as something it will not be.
 */
export function mend(open: string, inTable: boolean): string {
  if (isInsideFence(open)) return open.replace(/\n[ \t>]*(?:`{1,2}|~{1,2})$/, '');
  let text = open.replace(HALF_CITATION, '').replace(HALF_FOOTNOTE, '').replace(BARE_MARKUP, '');
  if (!inTable) text = text.replace(TABLE_HEAD, '');
  text = text.slice(0, openFormulaAt(text));
  const code = findOpenCode(text);
  const prose = code === null ? text.replace(HALF_ADDRESS, '$1').replace(HALF_TAG, '') : text.slice(0, code.at);
  const tail = code === null ? '' : closeCode(text.slice(code.at), code.ticks);
  return closeBold(prose, tail);
}

/** `【1`: at most as long as the longest marker. */
const HALF_CITATION = /【[^【】\n]{0,220}$/;

/** `[^1`, not yet closed. */
const HALF_FOOTNOTE = /\[\^[^\]\n]{0,40}$/;

/** A last line that is nothing but markup yet: `#`, `-`, `**`, `1.`, or the underline that would turn a paragraph into a heading. */
const BARE_MARKUP = /(?:^|\n)[ \t]*(?:#{1,6}|[-=*_+~`>:|]+|\d{1,9}[.)])[ \t]*$/;

/** The first row of a table, as long as the line under it does not say that it is one. */
const TABLE_HEAD = /(?:^|\n) {0,3}\|[^\n]*(?:\n[ \t]*[|:-][ \t|:-]*)?$/;

/** `[words](https://exam` or the same as an image: only the words are sure. */
const HALF_ADDRESS = /!?\[([^[\]\n]*)\]\([^)\n]*$/;

/** `<su`, which is text or markup. */
const HALF_TAG = /<(?:\/?[a-z]{0,4}\s?\/?)$/i;

const FENCE = /^[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)*(?:`{3,}|~{3,})/;

function isInsideFence(text: string): boolean {
  return text.split('\n').filter((line) => FENCE.test(line)).length % 2 === 1;
}

/** The run of backticks that has no partner of its length. */
function findOpenCode(text: string): { readonly at: number; readonly ticks: string } | null {
  let open: { readonly at: number; readonly ticks: string } | null = null;
  for (const { 0: ticks, index: at } of text.matchAll(/`+/g)) {
    if (open === null) open = { at, ticks };
    else if (open.ticks === ticks) open = null;
  }
  return open;
}

function closeCode(code: string, ticks: string): string {
  const inner = code.slice(ticks.length).trimEnd();
  return inner === '' ? '' : `${ticks}${inner}${ticks}`;
}

/** Bold on the last line is closed for the moment, or left out where no word of it has come. */
function closeBold(prose: string, tail: string): string {
  const line = prose.slice(prose.lastIndexOf('\n') + 1);
  const marks = line.replace(/(`+)[^`]+\1/g, '').match(/\*\*/g)?.length ?? 0;
  if (marks % 2 === 0) return prose + tail;
  if (tail !== '') return `${prose}${tail}**`;
  return prose.endsWith('**') ? prose.slice(0, -2) : `${prose.replace(/\s*\*?$/, '')}**`;
}
