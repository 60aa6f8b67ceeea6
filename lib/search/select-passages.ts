import { mainPassages } from '../page/beside-passages.ts';
import type { Passage } from '../page/snapshot.ts';
import { passageTokens } from './passage-tokens.ts';
import { byPlaceInSection, type PassageQuestion, rankPassages } from './rank-passages.ts';
import { isSummaryWish } from './summary-wishes.ts';

/** Share of the budget that the first passage is given unasked; more is better spent on what the question names. */
const FIRST = 0.05;
/** What stands beside the main content takes this share of the main content's tokens at most, */
const BESIDE_SHARE = 0.25;
/** or so many tokens, whichever is more: a comment section can be ten times the article. */
const BESIDE_TOKENS = 1_500;

export type PassageQuery = PassageQuestion & { readonly budget_tokens: number };

/**
 * The passages that serve a question best within a token budget, in their order. Where the main content fits, it is there in
 * full, and what stands beside it fills the rest; else the best of both, as `rankPassages` has it, and the first passage if it
 * costs little. For a summary the beginning of each section of the main content. Nothing for a budget of 0, and the
 * first passage alone where no passage is within the budget.
 *
 * Measured by `npm run bench -- retrieval`. Did not help, or less than they cost: the terms of the best passages added to the
 * query, a larger share of the neighbours' score, the section as a text of its own, fewer hits with the same words, more weight for headings, for several words at once and for words in one sentence, liking
 * passages with numbers or names for questions that ask for them, shorter or longer passages.
 */
export function selectPassages(query: PassageQuery): Passage[] {
  const { passages, budget_tokens, question } = query;
  if (budget_tokens <= 0) return [];
  const chosen = new Set<Passage>();
  let left = budget_tokens;
  let leftBeside = isSummaryWish(question) ? 0 : roomBeside(passages);
  for (const place of inOrderOfUse(query)) {
    const passage = passages[place];
    if (passage === undefined || chosen.has(passage)) continue;
    const cost = passageTokens(passage);
    if (cost > left || (passage.beside && cost > leftBeside)) continue;
    chosen.add(passage);
    left -= cost;
    if (passage.beside) leftBeside -= cost;
  }
  return chosen.size === 0 ? passages.slice(0, 1) : passages.filter((passage) => chosen.has(passage));
}

/** Whether there is room for all of them that may be sent. */
export function fits({ passages, budget_tokens }: Pick<PassageQuery, 'passages' | 'budget_tokens'>): boolean {
  const main = tokensOf(mainPassages(passages));
  return main + Math.min(tokensOf(passages) - main, roomBeside(passages)) <= budget_tokens;
}

function inOrderOfUse(query: PassageQuery): number[] {
  const { passages, question, budget_tokens } = query;
  const main = mainPassages(passages);
  const inOrder = [...passages.keys()];
  if (tokensOf(main) <= budget_tokens) {
    const whole = inOrder.filter((place) => !passages[place]?.beside);
    return whole.length === passages.length ? whole : [...whole, ...rankPassages(query), ...inOrder];
  }
  if (isSummaryWish(question)) return byPlaceInSection(passages);
  const [first] = main;
  const isCheap = first !== undefined && passageTokens(first) <= budget_tokens * FIRST;
  return [...(isCheap ? [passages.indexOf(first)] : []), ...rankPassages(query)];
}

function roomBeside(passages: readonly Passage[]): number {
  return Math.max(BESIDE_TOKENS, tokensOf(mainPassages(passages)) * BESIDE_SHARE);
}

function tokensOf(passages: readonly Passage[]): number {
  return passages.reduce((sum, passage) => sum + passageTokens(passage), 0);
}
