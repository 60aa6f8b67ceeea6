import type { Passage } from '../page/snapshot.ts';
import { createIndex, type Wanted } from './bm25.ts';
import { wantedOf } from './query.ts';
import { createSentenceSplitter } from './sentences.ts';
import { isWorthReading } from './usable.ts';
import type { PageText, Sentence } from './usable-sentences.ts';
import { isPairOfCharacters, termsOf } from './words.ts';

/** Passages looked into. */
const PASSAGES = 6;
/** A term that stands in the headings above, not in the sentence, counts this much. */
const IN_HEADING = 0.6;
/** As does one that stands elsewhere in the passage. */
const IN_PASSAGE = 0.3;
/** A pair of characters that the page does not have often straddles two words and is none itself. */
const STRADDLING = 0.4;

export type Scored = {
  readonly sentence: Sentence;
  /** Share of the terms that the sentence covers, rare ones counting more: 0 to 1. */
  readonly score: number;
};

/** The sentences of the passages that fit the terms best, each once, in the page's order. */
export function scoreSentences(page: PageText, terms: readonly string[]): Scored[] {
  const index = createIndex(page.passages);
  const wanted = wantedOf(terms, index);
  const hits = index.rank(wanted, PASSAGES);
  const split = createSentenceSplitter(page.language);
  const asked = weighed(wanted, terms, page, split);
  const seen = new Set<string>();
  return hits
    .sort((left, right) => left.index - right.index)
    .flatMap(({ index }) => page.passages.slice(index, index + 1))
    .flatMap((passage) => {
      const coverageOf = createCoverage(asked, passage);
      return split(passage.text).flatMap((text) => {
        if (seen.has(text) || isHeading(text, passage, page.title) || !isWorthReading(text, page.title)) return [];
        seen.add(text);
        const sentence = { text, passage: passage.id, headings: passage.headings };
        return [{ sentence, score: coverageOf(text) }];
      });
    });
}

/**
 * How telling each term is among the page's sentences; one that none of them has tells as much as the rarest, and words of
 * everything tell less.
 */
function weighed(
  wanted: readonly Wanted[],
  asked: readonly string[],
  { passages }: PageText,
  split: (text: string) => string[],
): Wanted[] {
  const sentences = passages.flatMap(({ text }) => split(text).map((sentence) => ({ text: sentence, headings: [] })));
  const index = createIndex(sentences);
  return wanted.map(({ weight, terms }, place) => {
    const term = asked[place] ?? '';
    const straddles = isPairOfCharacters(term) && !index.has(term);
    return { terms, weight: weight * index.weightOf(term) * (straddles ? STRADDLING : 1) };
  });
}

function createCoverage(asked: readonly Wanted[], passage: Passage): (sentence: string) => number {
  const total = asked.reduce((sum, { weight }) => sum + weight, 0);
  const inPassage = new Set(termsOf(passage.text));
  const inHeadings = new Set(termsOf(passage.headings.join('\n')));
  const around = asked.map(({ terms }) =>
    Math.max(IN_HEADING * shareIn(inHeadings, terms), IN_PASSAGE * shareIn(inPassage, terms)),
  );
  return (sentence) => {
    const own = new Set(termsOf(sentence));
    const covered = asked.map(({ weight, terms }, place) => weight * Math.max(shareIn(own, terms), around[place] ?? 0));
    return covered.reduce((sum, share) => sum + share, 0) / total;
  };
}

/** How much of what is asked a text says. */
function shareIn(text: ReadonlySet<string>, terms: ReadonlyMap<string, number>): number {
  let most = 0;
  for (const [term, share] of terms) if (share > most && text.has(term)) most = share;
  return most;
}

/** A heading names what is asked and does not answer it. */
function isHeading(text: string, { headings }: Passage, title: string): boolean {
  return text === title || headings.includes(text);
}
