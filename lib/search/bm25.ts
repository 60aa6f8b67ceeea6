import { termsOf } from './words.ts';

export type SearchDocument = {
  readonly text: string;
  /** Headings above the text, outermost first; their words count once more each time the option says. */
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

export type SearchIndex = {
  /** Best first, at most `limit`, only documents that share a term with the query. Equal scores keep document order. */
  search(terms: readonly string[], limit: number): SearchHit[];
  /** How telling a term is here: the largest for one that a single document has, or none. */
  weightOf(term: string): number;
  has(term: string): boolean;
};

type Posting = { readonly index: number; readonly count: number };

/** Okapi BM25 over the words of the documents and of the headings above them. */
export function createIndex(documents: readonly SearchDocument[], options: IndexOptions = {}): SearchIndex {
  const { k1 = 1.2, b = 0.75 } = options;
  const postings = new Map<string, Posting[]>();
  const lengths = documents.map((document, index) => addDocument(postings, document, index));
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(documents.length, 1);

  const weightOf = (term: string): number => {
    const holders = postings.get(term)?.length ?? 1;
    return Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5));
  };

  const search = (terms: readonly string[], limit: number): SearchHit[] => {
    const scores = new Map<number, number>();
    for (const term of new Set(terms)) {
      const weight = weightOf(term);
      for (const { index, count } of postings.get(term) ?? []) {
        const length = (lengths[index] ?? 0) / averageLength;
        const score = (weight * count * (k1 + 1)) / (count + k1 * (1 - b + b * length));
        scores.set(index, (scores.get(index) ?? 0) + score);
      }
    }
    return [...scores]
      .map(([index, score]) => ({ index, score }))
      .sort((left, right) => right.score - left.score || left.index - right.index)
      .slice(0, limit);
  };

  return { search, weightOf, has: (term) => postings.has(term) };
}

/** Files the document under each of its terms; its length in terms. */
function addDocument(postings: Map<string, Posting[]>, document: SearchDocument, index: number): number {
  const terms = termsOf([...document.headings, document.text].join('\n'));
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const [term, count] of counts) {
    const list = postings.get(term);
    if (list === undefined) postings.set(term, [{ index, count }]);
    else list.push({ index, count });
  }
  return terms.length;
}
