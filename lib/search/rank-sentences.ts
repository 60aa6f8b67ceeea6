import { centroidOf, cosine, createVectors, type TermVector } from './vectors.ts';
import { termsOf } from './words.ts';

/** Share of the title's likeness beside the whole text's. */
const TITLE = 0.6;
/** How fast a sentence loses weight with its place: 1 / (1 + POSITION · place). */
const POSITION = 0.1;
/** A question asks for what a summary should say. */
const QUESTION = 0.7;
const ASKS = /[?？؟]["'”’»)]*$/u;
/** Worth of a sentence against its newness beside those already taken (maximal marginal relevance). */
const LAMBDA = 0.8;

export type Ranked = { readonly score: number; readonly vector: TermVector };

/**
 * How much of a text each of its sentences says: likeness to the whole and to the title, falling with the place. The best of 22
 * small methods tried on 493 web articles against their own descriptions: two sentences reach ROUGE-1 32.0, the first two of
 * the page 27.3. The constants are flat around these values.
 */
export function rankSentences(sentences: readonly string[], title: string): Ranked[] {
  const vectors = createVectors([...sentences, title].map(termsOf));
  const titleVector = vectors.pop() ?? new Map();
  const centroid = centroidOf(vectors);
  return vectors.map((vector, place) => {
    const likeness = cosine(vector, centroid) + TITLE * cosine(vector, titleVector);
    const standing = ASKS.test(sentences[place] ?? '') ? QUESTION : 1;
    return { vector, score: (likeness * standing) / (1 + POSITION * place) };
  });
}

/** Places of the `count` best that do not repeat each other, best first. */
export function pickDiverse(ranked: readonly Ranked[], count: number): number[] {
  const top = ranked.reduce((most, { score }) => Math.max(most, score), Number.MIN_VALUE);
  const picked: number[] = [];
  const likeness = ranked.map(() => 0);
  while (picked.length < Math.min(count, ranked.length)) {
    const best = bestOf(ranked, (place, { score }) =>
      picked.includes(place)
        ? Number.NEGATIVE_INFINITY
        : (LAMBDA * score) / top - (1 - LAMBDA) * (likeness[place] ?? 0),
    );
    picked.push(best);
    const vector = ranked[best]?.vector ?? new Map();
    ranked.forEach((other, place) => {
      likeness[place] = Math.max(likeness[place] ?? 0, cosine(other.vector, vector));
    });
  }
  return picked;
}

function bestOf<T>(items: readonly T[], worth: (place: number, item: T) => number): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  items.forEach((item, place) => {
    const value = worth(place, item);
    if (value > most) [best, most] = [place, value];
  });
  return best;
}
