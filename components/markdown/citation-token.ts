import type { Token, TokenizerExtension } from 'marked';

/** `【12】`, `【12, 14】`, `【12†any words】`: the passages that a statement rests on. */
const MARKER = /【\s*(\d{1,6}(?:\s*[,;，、]\s*\d{1,6})*)\s*(?:†[^【】\n]{0,200})?】/;
const AT_START = new RegExp(`^${MARKER.source}`);
const EVERY = new RegExp(`[^\\S\\n]*${MARKER.source}`, 'g');

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
    return { type: 'citation', raw: match[0], markers: list.split(/\D+/).map(Number), first: 0 };
  },
};

export function isCitation(token: Token | CitationToken): token is CitationToken {
  return token.type === 'citation' && 'markers' in token;
}

/** The words alone, as somebody copies them. */
export function withoutMarkers(text: string): string {
  return text.replace(EVERY, '');
}
