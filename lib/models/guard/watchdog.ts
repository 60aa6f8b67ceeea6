import { AppFailure } from '../../errors.ts';

export type Watchdog = {
  /** Aborted when the server was silent for too long, and by `stop`. */
  readonly signal: AbortSignal;
  /** Why it was aborted, when silence was the reason. */
  readonly failure: AppFailure | null;
  /** Starts counting, in milliseconds; a count that runs already starts anew. */
  arm(milliseconds: number): void;
  disarm(): void;
  /** From now on no count is longer than this, the one that runs included. */
  shorten(milliseconds: number): void;
  /** Ends the request: nothing more is wanted of it. */
  stop(): void;
};

/** Ends a request whose server has fallen silent. */
export function createWatchdog(): Watchdog {
  const stopping = new AbortController();
  let failure: AppFailure | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let longest = Number.POSITIVE_INFINITY;

  function disarm(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  function arm(milliseconds: number): void {
    disarm();
    const limit = Math.min(milliseconds, longest);
    timer = setTimeout(() => {
      failure = new AppFailure({ kind: 'stalled', seconds: Math.round(limit / 1000) });
      stopping.abort();
    }, limit);
  }

  return {
    signal: stopping.signal,
    get failure() {
      return failure;
    },
    arm,
    disarm,
    shorten(milliseconds) {
      longest = milliseconds;
      if (timer !== undefined) arm(milliseconds);
    },
    stop: () => stopping.abort(),
  };
}
