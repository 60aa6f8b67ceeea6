/** How little a place further down a ranking counts less; 60 as in the paper that proposed the fusion. */
const RANK_OFFSET = 60;

/** What the place in one ranking adds to a thing's score in all of them; places count from 0. */
export function weightOfPlace(place: number): number {
  return 1 / (RANK_OFFSET + place + 1);
}

/**
 * Rankings of the same things as one, best first, by the sum of 1 / (60 + place): what several put high comes first, whatever
 * their scores mean. A thing that a ranking does not have gets nothing from it. Equal ones in the order of the first ranking.
 */
export function fuseRankings(rankings: readonly (readonly number[])[]): number[] {
  const scores = new Map<number, number>();
  for (const ranking of rankings) {
    ranking.forEach((thing, place) => {
      scores.set(thing, (scores.get(thing) ?? 0) + weightOfPlace(place));
    });
  }
  return [...scores].sort(([, left], [, right]) => right - left).map(([thing]) => thing);
}

/** Places of the numbers, largest first; those that are not above 0 or no number at all are left out. */
export function rankingOf(similarities: Float32Array): number[] {
  return [...similarities.keys()]
    .filter((place) => (similarities[place] ?? 0) > 0)
    .sort((left, right) => (similarities[right] ?? 0) - (similarities[left] ?? 0) || left - right);
}
