/** How an answer names the passages it rests on: `【12】`, `【12, 14】`, `【12-14】`, `【12†what a model adds】`. */

const NUMBER = '[0-9０-９]{1,6}';

/** The numbers of one marker, in any brackets; a pattern. */
export const NUMBERS = `${NUMBER}(?:\\s*(?:[,;，、；&–—-]|and)\\s*${NUMBER})*`;

/** A marker in our brackets; a pattern whose one group is the numbers. */
export const MARKER = `【\\s*(${NUMBERS})\\s*(?:†[^【】\\n]{0,200})?】`;

/** A range of more passages than this is no place to look at. */
const LONGEST_RANGE = 10;

/** `7-9` means all three; `9-7` and a range that is too long mean its ends. Each once. */
export function numbersOf(list: string): number[] {
  const numbers = list
    .normalize('NFKC')
    .split(/[,;、&]|and/)
    .flatMap((part) => {
      const ends = part.split(/[–—-]/).map(Number);
      const [first = 0, last = first] = ends;
      if (ends.length !== 2 || last <= first || last - first >= LONGEST_RANGE) return ends;
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
  return [...new Set(numbers)];
}

/** The words alone, for reading aloud, copying, and sending them to a model again. */
export function stripMarkers(text: string): string {
  return text.replace(new RegExp(`[^\\S\\n]*${MARKER}`, 'g'), '');
}
