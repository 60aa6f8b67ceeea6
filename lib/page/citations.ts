import type { Citation, FileCitation } from '../assistants/objects.ts';
import { findQuotation, quotationsAtEnd } from './quoted.ts';
import type { Passage } from './snapshot.ts';

/** `【12】`, `【12, 14】`, `【12†what a model adds】`. */
const MARKER = /【\s*(\d{1,6}(?:\s*[,;，、]\s*\d{1,6})*)\s*(?:†[^】]*)?】/g;

/** How far before a marker its quotation is looked for, other markers included. */
const CONTEXT = 4000;

/** A page as the answer saw it: marker n is the passage whose id is `n - first_marker + 1`. `passages` are all of its passages. */
export type CitedSource = {
  readonly file_id: string;
  readonly first_marker: number;
  readonly passages: readonly Passage[];
};

export type ResolvedCitations = { readonly annotations: FileCitation[]; readonly citations: Citation[] };

/**
 * The markers of an answer that lead somewhere. A quotation before a marker has to stand in the passage it names, or in the
 * one before or after it, which is then cited instead; otherwise the marker gets no citation. A marker that names two
 * passages gives two citations, and one annotation for each file.
 */
export function resolveCitations(text: string, sources: readonly CitedSource[]): ResolvedCitations {
  const annotations: FileCitation[] = [];
  const citations: Citation[] = [];
  for (const match of text.matchAll(MARKER)) {
    const quotations = quotationsAtEnd(stripMarkers(text.slice(Math.max(0, match.index - CONTEXT), match.index)));
    const cited = (match[1] ?? '')
      .split(/\D+/)
      .map((number) => citationOf(Number(number), quotations, sources))
      .filter((citation) => citation !== null)
      .map((citation) => ({ ...citation, start_index: match.index }));
    citations.push(...cited);
    for (const file_id of new Set(cited.map((citation) => citation.file_id))) {
      annotations.push({
        type: 'file_citation',
        text: match[0],
        start_index: match.index,
        end_index: match.index + match[0].length,
        file_citation: { file_id },
      });
    }
  }
  return { annotations, citations };
}

/** The text without its markers, for reading aloud, copying, and sending it to a model again. */
export function stripMarkers(text: string): string {
  return text.replace(new RegExp(`[^\\S\\n]*${MARKER.source}`, 'g'), '');
}

type PlacelessCitation = Omit<Citation, 'start_index'>;

function citationOf(
  marker: number,
  quotations: readonly string[],
  sources: readonly CitedSource[],
): PlacelessCitation | null {
  for (const { file_id, first_marker, passages } of sources) {
    const index = marker - first_marker;
    const passage = passages[index];
    if (!passage) continue;
    if (quotations.length === 0) return { marker, file_id, passage: passage.id, quote: null };
    for (const candidate of [passage, passages[index - 1], passages[index + 1]]) {
      const quote = candidate ? firstFound(candidate.text, quotations) : null;
      if (candidate && quote !== null) return { marker, file_id, passage: candidate.id, quote };
    }
    return null;
  }
  return null;
}

function firstFound(text: string, quotations: readonly string[]): string | null {
  for (const quotation of quotations) {
    const found = findQuotation(text, quotation);
    if (found !== null) return found;
  }
  return null;
}
