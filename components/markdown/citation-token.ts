import type { Token, TokenizerExtension } from 'marked';
import { MARKER, numbersOf } from '../../lib/notation/markers.ts';

const AT_START = new RegExp(`^${MARKER}`);

export type CitationToken = {
  readonly type: 'citation';
  readonly raw: string;
  readonly markers: readonly number[];
  /** Place of its first marker among all markers of its block; set once the block is read. */
  first: number;
};

/** An inline rule of the lexer, so that a marker inside code stays what it is there: code. */
export const citationRule: TokenizerExtension = {
  name: 'citation',
  level: 'inline',
  start: (source) => {
    const at = source.indexOf('【');
    return at === -1 ? undefined : at;
  },
  tokenizer: (source) => {
    const match = AT_START.exec(source);
    const list = match?.[1];
    if (match === null || list === undefined) return undefined;
    return { type: 'citation', raw: match[0], markers: numbersOf(list), first: 0 };
  },
};

export function isCitation(token: Token | CitationToken): token is CitationToken {
  return token.type === 'citation' && 'markers' in token;
}
