/** `@` at the start of a word and what is typed behind it, up to the caret. */
export type MentionAt = { readonly start: number; readonly words: string };

/** The mention being typed at the caret, null where there is none. */
export function mentionAt(text: string, caret: number): MentionAt | null {
  const found = /(?:^|\s)@([^\s@]{0,60})$/u.exec(text.slice(0, caret));
  if (found === null) return null;
  const words = found[1] ?? '';
  return { start: caret - words.length - 1, words };
}
