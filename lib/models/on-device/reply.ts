import type { ModelRequest, PageSource } from '../../assistants/ports.ts';
import { type Answer, answer } from '../../search/answer.ts';
import { openingLines } from '../../search/opening-lines.ts';
import { summarize } from '../../search/summarize.ts';
import { isSummaryWish } from '../../search/summary-wishes.ts';
import type { PageText, Sentence } from '../../search/usable-sentences.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { quotation } from './quotation.ts';

export type Words = {
  /** Said when no page speaks of what is asked. */
  readonly nothingFound: string;
};

/** A reply in Markdown, piece by piece: one piece holds one quoted sentence. Empty when there is no text to quote. */
export function reply({ task, question, sources }: ModelRequest, words: Words): string[] {
  const readable = sources.filter(({ passages }) => passages.some(({ text }) => text.trim() !== '')).reverse();
  // What the user marked comes before the page it stands on.
  const inOrder = readable.toSorted((one, other) => Number(isSelection(other)) - Number(isSelection(one)));
  const [first] = inOrder;
  if (first === undefined) return [];
  return task === 'summarize' || isSummaryWish(question) ? summaryOf(first) : answerFrom(inOrder, question, words);
}

function isSelection({ snapshot }: PageSource): boolean {
  return snapshot.kind === 'selection';
}

function summaryOf(source: PageSource): string[] {
  const sections = summarize(pageOf(source));
  if (sections.length === 0) return listed(openingLines(pageOf(source)), source);
  return sections.flatMap(({ heading, sentences }, place) => {
    const [first = '', ...rest] = listed(sentences, source);
    const gap = place === 0 ? '' : '\n\n';
    const title = heading === null ? '' : `**${escapeMarkdown(heading)}**\n\n`;
    return [`${gap}${title}${first}`, ...rest];
  });
}

/** From the first source that says it; else the nearest quotation there is. */
function answerFrom(inOrder: readonly PageSource[], question: string, { nothingFound }: Words): string[] {
  const answers = inOrder.flatMap((source) => {
    const found = answer(pageOf(source), question);
    return found === null ? [] : [{ source, found }];
  });
  const best = answers.find(({ found }) => found.fit === 'said') ?? answers[0];
  if (best === undefined) return [nothingFound];
  const quotations = paragraphOrList(best.found, best.source);
  return best.found.fit === 'said' ? quotations : [`${nothingFound}\n\n`, ...quotations];
}

function paragraphOrList({ sentences }: Answer, source: PageSource): string[] {
  const [only] = sentences;
  return only !== undefined && sentences.length === 1 ? [quotation(only, source)] : listed(sentences, source);
}

function listed(sentences: readonly Sentence[], source: PageSource): string[] {
  return sentences.map((sentence, place) => `${place === 0 ? '' : '\n'}- ${quotation(sentence, source)}`);
}

function pageOf({ passages, snapshot: { title, language } }: PageSource): PageText {
  return { passages, title, language };
}
