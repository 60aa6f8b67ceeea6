import { mainPassages } from '../../../lib/page/beside-passages.ts';
import { estimateTokens } from '../../../lib/search/tokens.ts';
import type { PageText } from '../../../lib/search/usable-sentences.ts';
import type { Question } from './question-set.ts';

/** Words of a quote at most. */
const QUOTE_WORDS = 12;
/** Tokens that make one page long, by our estimate, and several together. */
const LONG = { page: 6_000, pages: 10_000 } as const;

/** What is wrong with the questions by themselves, a sentence each. */
export function faultsOf(questions: readonly Question[]): string[] {
  const seen = new Set<string>();
  return questions.flatMap(({ pages, question, quote, wording }) => {
    const faults: string[] = [];
    if (seen.has(question)) faults.push('is asked twice');
    seen.add(question);
    if (pages.length === 0 || new Set(pages).size < pages.length) faults.push('has no pages or one twice');
    if (quote.trim() === '' || quote.split(/\s+/).length > QUOTE_WORDS)
      faults.push(`has a quote of 0 or over ${QUOTE_WORDS} words`);
    if (wording !== 'near' && wording !== 'far') faults.push('is neither near nor far');
    return faults.map((fault) => `“${question}” ${fault}.`);
  });
}

/** What is wrong with a question beside the corpus: `truths` by page id. */
export function faultsBeside(truths: ReadonlyMap<string, string>, { pages, question, quote }: Question): string[] {
  const texts = pages.map((id) => truths.get(id)?.replace(/\s+/g, ' '));
  if (texts.includes(undefined)) return [`“${question}” asks for a page that the corpus does not have.`];
  return texts.some((text) => text?.includes(quote)) ? [] : [`“${quote}” stands on no page of its question.`];
}

/** Whether the main content of a question's pages, as capture made it, is long enough to ask for a part of it. */
export function isLong({ passages }: PageText, { pages }: Question): boolean {
  const tokens = mainPassages(passages).reduce((sum, { text }) => sum + estimateTokens(text), 0);
  return tokens >= (pages.length === 1 ? LONG.page : LONG.pages);
}
