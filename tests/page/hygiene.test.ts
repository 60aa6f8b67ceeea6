import { describe, expect, it } from 'vitest';
import { removeInvisible } from '../../lib/page/hygiene.ts';

/** Joiners and variation selectors have rules of their own; line breaks and tabs are white space. */
const IGNORABLE = /[[\p{Default_Ignorable_Code_Point}\p{Cc}]--[\t\n\f\r\u{200C}\u{200D}\u{FE00}-\u{FE0F}]]/v;

describe('invisible characters', () => {
  it('are found wherever in Unicode they stand', () => {
    const left: string[] = [];
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
      const character = String.fromCodePoint(codePoint);
      if (IGNORABLE.test(character) && removeInvisible(`a${character}b`) !== 'ab') left.push(codePoint.toString(16));
    }
    expect(left).toEqual([]);
  });

  it.each([
    ['quotation marks, dashes and accents', '“Été” — 12 € …'],
    ['pictographs', '👩🏽‍🚒 ❤️ 🎵'],
    ['joiners that a script is spelled with', 'می‌خواهم'],
  ])('are none of these: %s', (_kind, text) => {
    expect(removeInvisible(text)).toBe(text);
  });
});
