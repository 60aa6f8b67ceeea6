import type { Token } from 'marked';
import { isCitation } from './citation-token.ts';
import { eachToken, readTokens } from './lexer.ts';
import { mend } from './mend.ts';

/** One paragraph, list, table, … of an answer. Keeps its identity once it is settled. */
export type Block = {
  readonly token: Token;
  /** Every citation marker in it, in reading order. */
  readonly markers: readonly number[];
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
    const done = UNDECIDED.test(unsettled) ? [] : tokens.slice(0, lastVisible(tokens));
    defines ||= tokens.some((token) => token.type === 'def');
    settled = [...settled, ...toBlocks(done)];
    settledText += done.map((token) => token.raw).join('');
    // Definitions may stand anywhere, so a text that has some can only be understood as a whole.
    if (ended && defines) return toBlocks(readTokens(text, true));
    const open = text.slice(settledText.length);
    return [...settled, ...(ended ? toBlocks(readTokens(open, true)) : readOpenEnd(open, tokens.at(-1)))];
  };
}

/** Where the last block begins. Further text can only change this one. */
function lastVisible(tokens: readonly Token[]): number {
  return Math.max(
    0,
    tokens.findLastIndex((token) => token.type !== 'space'),
  );
}

function readOpenEnd(open: string, last: Token | undefined): readonly Block[] {
  const mended = mend(open, last?.type === 'table');
  const blocks = toBlocks(readTokens(mended, false));
  const lastWord = /\S*$/.exec(mended)?.[0] ?? '';
  for (const block of blocks) eachToken(block.token, (token) => quietenAddress(token, lastWord));
  return blocks;
}

/** A bare address at the very end may be half of one: it becomes a link when white space has ended it. */
function quietenAddress(token: Token, lastWord: string): void {
  if (token.type !== 'link' || token['autolink'] !== true || !lastWord.includes(token.raw)) return;
  Object.assign(token, { type: 'text', text: token.raw, tokens: undefined });
}

function toBlocks(tokens: readonly Token[]): Block[] {
  return tokens.filter((token) => token.type !== 'space' && token.type !== 'def').map(toBlock);
}

function toBlock(token: Token): Block {
  const markers: number[] = [];
  eachToken(token, (inner) => {
    if (!isCitation(inner)) return;
    inner.first = markers.length;
    markers.push(...inner.markers);
  });
  return { token, markers };
}
