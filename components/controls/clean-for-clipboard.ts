/**
 * What a terminal or an editor would obey or hide: escape sequences, control and format characters (zero-width ones,
 * bidirectional overrides, the Unicode tag block). Tabs and line feeds stay, the joiners that emoji and many scripts are
 * written with, and the few format characters that can be seen.
 */
const UNSEEN =
  /(?!\t|\n|\u200c|\u200d|[\u0600-\u0605]|\u06dd|\u070f|\u08e2)(?:\p{Cc}\[[0-9;?]*[ -/]*[@-~]|[\p{Cc}\p{Cf}])/gu;

/** The text with everything unseen taken out, and how many characters or sequences that were. */
export function cleanForClipboard(text: string): { readonly text: string; readonly removed: number } {
  let removed = 0;
  const clean = text.replace(/\r\n/g, '\n').replace(UNSEEN, () => {
    removed += 1;
    return '';
  });
  return { text: clean, removed };
}
