import { mainPassages } from '../../../lib/page/beside-passages.ts';
import { createIndex } from '../../../lib/search/bm25.ts';
import { passageTokens } from '../../../lib/search/passage-tokens.ts';
import { selectPassages } from '../../../lib/search/select-passages.ts';
import type { PageText } from '../../../lib/search/usable-sentences.ts';
import { bare, type Question } from './question-set.ts';

export type Outcome = Question & {
  /** Share of the whole that may be sent. */
  readonly share: number;
  /** The quote stands in the passages that would be sent. */
  readonly isFound: boolean;
  /** No passage has the quote: capture lost it. Counts as not found. */
  readonly isLost: boolean;
  /** Which third of the text holds the first passage with the quote. */
  readonly place: 'beginning' | 'middle' | 'end';
  readonly milliseconds: number;
};

/** What a budget is a share of: the page's main content, or all of the page that is kept for questions. */
export type Whole = 'main content' | 'everything kept';

/** Tokens as the selection counts them: with what a prompt says around each passage. */
function tokensOf({ passages }: PageText, whole: Whole): number {
  return (whole === 'main content' ? mainPassages(passages) : passages).reduce(
    (sum, passage) => sum + passageTokens(passage),
    0,
  );
}

/** Asks one question at a budget of a share of the whole. */
export function ask(page: PageText, asked: Question, share: number, whole: Whole = 'main content'): Outcome {
  const wanted = bare(asked.quote);
  const answers = page.passages.filter(({ text }) => bare(text).includes(wanted));
  const start = performance.now();
  const chosen = selectPassages({
    ...page,
    question: asked.question,
    budget_tokens: Math.floor(tokensOf(page, whole) * share),
  });
  const milliseconds = performance.now() - start;
  const [first] = answers;
  const place = first === undefined ? 0 : page.passages.indexOf(first) / page.passages.length;
  return {
    ...asked,
    share,
    isFound: answers.some(({ id }) => chosen.some((one) => one.id === id)),
    isLost: first === undefined,
    place: place < 1 / 3 ? 'beginning' : place < 2 / 3 ? 'middle' : 'end',
    milliseconds,
  };
}

/** Milliseconds that an index of so many passages takes to make. */
export function indexing(pages: readonly PageText[], count: number): number {
  const all = pages.flatMap(({ passages }) => passages).slice(0, count);
  const start = performance.now();
  createIndex(all);
  return performance.now() - start;
}
