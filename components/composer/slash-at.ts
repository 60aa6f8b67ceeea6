import type { Typed } from './use-typed.ts';

/** The command being typed: a slash of any keyboard at the very start and what follows it up to the caret; null where there is none. */
export function slashAt(text: string, caret: number): Typed | null {
  const found = /^[/／](\S{0,40})$/u.exec(text.slice(0, caret));
  return found === null ? null : { start: 0, words: found[1] ?? '' };
}
