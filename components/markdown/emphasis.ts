import { type HooksObject, Tokenizer, type TokenizerObject } from 'marked';

/** Chinese, Japanese and Korean set no spaces around their words: beside these, punctuation says nothing about where emphasis ends. */
const LETTER = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー]';
const WIDE = '[\\u3001-\\u303f\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65]';
const ANY = '(?![*_])[\\p{P}\\p{S}]';

/** Where there is none of these nothing stands in the way: most answers are read once less for each word that comes. */
const EASTERN = /[\u1100-\u11ff\u2e80-\uffff]/;

/** Punctuation just inside or outside of a run of asterisks that keeps it from opening or closing emphasis. */
const IN_THE_WAY = new RegExp(
  `(?<=(?:${LETTER}|${WIDE})\\*{1,3})${ANY}|${ANY}(?=\\*{1,3}(?:${LETTER}|${WIDE}))|(?<=\\*{1,3})${WIDE}|${WIDE}(?=\\*{1,3})`,
  'gu',
);
const BEFORE = new RegExp(`(?:${LETTER}|${WIDE})$`, 'u');
const FIRST = new RegExp(`^(\\*+)(${ANY})`, 'u');
const FIRST_WIDE = new RegExp(`^(\\*+)(${WIDE})`, 'u');

/**
 * Emphasis as CommonMark has it, except that `这是**重点：**内容` is bold, too. Where such punctuation stands in the way, the rules look
 * at a letter in its place.
 */
export const emStrongMask: NonNullable<HooksObject['emStrongMask']> = (masked) =>
  EASTERN.test(masked) ? masked.replace(IN_THE_WAY, asLetters) : masked;

export const emStrong: NonNullable<TokenizerObject['emStrong']> = function (
  this: Tokenizer,
  source,
  masked,
  before = '',
) {
  const first = BEFORE.test(before) ? FIRST : FIRST_WIDE;
  if (!first.test(source)) return false;
  const opening = source.replace(first, (_, stars: string, mark: string) => stars + asLetters(mark));
  const found = withoutReading(this, () => Tokenizer.prototype.emStrong.call(this, opening, masked, before));
  if (found === undefined) return undefined;
  const raw = source.slice(0, found.raw.length);
  const marks = found.type === 'strong' ? 2 : 1;
  const text = raw.slice(marks, -marks);
  return { ...found, raw, text, tokens: this.lexer.inlineTokens(text) };
};

function asLetters(mark: string): string {
  return 'x'.repeat(mark.length);
}

/** Nothing is read inside of what is found meanwhile: its first character is not the text's own. */
function withoutReading<Found>(tokenizer: Tokenizer, find: () => Found): Found {
  const { lexer } = tokenizer;
  tokenizer.lexer = Object.create(lexer, { inlineTokens: { value: () => [] } });
  try {
    return find();
  } finally {
    tokenizer.lexer = lexer;
  }
}
