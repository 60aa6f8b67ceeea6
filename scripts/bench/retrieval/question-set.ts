import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A question about one long page, or about several pages read together, and where its answer stands. */
export type Question = {
  /** Ids of the corpus. More than one: the pages are read as one text, in this order. */
  readonly pages: readonly string[];
  readonly kind: string;
  /** `far`: it shares few telling words with the passage that answers it. */
  readonly wording: 'near' | 'far';
  /** The settings of the search were chosen with `dev` alone; `test` and `fresh` tell whether they hold elsewhere. */
  readonly part: 'dev' | 'test' | 'fresh';
  readonly question: string;
  /** Words that answer it, verbatim in the true text of one of the pages. */
  readonly quote: string;
};

type Group = {
  readonly pages: readonly string[];
  /** Asked of pages that nothing was tried on, after the settings were chosen. */
  readonly fresh?: true;
  readonly questions: readonly Omit<Question, 'pages' | 'part'>[];
};

/** The questions the project ships, in the order of the file. */
export function questionSet(): readonly Question[] {
  const groups = JSON.parse(readFileSync(join(import.meta.dirname, 'questions.json'), 'utf8')) as readonly Group[];
  return groups.flatMap(({ pages, fresh, questions }) =>
    questions.map((one) => ({ ...one, pages, part: fresh === undefined ? halfOf(one.question) : 'fresh' })),
  );
}

/** By a hash, so that nobody chooses. */
function halfOf(question: string): 'dev' | 'test' {
  let hash = 0;
  for (const character of question) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return ((hash >>> 4) & 1) === 0 ? 'dev' : 'test';
}

/** Letters and digits alone: true texts and pages space and punctuate differently. */
export function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
