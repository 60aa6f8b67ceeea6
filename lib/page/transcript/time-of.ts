import type { Passage } from '../snapshot.ts';

/** When the quoted words are said, by the line they begin in: seconds. Null for words that nobody says at a time. */
export function timeOf({ text, times }: Passage, quote: string | null): number | null {
  const start = quote === null ? 0 : Math.max(0, text.indexOf(quote));
  const line = text.slice(0, start).split('\n').length - 1;
  return times?.[line] ?? null;
}
