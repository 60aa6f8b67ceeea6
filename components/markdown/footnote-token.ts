import type { Token, TokenizerExtension, Tokens } from 'marked';

export type FootnoteReference = { readonly type: 'footnote-reference'; readonly raw: string; readonly label: string };
export type Footnote = Pick<Tokens.Generic, 'raw'> & {
  readonly type: 'footnote';
  readonly label: string;
  readonly tokens: Token[];
};

const LABEL = '\\[\\^([^\\]\\s^]{1,40})\\]';
const REFERENCE = new RegExp(`^${LABEL}(?![:(])`);
/** Up to a blank line, the next footnote, or a line that is neither indented nor plain text. */
const NOTE = new RegExp(
  `^ {0,3}${LABEL}:[ \\t]*([^\\n]*(?:\\n(?! {0,3}(?:\\[\\^|[#>|~\`*+-]|\\d+[.)]))[^\\n]*\\S[^\\n]*)*)(?:\\n+|$)`,
);
const NOTE_START = new RegExp(`\\n {0,3}${LABEL}:`);

export const footnoteReferenceRule: TokenizerExtension = {
  name: 'footnote-reference',
  level: 'inline',
  start: (source) => {
    const at = source.indexOf('[^');
    return at === -1 ? undefined : at;
  },
  tokenizer: (source) => {
    const match = REFERENCE.exec(source);
    return match === null ? undefined : { type: 'footnote-reference', raw: match[0], label: match[1] };
  },
};

export const footnoteRule: TokenizerExtension = {
  name: 'footnote',
  level: 'block',
  start: (source) => {
    const at = source.search(NOTE_START);
    return at === -1 ? undefined : at + 1;
  },
  tokenizer(source) {
    const match = NOTE.exec(source);
    if (match === null) return undefined;
    const [raw, label, text = ''] = match;
    return { type: 'footnote', raw, label, tokens: this.lexer.inlineTokens(text.replace(/\n[ \t]+/g, '\n')) };
  },
  childTokens: ['tokens'],
};

/** Whether one begins on any line of a text. */
export function beginsFootnote(text: string): boolean {
  return NOTE_START.test(`\n${text}`);
}

export function isFootnoteReference(token: Token | FootnoteReference): token is FootnoteReference {
  return token.type === 'footnote-reference';
}

export function isFootnote(token: Token | Footnote): token is Footnote {
  return token.type === 'footnote';
}
