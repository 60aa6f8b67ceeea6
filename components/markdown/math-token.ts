import type { Token, TokenizerExtension } from 'marked';

export type MathToken = {
  readonly type: 'math';
  readonly raw: string;
  /** TeX without its delimiters. */
  readonly tex: string;
  /** On a line of its own. */
  readonly display: boolean;
  /** The end has not come yet. */
  readonly open: boolean;
};

/** Longest formula, in characters: what is longer is no formula, and the search for its end stops somewhere. */
const LONGEST = 8000;

const ENVIRONMENT = '(?:equation|align|gather|multline|alignat|flalign|eqnarray)\\*?';

const ENVIRONMENT_END = new RegExp(`\\\\end\\{${ENVIRONMENT}\\}`);

const BLOCKS = [
  new RegExp(`^ {0,3}\\$\\$([^$]{1,${LONGEST}})\\$\\$[ \\t]*(?:\\n+|$)`),
  new RegExp(`^ {0,3}\\\\\\[((?:(?!\\\\\\])[^]){1,${LONGEST}})\\\\\\][ \\t]*(?:\\n+|$)`),
  new RegExp(
    `^ {0,3}(\\\\begin\\{(${ENVIRONMENT})\\}(?:(?!\\\\end\\{\\2\\})[^]){1,${LONGEST}}\\\\end\\{\\2\\})[ \\t]*(?:\\n+|$)`,
  ),
];

const BLOCK_START = new RegExp(`\\n {0,3}(?:\\$\\$|\\\\\\[|\\\\begin\\{${ENVIRONMENT}\\})`);
const OPEN_BLOCK = new RegExp(`^ {0,3}(?:\\$\\$|\\\\\\[|(?=\\\\begin\\{${ENVIRONMENT}\\}))([\\s\\S]*)$`);

/** Pandoc's rule: no space inside the dollars, no digit behind them. */
const DOLLARS = /^\$(?![\s$])((?:\\[^\n]|[^\\$\n]){0,500}?(?:\\[^\n]|[^\\$\s]))\$(?![\d$])/;
const DOUBLE_DOLLARS = /^\$\$(?!\$)((?:\\[^\n]|[^\\$]){1,2000}?)\$\$/;
const PARENTHESES = /^\\\(([^\n]{1,2000}?)\\\)/;
const BRACKETS = /^\\\[([^\n]{1,2000}?)\\\]/;

/** An amount of money and words up to the next one, as in `$5 and 10$`. */
const AMOUNT = /^\d[\d.,]*(?:\s[^\\^_{}=<>+*/|]*)?$/;

/** A formula between other blocks; with `growing` also one whose end may be on its way, if it stands in no list or quote. */
export function mathBlockRule(growing: boolean): TokenizerExtension {
  return {
    name: 'math',
    level: 'block',
    start: (source) => {
      const at = source.search(BLOCK_START);
      return at === -1 ? undefined : at + 1;
    },
    tokenizer(source) {
      for (const pattern of BLOCKS) {
        const match = pattern.exec(source);
        if (match !== null) return token(match[0], match[1], true, false);
      }
      const open = growing && this.lexer.state.top ? OPEN_BLOCK.exec(source) : null;
      return open === null || isClosed(open[0]) ? undefined : token(open[0], open[1], true, true);
    },
  };
}

export const mathRule: TokenizerExtension = {
  name: 'math',
  level: 'inline',
  start: (source) => {
    const at = source.search(/\$|\\[([]/);
    return at === -1 ? undefined : at;
  },
  tokenizer: (source) => {
    const display = DOUBLE_DOLLARS.exec(source) ?? BRACKETS.exec(source);
    if (display !== null) return token(display[0], display[1], true, false);
    const match = PARENTHESES.exec(source) ?? DOLLARS.exec(source);
    if (match === null || AMOUNT.test(match[1] ?? '')) return undefined;
    return token(match[0], match[1], false, false);
  },
};

/** Characters of a half formula that are waited with; behind that a dollar is a dollar. */
const PATIENCE = 160;

/** Where the last line begins a formula that may yet be closed; the text's end where it does not. */
export function openFormulaAt(text: string): number {
  const start = text.lastIndexOf('\n') + 1;
  const line = text.slice(start);
  for (const { 0: found, index } of line.matchAll(PIECES)) {
    const rest = line.slice(index);
    if (found.length === 1 ? rest.length <= PATIENCE && /^\$(?![\s\d])/.test(rest) : OPENERS.has(found))
      return start + index;
  }
  return text.length;
}

const OPENERS: ReadonlySet<string> = new Set(['$$', '\\(', '\\[']);

/** Code, whole formulas, escaped characters; then what begins a formula. */
const PIECES = new RegExp(
  [/(`+)[^`]+\1/, DOUBLE_DOLLARS, DOLLARS, PARENTHESES, BRACKETS, /\\[([]/, /\\[\s\S]?/, /\$\$?/]
    .map(({ source }) => source.replace(/^\^/, ''))
    .join('|'),
  'g',
);

export function isMath(token: Token | MathToken): token is MathToken {
  return token.type === 'math';
}

/** Whether a block begins on any line of a text. */
export function beginsFormula(text: string): boolean {
  return BLOCK_START.test(`\n${text}`);
}

/** What looks like a block from its beginning and has text behind its end is one formula within a paragraph. */
function isClosed(source: string): boolean {
  const text = source.trimStart();
  if (text.length > LONGEST) return true;
  if (text.startsWith('$$')) return /\$(?:\$|[^$])/.test(text.slice(2));
  return text.startsWith('\\[') ? text.includes('\\]') : ENVIRONMENT_END.test(text);
}

function token(raw: string, tex = '', display: boolean, open: boolean): MathToken {
  return { type: 'math', raw, tex: tex.trim(), display, open };
}
