/**
 * Work that can be laid aside between any two of its steps. Each step is far shorter than what a user notices, except one before
 * which `long` is said. What a step is begun with tells whether others have had their turn since the last one.
 */
export type Steps<T> = Generator<'long' | undefined, T, boolean | undefined>;

/** All of it in one go. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** How long to work, and how to let others have their turn. */
export type Pace = {
  /** Whether what was begun last has taken long enough. Asked after each step. */
  readonly isDue: () => boolean;
  /** Lets the page answer its user; the next slice begins when it resolves. */
  readonly pause: () => Promise<void>;
};

/** The result at once where one slice is enough, else a promise of it. */
export function inSlices<T>(steps: Steps<T>, pace: Pace): T | Promise<T> {
  const first = slice(steps, pace);
  return first.done ? first.value : others(steps, pace);
}

async function others<T>(steps: Steps<T>, pace: Pace): Promise<T> {
  for (;;) {
    await pace.pause();
    const one = slice(steps, pace);
    if (one.done) return one.value;
  }
}

/** A long step gets a slice of its own. */
function slice<T>(steps: Steps<T>, { isDue }: Pace): IteratorResult<'long' | undefined, T> {
  let step = steps.next(true);
  while (!step.done && step.value !== 'long' && !isDue()) step = steps.next(false);
  return step;
}

/** As many small things make a step; asking for the time after each would cost more than some of them. */
export const IN_ONE_STEP = 32;

/** Like `map`, in steps. */
export function* mapped<T, R>(list: readonly T[], change: (one: T, index: number) => R): Steps<R[]> {
  const results: R[] = [];
  for (const [index, one] of list.entries()) {
    results.push(change(one, index));
    if (index % IN_ONE_STEP === IN_ONE_STEP - 1) yield;
  }
  return results;
}
