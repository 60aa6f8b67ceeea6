/**
 * The metric of WCXB, the Web Content eXtraction Benchmark: F1 over words as multisets. A word is what Python's `\w+` finds in
 * the lower-cased text: letters and numbers of any script and the underscore, no combining marks.
 */
export type Score = { readonly precision: number; readonly recall: number; readonly f1: number };

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** Two empty texts agree; one empty text has nothing in common with any other. */
export function scoreOf(extracted: string, truth: string): Score {
  const found = wordsOf(extracted);
  const wanted = wordsOf(truth);
  if (found.length === 0 && wanted.length === 0) return { precision: 1, recall: 1, f1: 1 };
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of found) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared += 1;
  }
  const precision = found.length === 0 ? 0 : shared / found.length;
  const recall = wanted.length === 0 ? 0 : shared / wanted.length;
  return { precision, recall, f1: shared === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** How many of the snippets stand in the text, whatever the case and the white space. */
export function snippetsIn(text: string, snippets: readonly string[]): number {
  const plain = squeezed(text);
  return snippets.filter((snippet) => plain.includes(squeezed(snippet))).length;
}

function squeezed(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value below which `share` of all values lie; the nearest of those measured. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
