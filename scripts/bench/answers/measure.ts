import { answer } from '../../../lib/search/answer.ts';
import type { PageText } from '../../../lib/search/usable-sentences.ts';
import { read } from '../retrieval/asked.ts';
import { bare, type Question } from '../retrieval/question-set.ts';

export type Outcome = Question & {
  /** Asked of pages that have nothing to do with it. */
  readonly isForeign: boolean;
  /** `silent`: it said that the page does not say it. `near`: the same, with the nearest sentence there is. */
  readonly fit: 'said' | 'near' | 'silent';
  /** A passage that was quoted from holds the answer. */
  readonly isRight: boolean;
  /** One of the sentences that were quoted holds it. */
  readonly isExact: boolean;
};

/** How many groups of pages further on the foreign pages of a question are. */
const FURTHER = [5, 11, 17];

/** Every question whose answer capture kept, asked of its own pages. */
export function askOwn(questions: readonly Question[], texts: ReadonlyMap<string, PageText>): Outcome[] {
  return questions.flatMap((asked) => {
    const page = read(texts, asked);
    const isKept = page.passages.some(({ text }) => bare(text).includes(bare(asked.quote)));
    return isKept ? [ask(page, asked, false)] : [];
  });
}

/** Every question, asked of three other questions' pages. */
export function askOfOthers(questions: readonly Question[], texts: ReadonlyMap<string, PageText>): Outcome[] {
  const groups = [...new Map(questions.map(({ pages }) => [pages.join(), pages])).values()];
  return questions.flatMap((asked) => {
    const own = groups.findIndex((pages) => pages.join() === asked.pages.join());
    return FURTHER.flatMap((further) => {
      const pages = groups[(own + further) % groups.length] ?? [];
      const isOwn = pages.some((id) => asked.pages.includes(id));
      return isOwn ? [] : [ask(read(texts, { pages }), asked, true)];
    });
  });
}

function ask(page: PageText, asked: Question, isForeign: boolean): Outcome {
  const quote = bare(asked.quote);
  const found = answer(page, asked.question);
  const quoted = new Set(found?.sentences.map(({ passage }) => passage));
  return {
    ...asked,
    isForeign,
    fit: found?.fit ?? 'silent',
    isRight: page.passages.some(({ id, text }) => quoted.has(id) && bare(text).includes(quote)),
    isExact: found?.sentences.some(({ text }) => bare(text).includes(quote)) ?? false,
  };
}

export function report(outcomes: readonly Outcome[]): string {
  const own = outcomes.filter(({ isForeign }) => !isForeign);
  const foreign = outcomes.filter(({ isForeign }) => isForeign);
  const said = own.filter(({ fit }) => fit === 'said');
  const lines: readonly (readonly [string, readonly Outcome[], (one: Outcome) => boolean])[] = [
    ['answer on the page: something is quoted', own, ({ fit }) => fit !== 'silent'],
    ['  from the passage that answers', own, ({ isRight }) => isRight],
    ['  the very sentence that answers', own, ({ isExact }) => isExact],
    ['given as the answer', own, ({ fit }) => fit === 'said'],
    ['  of these from the passage that answers', said, ({ isRight }) => isRight],
    ['few words shared: something is quoted', own.filter(isFar), ({ fit }) => fit !== 'silent'],
    ['answer not on the page: admitted', foreign, ({ fit }) => fit !== 'said'],
    ['  without a quotation', foreign, ({ fit }) => fit === 'silent'],
  ];
  return lines.map(([name, all, holds]) => `${name.padEnd(42)}${shareOf(all, holds)}`).join('\n');
}

function isFar({ wording }: Outcome): boolean {
  return wording === 'far';
}

function shareOf(all: readonly Outcome[], holds: (one: Outcome) => boolean): string {
  const count = all.filter(holds).length;
  return `${((count / Math.max(1, all.length)) * 100).toFixed(1)} % (${count} of ${all.length})`;
}
