/** Distinct words of a large database of conversations. */
const VOCABULARY = 20_000;
const LENGTH = 60;
const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu bra cle dri flo gru'.split(' ');

/** The word of a rank; the first ranks are said most often. */
export function wordOf(rank: number): string {
  const digits = (rank + SYLLABLES.length ** 2).toString(SYLLABLES.length);
  return [...digits].map((digit) => SYLLABLES[Number.parseInt(digit, SYLLABLES.length)] ?? '').join('');
}

/** Sixty words, of which a few are said all the time and most hardly ever (Zipf's law). The same for the same seed. */
export function zipfText(seed: number): string {
  let state = (seed + 1) * 2_654_435_761;
  const next = () => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const words = Array.from({ length: LENGTH }, () => wordOf(Math.floor(VOCABULARY ** next()) - 1));
  return `${words.slice(0, 30).join(' ')}.\n\n${words.slice(30).join(' ')}.`;
}
