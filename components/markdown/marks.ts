import type { Citation } from '../../lib/assistants/objects.ts';
import type { Block } from './blocks.ts';

/** One citation as it is drawn. Pending until the answer has ended: only then is it known which words are on the page. */
export type Mark =
  | { readonly status: 'verified'; readonly number: number; readonly citation: Citation }
  | { readonly status: 'pending' | 'unverified'; readonly number: number };

/**
 * The marks of every block. Numbers count from 1 in the order in which passages first appear in the message. A passage that is
 * cited several times with different words has several citations, in the order of the text; the last one serves the rest.
 */
export function markCitations(
  blocks: readonly Block[],
  citations: readonly Citation[],
  ended: boolean,
): readonly (readonly Mark[])[] {
  const numbers = new Map<number, number>();
  const seen = new Map<number, number>();
  const byMarker = Map.groupBy(citations, (citation) => citation.marker);
  return blocks.map((block) =>
    block.markers.map((marker): Mark => {
      const number = numbers.get(marker) ?? numbers.size + 1;
      numbers.set(marker, number);
      const occurrence = seen.get(marker) ?? 0;
      seen.set(marker, occurrence + 1);
      const known = byMarker.get(marker) ?? [];
      const citation = known[Math.min(occurrence, known.length - 1)];
      if (citation !== undefined) return { status: 'verified', number, citation };
      return { status: ended ? 'unverified' : 'pending', number };
    }),
  );
}

/** Whether two lists of marks draw the same. */
export function sameMarks(one: readonly Mark[], other: readonly Mark[]): boolean {
  return (
    one.length === other.length &&
    one.every((mark, index) => {
      const against = other[index];
      return (
        against !== undefined &&
        mark.status === against.status &&
        mark.number === against.number &&
        citationOf(mark) === citationOf(against)
      );
    })
  );
}

function citationOf(mark: Mark): Citation | null {
  return mark.status === 'verified' ? mark.citation : null;
}
