import type { Passage } from '../page/snapshot.ts';
import { estimateTokens } from './tokens.ts';

/** Texts in one request: servers take 2,048 at most, small local ones are slow with many. */
const MOST_TEXTS = 64;
/** Tokens in one request, by our estimate. */
const MOST_TOKENS = 8_000;

/**
 * Under what the vectors of a page are kept: they hold as long as its text, the model and the wording of `embeddedText` do.
 * `content_hash` is the snapshot's; a page that was captured again without a change finds its vectors.
 */
export function embeddingsKey(content_hash: string, model: string): string {
  return `1:${content_hash}:${model}`;
}

/** What a model is given for a passage: the headings say what the text is about. */
export function embeddedText({ headings, text }: Passage): string {
  return headings.length === 0 ? text : `${headings.join(' › ')}\n${text}`;
}

/** The texts in their order, parted into requests. A text that is over the limit by itself gets a request of its own. */
export function embeddingRequests(texts: readonly string[]): string[][] {
  const requests: string[][] = [];
  let tokens = 0;
  for (const text of texts) {
    const cost = estimateTokens(text);
    const open = requests.at(-1);
    if (open === undefined || open.length >= MOST_TEXTS || tokens + cost > MOST_TOKENS) {
      requests.push([text]);
      tokens = cost;
    } else {
      open.push(text);
      tokens += cost;
    }
  }
  return requests;
}

/**
 * Cosine of each vector with the question's, in their order. 0 where a vector is missing, of another length, without a
 * direction, or not made of numbers: a server's mistake must not bring a passage to the top.
 */
export function similaritiesTo(question: Float32Array, vectors: readonly (Float32Array | undefined)[]): Float32Array {
  return Float32Array.from(vectors, (vector) => (vector === undefined ? 0 : cosineOf(question, vector)));
}

function cosineOf(left: Float32Array, right: Float32Array): number {
  if (left.length !== right.length) return 0;
  let product = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (let index = 0; index < left.length; index += 1) {
    const one = left[index] ?? 0;
    const other = right[index] ?? 0;
    product += one * other;
    leftSquares += one * one;
    rightSquares += other * other;
  }
  const cosine = product / Math.sqrt(leftSquares * rightSquares);
  return Number.isFinite(cosine) ? cosine : 0;
}
