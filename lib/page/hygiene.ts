/**
 * Characters that nobody sees but a model reads: controls, soft hyphens, bidirectional controls, zero-width characters and
 * tag characters (U+E0000 to U+E007F). Everything Unicode lets a renderer ignore, except joiners and variation selectors,
 * which have rules of their own below.
 */
const INVISIBLE =
  /[[\p{Default_Ignorable_Code_Point}\p{Cc}\u{FFF9}-\u{FFFB}]--[\t\n\f\r\u{200C}\u{200D}\u{FE00}-\u{FE0F}]]/gv;

/** A variation selector means something right after a pictograph, a Chinese character or a sign; elsewhere it can only carry hidden bytes. */
const STRAY_SELECTORS = /(?<![\p{Emoji}\p{S}\p{sc=Han}\p{sc=Mong}\p{sc=Mymr}])[\u{FE00}-\u{FE0F}]/gv;

/** Joiners belong to the spelling of Arabic and Indic scripts and hold emoji sequences together; elsewhere they only hide. */
const STRAY_JOINERS =
  /(?<![\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\u0900-\u0DFF\u1000-\u109F\u1780-\u17FF\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\u{FE0F}])[\u200C\u200D]|[\u200C\u200D](?![\p{L}\p{M}\p{Extended_Pictographic}])/gv;

/**
 * What all of these have in common, as UTF-16 units: most text has none of it, and the rules above take long to get ready. The
 * halves of surrogate pairs are those of invisible signs of shorthand and music, and of tags.
 */
const PERHAPS_INVISIBLE = new RegExp(
  '[\\0-\\x08\\v\\x0E-\\x1F\\x7F-\\x9F\\xAD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F' +
    '\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uD82F\\uD834\\uDB40-\\uDB43\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFFB]',
);

/** The text without what cannot be seen. White space is left as it is. */
export function removeInvisible(text: string): string {
  if (!PERHAPS_INVISIBLE.test(text)) return text;
  return text.replace(INVISIBLE, '').replace(STRAY_SELECTORS, '').replace(STRAY_JOINERS, '');
}

/** How many characters {@link removeInvisible} takes out. Soft hyphens are there for the reader and do not count. */
export function invisibleCharacters(text: string): number {
  if (!/[^\t\n\f\r -\u{2FF}]/v.test(text)) return 0;
  const spelled = text.replaceAll('\u00AD', '');
  return [...spelled].length - [...removeInvisible(spelled)].length;
}

/** The text as one line: nothing invisible, every run of white space one space, none at the ends. */
export function collapse(text: string): string {
  return removeInvisible(text).replace(/\s+/g, ' ').trim();
}

/** What two texts are compared without: white space and everything invisible, joiners and selectors included. */
export const IGNORED_IN_COMPARISON = /[\s\p{Default_Ignorable_Code_Point}\p{Cc}\u{FFF9}-\u{FFFB}]/v;
