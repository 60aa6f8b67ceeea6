import type { Passage } from '../page/snapshot.ts';
import { createIndex } from './bm25.ts';
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
  const hits = createIndex(page.passages).search(terms, PASSAGES);
  const split = createSentenceSplitter(page.language);
  const weights = weightsOf(terms, page, split);
  const seen = new Set<string>();
  return hits
    .sort((left, right) => left.index - right.index)
    .flatMap(({ index }) => page.passages.slice(index, index + 1))
    .flatMap((passage) => {
      const coverageOf = createCoverage(weights, passage);
      return split(passage.text).flatMap((text) => {
        if (seen.has(text) || isHeading(text, passage, page.title) || !isWorthReading(text, page.title)) return [];
        seen.add(text);
        const sentence = { text, passage: passage.id, headings: passage.headings };
        return [{ sentence, score: coverageOf(text) }];
      });
    });
}

type Weights = ReadonlyMap<string, number>;

/** How telling each term is among the page's sentences; one that none of them has tells as much as the rarest. */
function weightsOf(terms: readonly string[], { passages }: PageText, split: (text: string) => string[]): Weights {
  const sentences = passages.flatMap(({ text }) => split(text).map((sentence) => ({ text: sentence, headings: [] })));
  const index = createIndex(sentences);
  return new Map(
    terms.map((term) => {
      const straddles = isPairOfCharacters(term) && !index.has(term);
      return [term, index.weightOf(term) * (straddles ? STRADDLING : 1)];
    }),
  );
}

function createCoverage(weights: Weights, passage: Passage): (sentence: string) => number {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const inPassage = new Set(termsOf(passage.text));
  const inHeadings = new Set(termsOf(passage.headings.join('\n')));
  return (sentence) => {
    const own = new Set(termsOf(sentence));
    let covered = 0;
    for (const [term, weight] of weights) {
      if (own.has(term)) covered += weight;
      else if (inHeadings.has(term)) covered += weight * IN_HEADING;
      else if (inPassage.has(term)) covered += weight * IN_PASSAGE;
    }
    return covered / total;
  };
}

/** A heading names what is asked and does not answer it. */
function isHeading(text: string, { headings }: Passage, title: string): boolean {
  return text === title || headings.includes(text);
}
