import { cleanForClipboard } from './clean-for-clipboard.ts';

/** Puts a text on the clipboard without what an eye cannot see. How many characters that were; rejects where the browser refuses. */
export async function copyText(text: string): Promise<number> {
  const { text: clean, removed } = cleanForClipboard(text);
  await navigator.clipboard.writeText(clean);
  return removed;
}
