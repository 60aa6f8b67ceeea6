import type { Watch } from './ports.ts';

/** Milliseconds until a look that has failed is made again; behind the last one it is made when somebody asks. */
const PAUSES = [300, 1_000, 3_000];

/**
 * Follows again a list that could not be followed and that nothing may be done without. The result resolves when the list has been
 * told, now or earlier (`isTold`), and rejects where it could not be read for some seconds, or still cannot be.
 */
export function followAgain<T>(
  list: Watch<T>,
  { isTold, onValue }: { readonly isTold: boolean; readonly onValue: (value: T) => void },
): () => Promise<void> {
  let failures = 0;
  let isResting = false;
  let told = isTold;
  let first = expected();
  if (told) first.resolve();

  function look(): void {
    let isOver = false;
    let stop = () => {};
    stop = list(
      (value) => {
        [failures, told] = [0, true];
        onValue(value);
        first.resolve();
      },
      () => {
        if (isOver) return;
        isOver = true;
        // It may fail before it has said how it is stopped.
        queueMicrotask(() => stop());
        failed();
      },
    );
  }

  function failed(): void {
    const pause = PAUSES[failures];
    failures += 1;
    if (pause !== undefined) setTimeout(look, pause);
    else {
      isResting = true;
      first.reject(new Error('The list cannot be read.'));
    }
  }

  failed();
  return () => {
    if (!isResting) return first.promise;
    isResting = false;
    if (!told) first = expected();
    look();
    return first.promise;
  };
}

function expected() {
  const one = Promise.withResolvers<void>();
  // Whoever asks is told; nobody has to ask.
  one.promise.catch(() => undefined);
  return one;
}
