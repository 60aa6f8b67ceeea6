/**
 * A budget among several, in their order: each gets what it needs up to an equal share, and what some leave goes to those that
 * can use it.
 */
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
