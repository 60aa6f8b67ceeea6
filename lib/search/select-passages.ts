import type { Passage } from '../page/snapshot.ts';
import { createIndex } from './bm25.ts';
import { queryTermsOf } from './query.ts';
import { isSummaryWish } from './summary-wishes.ts';
import { estimateTokens } from './tokens.ts';
import type { PageText } from './usable-sentences.ts';

/** Tokens of a passage's number and of what separates it from the next. */
const NUMBERING = 10;
/** Hits below this share of the best one's score come after the neighbours of those above it. */
const STRONG = 0.5;

export type PassageQuery = PageText & { readonly question: string; readonly budget_tokens: number };

/**
 * The passages that fit a question best within a token budget, in document order: the first one always, then the best hits
 * and what stands beside them. The whole list when it fits; when the question asks for a summary or names nothing on the
 * page, the beginning of each section. Nothing for a budget of 0, and the first passage alone where even that is over the budget.
 */
export function selectPassages(query: PassageQuery): Passage[] {
  const { passages, budget_tokens } = query;
  if (budget_tokens <= 0) return [];
  const costs = passages.map(costOf);
  if (costs.reduce((sum, cost) => sum + cost, 0) <= budget_tokens) return [...passages];

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

/** Headings count: a prompt names them with the passage. */
function costOf({ text, headings }: Passage): number {
  return estimateTokens(text) + estimateTokens(headings.join(' ')) + NUMBERING;
}

function inOrderOfUse({ passages, question, language }: PassageQuery): number[] {
  const terms = isSummaryWish(question) ? [] : queryTermsOf(question, language);
  const hits = createIndex(passages).search(terms, passages.length);
  const least = (hits[0]?.score ?? 0) * STRONG;
  const strong = hits.filter(({ score }) => score >= least).map(({ index }) => index);
  const beside = strong.flatMap((index) => [index + 1, index - 1]).filter((index) => index in passages);
  return [...strong, ...beside, ...hits.map(({ index }) => index), ...byPlaceInSection(passages)];
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
