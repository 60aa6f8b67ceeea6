/** `@` of any keyboard where a word may begin, and what is typed behind it, up to the caret. */
export type MentionAt = { readonly start: number; readonly words: string };

/** Behind nothing that an address of mail has before its sign: some languages put no spaces between words. */
const TYPED = /(?<![\w.%+@＠-])[@＠]([^\s@＠]{0,60})$/u;

/** The mention being typed at the caret, null where there is none. */
export function mentionAt(text: string, caret: number): MentionAt | null {
  const found = TYPED.exec(text.slice(0, caret));
  if (found === null) return null;
  const words = found[1] ?? '';
  return { start: caret - words.length - 1, words };
}
