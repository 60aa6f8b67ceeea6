import { mainPassages } from '../page/beside-passages.ts';
import type { Passage } from '../page/snapshot.ts';
import { createSentenceSplitter } from './sentences.ts';
import { usableAs } from './usable.ts';

/** Fewer whole sentences than this on a page, and its lines without an end count as well. */
export const FEW = 3;

export type Sentence = {
  /** Verbatim part of the passage's text. */
  readonly text: string;
  /** Id of the passage. */
  readonly passage: number;
  readonly headings: readonly string[];
};

export type PageText = {
  readonly passages: readonly Passage[];
  readonly title: string;
  /** BCP 47, as the page declares it. */
  readonly language: string | null;
};

/**
 * What a summary can quote from a page's main content, each once, in the page's order; headings are not repeated as sentences.
 */
export function usableSentences({ passages, title, language }: PageText): Sentence[] {
  const split = createSentenceSplitter(language);
  const seen = new Set<string>();
  const lines = mainPassages(passages).flatMap(({ id, headings, text }) =>
    split(text).flatMap((sentence) => {
      const use = sentence === title || headings.includes(sentence) ? null : usableAs(sentence, title);
      const key = sentence.toLowerCase();
      if (use === null || seen.has(key)) return [];
      seen.add(key);
      return [{ use, sentence: { text: sentence, passage: id, headings } }];
    }),
  );
  const whole = lines.filter(({ use }) => use === 'sentence');
  return (whole.length < FEW ? lines : whole).map(({ sentence }) => sentence);
}
