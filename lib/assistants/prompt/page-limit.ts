import type { Run } from '../objects.ts';

/** In a run's metadata: a whole number. */
export const PAGE_TOKENS = 'page_tokens';

/** Tokens of its pages' words that a run reads at most, as we estimate; infinite where nobody has set a limit. */
export function pageLimit({ metadata }: Pick<Run, 'metadata'>): number {
  const limit = Number(metadata[PAGE_TOKENS] ?? '');
  return limit > 0 ? limit : Number.POSITIVE_INFINITY;
}
