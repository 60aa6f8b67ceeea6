import type { Passage } from '../page/snapshot.ts';
import { createIndex, type SearchHit } from './bm25.ts';
import { fuseRankings, rankingOf } from './fuse.ts';
import { queryTermsOf, wantedOf } from './query.ts';
import type { PageText } from './usable-sentences.ts';

/** How long a repeated word goes on adding; with 1.2 a tenth of the whole holds 1 answer of 100 less. */
const REPEATED = 2;
/** What stands beside the main content counts this much, in words and in meaning. */
const BESIDE = 0.5;
/** Share of its section's best score that every passage gets: an answer often stands next to the words that were asked. */
const OF_SECTION = 0.3;
/** And of the better one of its neighbours' scores. */
const OF_NEIGHBOUR = 0.05;

export type PassageQuestion = PageText & {
  readonly question: string;
  /** Likeness of each passage's meaning to the question's, in their order, as `similaritiesTo` gives it. */
  readonly similarities?: Float32Array;
};

/**
 * Places of the passages in the order in which a question needs them, some of them twice: hits with what is around them, best
 * first, then the beginning of each section. With similarities, the ranking by words and the one by meaning are fused. What
 * is beside the main content comes by its own words or meaning alone.
 */
export function rankPassages({ passages, question, language, similarities }: PassageQuestion): number[] {
  const index = createIndex(passages, { k1: REPEATED });
  const hits = index.rank(wantedOf(queryTermsOf(question, language), index), passages.length);
  const byWords = withSurroundings(hits, passages);
  const ranked = similarities === undefined ? byWords : fuseRankings([byWords, byMeaning(similarities, passages)]);
  return [...ranked, ...byPlaceInSection(passages)];
}

/** Places in the main content: the first passage of every section, then the second of each, and so on. */
export function byPlaceInSection(passages: readonly Passage[]): number[] {
  let section: string | null = null;
  let depth = 0;
  const places = passages.map((passage, place) => {
    depth = sectionOf(passage) === section ? depth + 1 : 0;
    section = sectionOf(passage);
    return { place, depth };
  });
  return places
    .filter(({ place }) => isMain(passages[place]))
    .sort((left, right) => left.depth - right.depth || left.place - right.place)
    .map(({ place }) => place);
}

/** Hits, and behind most of them what stands in the same section or next to one. */
function withSurroundings(hits: readonly SearchHit[], passages: readonly Passage[]): number[] {
  const own = new Map(hits.map(({ index, score }) => [index, isMain(passages[index]) ? score : score * BESIDE]));
  const scoreOf = (place: number) => own.get(place) ?? 0;
  const best = new Map<string, number>();
  for (const [place, score] of own) {
    const section = sectionOf(passages[place]);
    best.set(section, Math.max(best.get(section) ?? 0, score));
  }
  const around = (passage: Passage, place: number) =>
    OF_SECTION * (best.get(sectionOf(passage)) ?? 0) + OF_NEIGHBOUR * Math.max(scoreOf(place - 1), scoreOf(place + 1));
  return passages
    .map((passage, place) => {
      const score = scoreOf(place);
      return { place, score: isMain(passage) || score > 0 ? score + around(passage, place) : 0 };
    })
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score || left.place - right.place)
    .map(({ place }) => place);
}

function byMeaning(similarities: Float32Array, passages: readonly Passage[]): number[] {
  return rankingOf(similarities.map((one, place) => (isMain(passages[place]) ? one : one * BESIDE)));
}

function sectionOf(passage: Passage | undefined): string {
  return passage?.headings.join('\n') ?? '';
}

function isMain(passage: Passage | undefined): boolean {
  return passage !== undefined && passage.beside !== true;
}
