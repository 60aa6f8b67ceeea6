import { openingLines } from '../../../lib/search/opening-lines.ts';
import { summarize } from '../../../lib/search/summarize.ts';
import { type PageText, usableSentences } from '../../../lib/search/usable-sentences.ts';
import { countWords } from '../../../lib/search/words.ts';
import type { CorpusPage } from '../pages/corpus.ts';
import { bare } from '../retrieval/question-set.ts';

export type Summary = {
  readonly id: string;
  readonly type: string;
  /** Sentences of the page that could be quoted. */
  readonly of: number;
  readonly sentences: number;
  readonly words: number;
  /** Sentences that stand in the marked content. */
  readonly content: number;
  /** Sentences that hold a snippet that must not be found. */
  readonly forbidden: number;
  readonly isInOrder: boolean;
  /** There was no sentence to quote: the first lines were. */
  readonly isOpening: boolean;
};

/** Sentences on a page up to which it is short, middling, long. */
const SIZES = [15, 60, Number.POSITIVE_INFINITY] as const;

export function sumUp({ id, type, truth, forbidden }: CorpusPage, page: PageText): Summary {
  const chosen = summarize(page).flatMap(({ sentences }) => sentences);
  const shown = chosen.length === 0 ? openingLines(page) : chosen;
  const marked = bare(truth);
  const unwanted = forbidden.map(bare).filter((snippet) => snippet !== '');
  const places = shown.map(({ passage }) => passage);
  return {
    id,
    type,
    of: usableSentences(page).length,
    sentences: shown.length,
    words: shown.reduce((sum, { text }) => sum + countWords(text), 0),
    content: shown.filter(({ text }) => marked.includes(bare(text))).length,
    forbidden: shown.filter(({ text }) => unwanted.some((snippet) => bare(text).includes(snippet))).length,
    isInOrder: places.every((place, index) => place >= (places[index - 1] ?? 0)),
    isOpening: chosen.length === 0,
  };
}

export function report(summaries: readonly Summary[]): string {
  const bySize = Map.groupBy(summaries, ({ of }) => `sentences: up to ${SIZES.find((most) => of <= most)}`);
  const groups = new Map([
    ['all', summaries],
    ...[...Map.groupBy(summaries, ({ type }) => type)].sort(([left], [right]) => (left < right ? -1 : 1)),
    ...[...bySize].sort(([, left], [, right]) => (left[0]?.of ?? 0) - (right[0]?.of ?? 0)),
  ]);
  const head = ['pages', 'sentences', 'words', 'content', 'forbidden', 'in order', 'first lines'];
  return [line('', head), ...[...groups].map(([name, of]) => line(name, figuresOf(of)))].join('\n');
}

function figuresOf(summaries: readonly Summary[]): string[] {
  const sum = (value: (one: Summary) => number) => summaries.reduce((total, one) => total + value(one), 0);
  const sentences = sum((one) => one.sentences);
  const mean = (total: number) => (total / summaries.length).toFixed(1);
  const share = (part: number) => `${((part / Math.max(1, sentences)) * 100).toFixed(1)} %`;
  return [
    `${summaries.length}`,
    mean(sentences),
    mean(sum(({ words }) => words)),
    share(sum(({ content }) => content)),
    share(sum(({ forbidden }) => forbidden)),
    `${sum(({ isInOrder }) => Number(isInOrder))}`,
    `${sum(({ isOpening }) => Number(isOpening))}`,
  ];
}

function line(name: string, figures: readonly string[]): string {
  return name.padEnd(24) + figures.map((figure) => figure.padStart(12)).join('');
}
