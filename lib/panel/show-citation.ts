import type { Citation } from '../assistants/objects.ts';
import type { AppError } from '../errors.ts';
import { withoutFragment } from '../page/site.ts';
import type { CurrentTab, PanelPorts } from './ports.ts';

/**
 * Takes the user to the cited words: in the tab where it shows the page, else in a new tab at a text fragment. Null when they
 * were shown; the error otherwise.
 */
export async function showCitation(
  { reads, tabs }: PanelPorts,
  tab: CurrentTab | null,
  { file_id, passage: id, quote }: Citation,
): Promise<AppError | null> {
  const snapshot = await reads.snapshot(file_id);
  const passage = snapshot?.passages.find((one) => one.id === id)?.text;
  if (snapshot === undefined || passage === undefined) return { kind: 'unexpected', detail: 'citation' };
  if (tab?.url !== undefined && withoutFragment(tab.url) === snapshot.url) {
    const found = await tabs.highlight(tab, { quote, passage });
    return found ? null : { kind: 'quote-gone' };
  }
  tabs.open(`${snapshot.url}#:~:text=${fragment(quote ?? passage)}`);
  return null;
}

/** A range from the first to the last words: a whole long quote would fail on the smallest change between them. */
function fragment(quote: string): string {
  const words = quote.split('\n', 1)[0]?.split(' ') ?? [];
  if (words.length <= 10) return encode(words);
  return `${encode(words.slice(0, 5))},${encode(words.slice(-5))}`;
}

/** The dash is part of the fragment's own syntax. */
function encode(words: readonly string[]): string {
  return encodeURIComponent(words.join(' ')).replaceAll('-', '%2D');
}
