/** As many as one sentence can hold. */
const SHOWN = 3;

/**
 * The likeliest of the names for one that is not among them, at most three. A name that holds the other (`llama3` and
 * `llama3.2:3b`) comes first, then by how many letters differ.
 */
export function nearestNames(wanted: string, names: readonly string[]): readonly string[] {
  const distance = (name: string): number => {
    const [one, other] = [wanted.toLowerCase(), name.toLowerCase()];
    const isPart = one !== '' && (other.includes(one) || one.includes(other));
    return isPart ? Math.abs(one.length - other.length) / 1000 : editDistance(one, other);
  };
  return names
    .map((name) => ({ name, distance: distance(name) }))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, SHOWN)
    .map(({ name }) => name);
}

/** How many letters must be put in, taken out or replaced (Levenshtein). */
function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...one].entries()) {
    const current = [row + 1];
    for (let column = 1; column <= other.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}
