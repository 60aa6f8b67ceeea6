import { Marked, type Token, type Tokenizer, type TokenizerObject } from 'marked';
import { citationRule } from './citation-token.ts';
import { emStrong, emStrongMask } from './emphasis.ts';
import { beginsFootnote, footnoteReferenceRule, footnoteRule } from './footnote-token.ts';
import { beginsFormula, mathBlockRule, mathRule } from './math-token.ts';

const RULES = [citationRule, mathRule, footnoteReferenceRule, footnoteRule];

/** A line of `===` makes no heading of a formula or a footnote above it, which stood there before the line came. */
const lheading: TokenizerObject['lheading'] = function (this: Tokenizer, source) {
  const [, text = ''] = this.rules.block.lheading.exec(source) ?? [];
  return beginsFormula(text) || beginsFootnote(text) ? undefined : false;
};

/** One tilde is no strike: it says about, and up to. */
const del: TokenizerObject['del'] = (source) => (source.startsWith('~~') ? false : undefined);

const whole = new Marked(
  { gfm: true, breaks: true },
  { extensions: [...RULES, mathBlockRule(false)], tokenizer: { lheading, del, emStrong }, hooks: { emStrongMask } },
);

/** Without reference links: a definition that is still arriving would lead them to half an address. */
const growing = new Marked(
  { gfm: true, breaks: true },
  {
    extensions: [...RULES, mathBlockRule(true)],
    tokenizer: { lheading, del, emStrong, reflink: () => undefined },
    hooks: { emStrongMask },
  },
);

/** The top-level tokens of a text; of one that is still growing when `ended` is false. */
export function readTokens(text: string, ended: boolean): Token[] {
  return (ended ? whole : growing).lexer(text);
}

/** Calls back for every token in reading order, the nested ones too. */
export function eachToken(token: Token, callback: (token: Token) => void): void {
  whole.walkTokens([token], callback);
}
