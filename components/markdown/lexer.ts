import { Marked, type Token } from 'marked';
import { citationRule } from './citation-token.ts';

const whole = new Marked({ gfm: true, breaks: true }, { extensions: [citationRule] });

/** Without reference links: a definition that is still arriving would lead them to half an address. */
const growing = new Marked(
  { gfm: true, breaks: true },
  { extensions: [citationRule], tokenizer: { reflink: () => undefined } },
);

/** The top-level tokens of a text; of one that is still growing when `ended` is false. */
export function readTokens(text: string, ended: boolean): Token[] {
  return (ended ? whole : growing).lexer(text);
}

/** Calls back for every token in reading order, the nested ones too. */
export function eachToken(token: Token, callback: (token: Token) => void): void {
  whole.walkTokens([token], callback);
}
