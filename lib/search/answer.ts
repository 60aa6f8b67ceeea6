import { mainPassages } from '../page/beside-passages.ts';
import { queryTermsOf } from './query.ts';
import { type Scored, scoreSentences } from './score-sentences.ts';
import type { PageText, Sentence } from './usable-sentences.ts';

/** Sentences of an answer at most. */
const MOST = 4;
/** A further sentence must be this good beside the best one. */
const COMPARABLE = 0.75;
/**
 * Covered share of a question's words, rare ones counting more, from which a page is taken to say it. Measured with 1,200
 * questions on 250 web pages: of those with one strange word among three or four, 82 and 96 % reach it; of those about
 * another page 2.2 and 0.4 %.
 */
const SAID = 0.55;
/**
 * Below this share the page is silent: so it is for 97 of 100 questions about other pages (961 tried; a false `said` 0.5), and
 * for 26 of 100 whose answer is there, nearly all of them in other words than the question's (`npm run bench -- answers`).
 */
const NEAR = 0.42;

export type Answer = {
  /** `said`: the page speaks of what is asked. `near`: it only touches it. */
  readonly fit: 'said' | 'near';
  /** One to four, in the page's order; a single one when only near. */
  readonly sentences: readonly Sentence[];
};

/**
 * The sentences of a page that answer a question, verbatim; null when the page does not speak of it. What stands beside the main
 * content is looked into only where the main content does not say it, and counts only where it does.
 */
export function answer(page: PageText, question: string): Answer | null {
  const terms = queryTermsOf(question, page.language);
  const main = mainPassages(page.passages);
  const found = bestOf(scoreSentences({ ...page, passages: main }, terms));
  if (found?.fit === 'said' || main.length === page.passages.length) return found;
  const anywhere = bestOf(scoreSentences(page, terms));
  return anywhere?.fit === 'said' ? anywhere : found;
}

function bestOf(scored: readonly Scored[]): Answer | null {
  const best = scored.reduce((most, { score }) => Math.max(most, score), 0);
  if (best < NEAR) return null;
  const fit = best < SAID ? 'near' : 'said';
  const chosen = [...scored]
    .sort((left, right) => right.score - left.score)
    .filter(({ score }) => score >= best * COMPARABLE)
    .slice(0, fit === 'near' ? 1 : MOST);
  return { fit, sentences: scored.filter((one) => chosen.includes(one)).map(({ sentence }) => sentence) };
}
