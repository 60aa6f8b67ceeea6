import type { PageText } from '../../../lib/search/usable-sentences.ts';
import type { CorpusPage } from '../pages/corpus.ts';
import { joinPages } from './join-pages.ts';
import type { Question } from './question-set.ts';

/** The pages that a question is asked of. */
export function pagesAsked(pages: readonly CorpusPage[], questions: readonly Question[]): CorpusPage[] {
  const asked = new Set(questions.flatMap(({ pages: ids }) => ids));
  return pages.filter(({ id }) => asked.has(id));
}

/** What a question is asked of: a page, or several as one. */
export function read(texts: ReadonlyMap<string, PageText>, { pages }: Pick<Question, 'pages'>): PageText {
  return joinPages(pages.flatMap((id) => texts.get(id) ?? []));
}
