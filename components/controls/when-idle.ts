/** Time that the panel's first moment has to itself: reading the thread, and drawing it. In milliseconds. */
const FIRST_MOMENT = 300;

/** Runs a task when the panel has been there for a moment and has nothing else to do. Not at all outside a browser. */
export function whenIdle(task: () => void): void {
  setTimeout(() => globalThis.requestIdleCallback?.(task), FIRST_MOMENT);
}
