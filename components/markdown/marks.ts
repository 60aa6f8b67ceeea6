import type { Citation } from '../../lib/assistants/objects.ts';
import type { Block } from './blocks.ts';

/** One citation as it is drawn. Pending until the answer has ended: only then is it known which words are on the page. */
export type Mark =
  | { readonly status: 'verified'; readonly number: number; readonly citation: Citation }
  | { readonly status: 'pending' | 'unverified'; readonly number: number };

/** The marks of every block. Numbers count from 1 in the order in which passages first appear in the message. */
export function markCitations(
  blocks: readonly Block[],
  citations: readonly Citation[],
  ended: boolean,
): readonly (readonly Mark[])[] {
  const numbers = new Map<number, number>();
  const verified = new Map(citations.map((citation) => [placeOf(citation.marker, citation.start_index), citation]));
  return blocks.map((block) =>
    block.markers.map((marker): Mark => {
      const number = numbers.get(marker.number) ?? numbers.size + 1;
      numbers.set(marker.number, number);
      const citation = verified.get(placeOf(marker.number, marker.start_index));
      if (citation !== undefined) return { status: 'verified', number, citation };
      return { status: ended ? 'unverified' : 'pending', number };
    }),
  );
}

function placeOf(marker: number, startIndex: number): string {
  return `${marker}@${startIndex}`;
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
