import type { Token, TokenizerExtension } from 'marked';

const NUMBER = '[0-9０-９]{1,6}';

/** `【12】`, `【12, 14】`, `【12-14】`, `【12†any words】`: the passages that a statement rests on. */
const MARKER = new RegExp(`【\\s*(${NUMBER}(?:\\s*(?:[,;，、；&–—-]|and)\\s*${NUMBER})*)\\s*(?:†[^【】\\n]{0,200})?】`);

/** A range of more passages than this means its ends. */
const LONGEST_RANGE = 10;
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
    return { type: 'citation', raw: match[0], markers: numbersOf(list), first: 0 };
  },
};

/** As lib/page/markers.ts counts them. */
function numbersOf(list: string): number[] {
  const numbers = list
    .normalize('NFKC')
    .split(/[,;、&]|and/)
    .flatMap((part) => {
      const ends = part.split(/[–—-]/).map(Number);
      const [first = 0, last = first] = ends;
      if (ends.length !== 2 || last <= first || last - first >= LONGEST_RANGE) return ends;
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
  return [...new Set(numbers)];
}

export function isCitation(token: Token | CitationToken): token is CitationToken {
  return token.type === 'citation' && 'markers' in token;
}

/** The words alone, as somebody copies them. */
export function withoutMarkers(text: string): string {
  return text.replace(EVERY, '');
}
