/** What is counted. */
export type UsageMeasure = 'tokens' | 'usd';

/** The models with the most tokens have colours of their own, and all others one. */
export function seriesOf(place: number): number {
  return Math.min(place, 5);
}
