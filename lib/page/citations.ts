import type { Citation, FileCitation } from '../assistants/objects.ts';
import { type Marker, markersIn, otherMarkersIn } from './markers.ts';
import { quotationBeside } from './quotations.ts';
import { findQuotation } from './quoted.ts';
import type { Passage } from './snapshot.ts';
import { timeOf } from './transcript/time-of.ts';

/** How far before a marker its quotation is looked for. */
const CONTEXT = 4000;

/** A page as the answer saw it: marker n is the passage whose id is `n - first_marker + 1`. `passages` are all of its passages. */
export type CitedSource = {
  readonly file_id: string;
  readonly first_marker: number;
  readonly passages: readonly Passage[];
  /** The passages that the answer was given, by id; absent: all of them. */
  readonly read?: readonly number[];
  /** The page's, which answers quote too. */
  readonly title?: string;
};

export type ResolvedCitations = {
  readonly annotations: FileCitation[];
  readonly citations: Citation[];
  /** Markers in other brackets than ours, the unverified ones too: nobody else can tell them from text. Absent: none. */
  readonly markers?: Marker[];
};

/**
 * The markers of an answer that lead somewhere. A quotation beside a marker has to stand in the passage it names, or in the
 * one before or after it, which is then cited instead; otherwise the marker gets no citation. A marker that names two
 * passages gives two citations, and one annotation for each file.
 */
export function resolveCitations(text: string, sources: readonly CitedSource[]): ResolvedCitations {
  const annotations: FileCitation[] = [];
  const citations: Citation[] = [];
  const ours = markersIn(text);
  const others = ours.length > 0 ? [] : otherMarkers(text, sources);
  const markers = ours.length > 0 ? ours : others;
  for (const [index, { start_index, end_index, numbers }] of markers.entries()) {
    const claim = claimAt(text, markers, index);
    const cited = numbers.flatMap((number) => {
      const citation = citationOf(number, claim, sources);
      return citation === null ? [] : [{ ...citation, start_index }];
    });
    citations.push(...cited);
    for (const file_id of new Set(cited.map((citation) => citation.file_id))) {
      const marker = text.slice(start_index, end_index);
      annotations.push({ type: 'file_citation', text: marker, start_index, end_index, file_citation: { file_id } });
    }
  }
  return { annotations, citations, ...(others.length === 0 ? {} : { markers: others }) };
}

function otherMarkers(text: string, sources: readonly CitedSource[]): Marker[] {
  return otherMarkersIn(text, {
    names: (number) => sources.some((source) => source.passages[number - source.first_marker] !== undefined),
    isSaid: (characters) =>
      sources.some(({ passages }) => passages.some((passage) => passage.text.includes(characters))),
  });
}

type Claim = ReturnType<typeof quotationBeside>;

/** Several markers in a row share what stands beside them. */
function claimAt(text: string, markers: readonly Marker[], index: number): Claim {
  const between = (one: number) =>
    text.slice(markers[one]?.end_index ?? 0, markers[one + 1]?.start_index ?? text.length);
  let first = index;
  while (first > 0 && /^[\s,;]*$/.test(between(first - 1))) first -= 1;
  let last = index;
  while (last < markers.length - 1 && /^[\s,;]*$/.test(between(last))) last += 1;
  return quotationBeside({
    before: between(first - 1).slice(-CONTEXT),
    after: between(last).slice(0, CONTEXT),
    isFollowed: last < markers.length - 1,
  });
}

type PlacelessCitation = Omit<Citation, 'start_index'>;

function citationOf(marker: number, claim: Claim, sources: readonly CitedSource[]): PlacelessCitation | null {
  for (const source of sources) {
    const { file_id, first_marker, passages, read } = source;
    const index = marker - first_marker;
    const passage = passages[index];
    if (!passage) continue;
    for (const candidate of claim === null ? [] : [passage, passages[index - 1], passages[index + 1]]) {
      const quote = candidate && claim ? findQuotation(candidate.text, claim.words) : null;
      if (candidate && quote !== null) return { marker, file_id, ...placeOf(candidate, quote) };
    }
    const isKnown = read?.includes(passage.id) !== false;
    return isKnown && (claim === null || (!claim.own && isNamed(claim.words, source)))
      ? { marker, file_id, ...placeOf(passage, null) }
      : null;
  }
  return null;
}

function placeOf(passage: Passage, quote: string | null): Pick<Citation, 'passage' | 'quote' | 'time'> {
  const time = timeOf(passage, quote);
  return { passage: passage.id, quote, ...(time === null ? {} : { time }) };
}

/** Words that are not said to be the passage's own: a title, or what another passage says. */
function isNamed(words: string, { title, passages }: CitedSource): boolean {
  return [title ?? '', ...passages.flatMap(({ text, headings }) => [...headings, text])].some(
    (text) => findQuotation(text, words) !== null,
  );
}
