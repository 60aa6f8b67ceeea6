import { wordsOf } from '../bench/pages/score.ts';

/** Long runs of words first: they cannot be mistaken, and they tell where the short ones belong. */
const RUNS = [12, 8, 5, 3, 2, 1];

/** Runs of this few words stand everywhere; they count only where the text around them has been found. */
const UNSURE = 2;

/** How far from its expected place an unsure run may be found, in words. */
const REACH = 40;

/** The share of each block's words that stand in the true text, at about the same place. */
export function sharesIn(
  truth: string,
  blocks: readonly string[],
): { readonly shares: number[]; readonly words: number[] } {
  const words = blocks.map(wordsOf);
  const page = words.flat();
  const places = align(page, wordsOf(truth));
  let start = 0;
  const shares = words.map((own) => {
    const end = start + own.length;
    let found = 0;
    for (; start < end; start += 1) if ((places[start] ?? -1) >= 0) found += 1;
    return own.length === 0 ? 0 : found / own.length;
  });
  return { shares, words: words.map((own) => own.length) };
}

/** For each word of the page its place in the truth, or -1. */
function align(page: readonly string[], truth: readonly string[]): Int32Array {
  const places = new Int32Array(page.length).fill(-1);
  const taken = new Uint8Array(truth.length);
  for (const run of RUNS) {
    const known = runsOf(truth, run, (at) => taken[at] === 0);
    for (const isStrict of run > UNSURE ? [true, false] : [true]) {
      matchRuns({ page, places, taken, known, run, isStrict });
    }
  }
  return places;
}

type Pass = {
  readonly page: readonly string[];
  readonly places: Int32Array;
  readonly taken: Uint8Array;
  readonly known: ReadonlyMap<string, readonly number[]>;
  readonly run: number;
  /** Only near the place where the neighbours say. */
  readonly isStrict: boolean;
};

function matchRuns({ page, places, taken, known, run, isStrict }: Pass): void {
  const next = nextFound(places);
  let last = -1;
  for (let at = 0; at + run <= page.length; at += 1) {
    const place = places[at] ?? -1;
    if (place >= 0) {
      last = at;
      continue;
    }
    const candidates = known.get(page.slice(at, at + run).join(' '));
    if (!candidates || !isFree(places, at, run, -1)) continue;
    const expected: number[] = [];
    if (last >= 0) expected.push((places[last] ?? 0) + (at - last));
    const following = next[at] ?? -1;
    if (following >= 0) expected.push((places[following] ?? 0) - (following - at));
    let best = -1;
    let distance = Number.POSITIVE_INFINITY;
    for (const candidate of candidates) {
      if (!isFree(taken, candidate, run, 0)) continue;
      const off = Math.min(...expected.map((one) => Math.abs(one - candidate)), expected.length === 0 ? 1e6 : 1e9);
      if (off < distance) {
        best = candidate;
        distance = off;
      }
    }
    if (best < 0 || (isStrict && distance > (run > UNSURE ? REACH * 3 : REACH))) continue;
    for (let step = 0; step < run; step += 1) {
      places[at + step] = best + step;
      taken[best + step] = 1;
    }
  }
}

function runsOf(words: readonly string[], run: number, isOpen: (at: number) => boolean): Map<string, number[]> {
  const runs = new Map<string, number[]>();
  for (let at = 0; at + run <= words.length; at += 1) {
    if (!isOpen(at)) continue;
    const key = words.slice(at, at + run).join(' ');
    const known = runs.get(key);
    if (known) known.push(at);
    else runs.set(key, [at]);
  }
  return runs;
}

function isFree(marks: Int32Array | Uint8Array, start: number, run: number, free: number): boolean {
  for (let at = start; at < start + run; at += 1) if (marks[at] !== free) return false;
  return true;
}

function nextFound(places: Int32Array): Int32Array {
  const next = new Int32Array(places.length).fill(-1);
  let found = -1;
  for (let at = places.length - 1; at >= 0; at -= 1) {
    next[at] = found;
    if ((places[at] ?? -1) >= 0) found = at;
  }
  return next;
}
