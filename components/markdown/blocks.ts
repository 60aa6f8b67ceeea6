import type { Token } from 'marked';
import { isCitation } from './citation-token.ts';
import { eachToken, readTokens } from './lexer.ts';
import { isMath } from './math-token.ts';
import { mend } from './mend.ts';

/** One paragraph, list, table, … of an answer. Keeps its identity once it is settled. */
export type Block = {
  readonly token: Token;
  /** More of it may come. */
  readonly open: boolean;
  /** Every citation marker in it, in reading order. */
  readonly markers: readonly Marker[];
};

export type Marker = {
  readonly number: number;
  /** Where the group of markers it stands in begins in the answer's text. */
  readonly start_index: number;
};

/** A last line of white space, markup or digits alone may yet change what stands before it: `--` makes a heading of it. */
const UNDECIDED = /(?:^|\n)(?!$)[-*+_#>|=~`: \t]*(?:\d{1,9}[.)]?[ \t]*)?$/;

/**
 * Reads a text that grows at its end. Blocks that nothing to come can change are read once; only the open end is read again.
 * A text that is not a longer version of the last one is read anew.
 */
export function createBlockReader(): (text: string, ended: boolean) => readonly Block[] {
  let settled: readonly Block[] = [];
  let settledText = '';
  let defines = false;
  return (given, ended) => {
    const text = given.replace(/\r\n?/g, '\n');
    if (!text.startsWith(settledText)) {
      settled = [];
      settledText = '';
      defines = false;
    }
    const unsettled = text.slice(settledText.length);
    const tokens = readTokens(unsettled, false);
    const done = UNDECIDED.test(unsettled) ? [] : tokens.slice(0, firstOpen(tokens));
    defines ||= tokens.some((token) => token.type === 'def');
    settled = [...settled, ...toBlocks(done, settledText.length, false)];
    settledText += done.map((token) => token.raw).join('');
    // Definitions may stand anywhere, so a text that has some can only be understood as a whole.
    if (ended && defines) return toBlocks(readTokens(text, true), 0, false);
    const open = text.slice(settledText.length);
    const end = ended ? readTokens(open, true) : readOpenEnd(open, tokens.at(-1));
    return [...settled, ...toBlocks(end, settledText.length, !ended)];
  };
}

/** Where the last block begins. Further text can only change this one, and make a formula text of the block before it. */
function firstOpen(tokens: readonly Token[]): number {
  const last = tokens.findLastIndex((token) => token.type !== 'space');
  const token = tokens[last];
  return Math.max(
    0,
    token !== undefined && isMath(token) && (token.open || !token.raw.endsWith('\n')) ? last - 1 : last,
  );
}

function readOpenEnd(open: string, last: Token | undefined): readonly Token[] {
  const mended = mend(open, last?.type === 'table');
  const tokens = readTokens(mended, false);
  const lastWord = /\S*$/.exec(mended)?.[0] ?? '';
  for (const token of tokens) eachToken(token, (inner) => quietenAddress(inner, lastWord));
  return tokens;
}

/** A bare address at the very end may be half of one: it becomes a link when white space has ended it. */
function quietenAddress(token: Token, lastWord: string): void {
  if (token.type !== 'link' || token['autolink'] !== true || !lastWord.includes(token.raw)) return;
  Object.assign(token, { type: 'text', text: token.raw, tokens: undefined });
}

/** `start`: where the tokens begin in the answer's text. `open`: the last of them may grow. */
function toBlocks(tokens: readonly Token[], start: number, open: boolean): Block[] {
  let at = start;
  const blocks: Block[] = [];
  const last = tokens.findLast(({ type }) => type !== 'space');
  for (const token of tokens) {
    if (token.type !== 'space' && token.type !== 'def')
      blocks.push({ token, open: open && token === last, markers: findMarkers(token, at) });
    at += token.raw.length;
  }
  return blocks;
}

/** Looks for each innermost token after the one before it, so that a marker inside code is passed over. */
function findMarkers(token: Token, start: number): Marker[] {
  const markers: Marker[] = [];
  let from = 0;
  eachToken(token, (inner) => {
    if ('tokens' in inner || 'items' in inner || 'rows' in inner) return;
    const at = token.raw.indexOf(inner.raw, from);
    if (at !== -1) from = at + inner.raw.length;
    if (!isCitation(inner)) return;
    inner.first = markers.length;
    markers.push(...inner.markers.map((number) => ({ number, start_index: start + at })));
  });
  return markers;
}
