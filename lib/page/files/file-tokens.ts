import { passageTokens } from '../../search/passage-tokens.ts';
import type { PageSnapshot } from '../snapshot.ts';

/** What all of a page takes of a prompt, as we estimate. */
export function snapshotTokens({ passages }: Pick<PageSnapshot, 'passages'>): number {
  return passages.reduce((sum, passage) => sum + passageTokens(passage), 0);
}
