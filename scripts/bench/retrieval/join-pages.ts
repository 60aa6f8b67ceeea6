import type { PageText } from '../../../lib/search/usable-sentences.ts';

/**
 * Several pages as one text to search in: passages numbered on through all of them, in order, each with its page's title as the
 * outermost heading. One budget then goes to the pages that answer, instead of an equal share to each. Title and language
 * are the last page's, the one a question is most often about. One page stays as it is.
 */
export function joinPages(pages: readonly PageText[]): PageText {
  const [last] = pages.slice(-1);
  if (last === undefined || pages.length === 1) return last ?? { passages: [], title: '', language: null };
  let next = 1;
  const passages = pages.flatMap(({ title, passages: own }) =>
    own.map((passage) => ({
      ...passage,
      id: next++,
      headings: title === '' ? passage.headings : [title, ...passage.headings],
    })),
  );
  return { passages, title: last.title, language: last.language };
}
