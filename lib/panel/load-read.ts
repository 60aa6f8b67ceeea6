import type { ReadPassage, ReadView } from './model.ts';
import type { PanelReads } from './ports.ts';

/** The passages of a page as an answer was given them, in the page's order. */
export async function loadRead(reads: PanelReads, read: ReadView): Promise<readonly ReadPassage[]> {
  const passages = (await reads.snapshot(read.file_id))?.passages ?? [];
  const ids = read.passages === null ? null : new Set(read.passages);
  return passages
    .filter(({ id }) => ids === null || ids.has(id))
    .map(({ id, headings, text }) => ({ number: read.first_marker + id - 1, headings, text }));
}
