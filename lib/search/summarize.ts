import { type Section, sectionsOf } from './page-sections.ts';
import { pickDiverse, rankSentences } from './rank-sentences.ts';
import { FEW, type PageText, type Sentence, usableSentences } from './usable-sentences.ts';

/** Sentences of a summary at most. */
const MOST = 8;
/** One sentence more for each so many on the page. */
const PER = 15;
/** Above this many sentences a summary goes by sections, so that the end of a long page is in it too. */
const LONG = 40;

/**
 * The sentences that say most of what a page says, verbatim and in the page's order: one section without a heading for most
 * pages, one per section for long ones. At least three sentences if the page has three worth quoting; empty if it has none.
 */
export function summarize(page: PageText): Section[] {
  const sentences = usableSentences(page);
  if (sentences.length === 0) return [];
  const sections = sectionsOf(sentences);
  const body = sections.flatMap((section) => section.sentences);
  if (body.length > LONG && sections.length >= FEW) return outline(sections, page.title);
  return [{ heading: null, sentences: best(body, page.title, lengthFor(body.length)) }];
}

function lengthFor(sentences: number): number {
  return Math.min(MOST, FEW + Math.floor(sentences / PER));
}

/** One sentence from each of the larger sections and two from the opening; two from each where sections are few. */
function outline(sections: readonly Section[], title: string): Section[] {
  const [opening, ...others] = sections;
  const larger = others.sort((left, right) => right.sentences.length - left.sentences.length).slice(0, MOST - 2);
  const each = larger.length < MOST / 2 ? 2 : 1;
  return sections
    .filter((section) => section === opening || larger.includes(section))
    .map((section) => ({
      heading: section.heading,
      sentences: best(section.sentences, `${title} ${section.heading ?? ''}`, section === opening ? 2 : each),
    }));
}

function best(sentences: readonly Sentence[], title: string, count: number): Sentence[] {
  const ranked = rankSentences(
    sentences.map(({ text }) => text),
    title,
  );
  const picked = new Set(pickDiverse(ranked, count));
  return sentences.filter((_, place) => picked.has(place));
}
