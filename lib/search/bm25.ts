import { compoundsIn } from './compounds.ts';
import { termOf, wordsOf } from './words.ts';

export type SearchDocument = {
  readonly text: string;
  /** Headings above the text, outermost first; their words count as often as the text's. */
  readonly headings: readonly string[];
};

export type IndexOptions = {
  /** How soon a repeated word stops adding, from 0. */
  readonly k1?: number;
  /** How much a long document is held back, 0 to 1. */
  readonly b?: number;
};

export type SearchHit = {
  /** Place of the document in the list the index was made from. */
  readonly index: number;
  readonly score: number;
};

/** One thing a query asks for, and the terms that say it. */
export type Wanted = {
  /** 1 for an ordinary word. */
  readonly weight: number;
  /** How much each term counts as saying it: 1 for the word itself, less for a related one. */
  readonly terms: ReadonlyMap<string, number>;
};

export type SearchIndex = {
  /** Best first, at most `limit`, only documents that share a term with the query. Equal scores keep document order. */
  search(terms: readonly string[], limit: number): SearchHit[];
  /**
   * The same for things that several terms say: they are one word to the count, as rare as all of them together, so that a
   * rare synonym is not worth more than the word that was asked.
   */
  rank(wanted: readonly Wanted[], limit: number): SearchHit[];
  /** How telling a term is here: the largest for one that a single document has, or none. */
  weightOf(term: string): number;
  has(term: string): boolean;
  /** Terms of words here that end with what the term begins: "headlights" for "lights". */
  compoundsOf(term: string): readonly string[];
};

type Posting = { readonly index: number; readonly count: number };

/** Okapi BM25 over the words of the documents and of the headings above them. */
export function createIndex(documents: readonly SearchDocument[], options: IndexOptions = {}): SearchIndex {
  const { k1 = 1.2, b = 0.75 } = options;
  const postings = new Map<string, Posting[]>();
  const terms = new Map<string, string>();
  const lengths = documents.map((document, index) => addDocument({ postings, terms }, document, index));
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(documents.length, 1);

  const rarity = (holders: number): number => Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5));

  const rank = (wanted: readonly Wanted[], limit: number): SearchHit[] => {
    const scores = new Map<number, number>();
    for (const { weight, terms } of wanted) {
      const counts = countsOf(terms, postings);
      const holders = [...counts.values()].reduce((sum, count) => sum + Math.min(count, 1), 0);
      for (const [index, count] of counts) {
        const length = (lengths[index] ?? 0) / averageLength;
        const score = (weight * rarity(holders) * count * (k1 + 1)) / (count + k1 * (1 - b + b * length));
        scores.set(index, (scores.get(index) ?? 0) + score);
      }
    }
    return [...scores]
      .map(([index, score]) => ({ index, score }))
      .sort((left, right) => right.score - left.score || left.index - right.index)
      .slice(0, limit);
  };

  return {
    rank,
    search: (terms, limit) =>
      rank(
        [...new Set(terms)].map((term) => ({ weight: 1, terms: new Map([[term, 1]]) })),
        limit,
      ),
    weightOf: (term) => rarity(postings.get(term)?.length ?? 1),
    has: (term) => postings.has(term),
    compoundsOf: (term) => compoundsIn(terms, term),
  };
}

/** By document, how often it says what the terms say. */
function countsOf(terms: ReadonlyMap<string, number>, postings: ReadonlyMap<string, Posting[]>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const [term, share] of terms) {
    for (const { index, count } of postings.get(term) ?? []) {
      counts.set(index, (counts.get(index) ?? 0) + share * count);
    }
  }
  return counts;
}

type Filed = {
  readonly postings: Map<string, Posting[]>;
  /** The term of every word, found once for all documents. */
  readonly terms: Map<string, string>;
};

/** Files the document under each of its terms; its length in terms. */
function addDocument({ postings, terms }: Filed, document: SearchDocument, index: number): number {
  const words = wordsOf([...document.headings, document.text].join('\n'));
  const counts = new Map<string, number>();
  for (const word of words) {
    const term = terms.get(word) ?? termOf(word);
    terms.set(word, term);
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  for (const [term, count] of counts) {
    const list = postings.get(term);
    if (list === undefined) postings.set(term, [{ index, count }]);
    else list.push({ index, count });
  }
  return words.length;
}
