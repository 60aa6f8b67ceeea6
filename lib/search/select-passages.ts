import type { Passage } from '../page/snapshot.ts';
import { createIndex } from './bm25.ts';
import { fuseRankings, rankingOf } from './fuse.ts';
import { passageTokens } from './passage-tokens.ts';
import { queryTermsOf, wantedOf } from './query.ts';
import { isSummaryWish } from './summary-wishes.ts';
import type { PageText } from './usable-sentences.ts';

/** Hits below this share of the best one's score give no neighbours. */
const STRONG = 0.5;
/** How long a repeated word goes on adding; with 1.2 a tenth of the whole holds 1 answer of 100 less. */
const REPEATED = 2;

export type PassageQuery = PageText & {
  readonly question: string;
  readonly budget_tokens: number;
  /** Likeness of each passage's meaning to the question's, in their order, as `similaritiesTo` gives it. */
  readonly similarities?: Float32Array;
};

/**
 * The passages that fit a question best within a token budget, in document order: the first one always, then the hits, best
 * first, and what stands beside the best of them. With similarities, the ranking by words and the one by meaning are fused.
 * The whole list when it fits; when the question asks for a summary or names nothing on the page, the beginning of each
 * section. Nothing for a budget of 0, and the first passage alone where even that is over the budget.
 *
 * Measured by `npm run bench -- retrieval`, of 100 answers that capture kept, at a fifth of the whole: 94 to 95, and 86 to 90
 * of those that share few words with their question. Neighbours of strong hits before weaker hits: 2 less. Did not help, or
 * less than they cost: the terms of the best passages added to the query, a share of the neighbours' or the section's score,
 * more weight for headings, liking passages with numbers or names for questions that ask for them, shorter or longer passages.
 */
export function selectPassages(query: PassageQuery): Passage[] {
  const { passages, budget_tokens } = query;
  if (budget_tokens <= 0) return [];
  if (fits(query)) return [...passages];
  const costs = passages.map(passageTokens);

  const chosen = new Set<number>([0]);
  let left = budget_tokens - (costs[0] ?? 0);
  for (const index of inOrderOfUse(query)) {
    const cost = costs[index] ?? 0;
    if (chosen.has(index) || cost > left) continue;
    chosen.add(index);
    left -= cost;
  }
  return passages.filter((_, index) => chosen.has(index));
}

/** Whether there is room for all of them. */
export function fits({ passages, budget_tokens }: Pick<PassageQuery, 'passages' | 'budget_tokens'>): boolean {
  return passages.reduce((sum, passage) => sum + passageTokens(passage), 0) <= budget_tokens;
}

function inOrderOfUse({ passages, question, language, similarities }: PassageQuery): number[] {
  if (isSummaryWish(question)) return byPlaceInSection(passages);
  const terms = queryTermsOf(question, language);
  const index = createIndex(passages, { k1: REPEATED });
  const hits = index.rank(wantedOf(terms, index), passages.length);
  const least = (hits[0]?.score ?? 0) * STRONG;
  const beside = hits
    .filter(({ score }) => score >= least)
    .flatMap(({ index: place }) => [place + 1, place - 1])
    .filter((place) => place in passages);
  const byWords = hits.map(({ index: place }) => place);
  const ranked = similarities === undefined ? byWords : fuseRankings([byWords, rankingOf(similarities)]);
  return [...ranked, ...beside, ...byPlaceInSection(passages)];
}

/** The first passage of every section, then the second of each, and so on. */
function byPlaceInSection(passages: readonly Passage[]): number[] {
  let heading = '';
  let place = 0;
  const places = passages.map(({ headings }, index) => {
    const path = headings.join('\n');
    place = path === heading ? place + 1 : 0;
    heading = path;
    return { index, place };
  });
  return places.sort((left, right) => left.place - right.place || left.index - right.index).map(({ index }) => index);
}
