import { passageTokens } from '../../search/passage-tokens.ts';
import type { Context } from '../context.ts';

/** What a page may take of the tokens that are left, once those before it have been read. */
type ShareOf = (file_id: string, left: number) => number;

/**
 * Pages that are asked about together share the budget: each gets what it needs up to an equal share, and what some leave goes
 * to those that can use it. A page that is asked about alone gets it all.
 */
export async function sharesOf({ store }: Pick<Context, 'store'>, fileIds: Iterable<string>): Promise<ShareOf> {
  const needs = new Map<string, number>();
  for (const id of fileIds) {
    const passages = (await store.files.snapshot(id))?.passages;
    if (passages !== undefined)
      needs.set(
        id,
        passages.map(passageTokens).reduce((sum, tokens) => sum + tokens, 0),
      );
  }
  return (file_id, left) => {
    const place = [...needs.keys()].indexOf(file_id);
    const share = needs.size < 2 ? left : (fairShares([...needs.values()], left)[place] ?? left);
    needs.delete(file_id);
    return share;
  };
}

export function fairShares(needs: readonly number[], budget: number): readonly number[] {
  const shares = needs.map(() => 0);
  const smallestFirst = needs.map((need, place) => ({ need, place })).sort((one, other) => one.need - other.need);
  let left = budget;
  let waiting = needs.length;
  for (const { need, place } of smallestFirst) {
    const share = Math.min(need, Math.floor(left / waiting));
    shares[place] = share;
    left -= share;
    waiting -= 1;
  }
  return shares;
}
