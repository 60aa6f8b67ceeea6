/** A text's terms with their weights, scaled to length 1; the empty text is the empty vector. */
export type TermVector = ReadonlyMap<string, number>;

/** One tf-idf vector per text, from each text's terms; a term's rarity is counted over these texts. */
export function createVectors(texts: readonly (readonly string[])[]): TermVector[] {
  const holders = new Map<string, number>();
  for (const terms of texts) for (const term of new Set(terms)) holders.set(term, (holders.get(term) ?? 0) + 1);
  return texts.map((terms) => {
    const vector = new Map<string, number>();
    for (const term of terms) {
      const rarity = Math.log(1 + texts.length / (holders.get(term) ?? 1));
      vector.set(term, (vector.get(term) ?? 0) + rarity);
    }
    return scaled(vector);
  });
}

/** The direction all vectors have in common. */
export function centroidOf(vectors: readonly TermVector[]): TermVector {
  const sum = new Map<string, number>();
  for (const vector of vectors) for (const [term, weight] of vector) sum.set(term, (sum.get(term) ?? 0) + weight);
  return scaled(sum);
}

/** 0 for nothing in common, 1 for the same words in the same shares. */
export function cosine(left: TermVector, right: TermVector): number {
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  let product = 0;
  for (const [term, weight] of small) product += weight * (large.get(term) ?? 0);
  return product;
}

function scaled(vector: ReadonlyMap<string, number>): TermVector {
  let squares = 0;
  for (const weight of vector.values()) squares += weight * weight;
  const length = Math.sqrt(squares) || 1;
  return new Map([...vector].map(([term, weight]) => [term, weight / length]));
}
