/** Less likely blocks are not taken even where that would pay on average. Measured on validation folds: 0.2 to 0.3 are equal. */
const LEAST_CHANCE = 0.25;

/**
 * Which blocks to take for the page's content, given each block's chance of belonging to it and its size in characters. Takes the
 * likeliest ones up to where the expected F1, the balance between losing text and taking too much, is highest.
 */
export function likelyContent(chances: ArrayLike<number>, sizes: ArrayLike<number>): ReadonlySet<number> {
  const order = Array.from({ length: sizes.length }, (_, index) => index)
    .filter((index) => (sizes[index] ?? 0) > 0)
    .sort((one, other) => (chances[other] ?? 0) - (chances[one] ?? 0));
  const wanted = order.reduce((sum, index) => sum + (chances[index] ?? 0) * (sizes[index] ?? 0), 0);
  let taken = 0;
  let right = 0;
  let best = 0;
  let end = 0;
  for (const [place, index] of order.entries()) {
    taken += sizes[index] ?? 0;
    right += (chances[index] ?? 0) * (sizes[index] ?? 0);
    const expected = (2 * right) / (taken + wanted);
    if (expected > best) {
      best = expected;
      end = place + 1;
    }
  }
  return new Set(order.slice(0, end).filter((index) => (chances[index] ?? 0) > LEAST_CHANCE));
}
