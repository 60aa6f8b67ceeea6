/** A hidden page gets no animation frames; changes there may wait this long. */
const HIDDEN_MS = 200;

/** Runs the newest callback before the next frame, once however often it is asked. */
export function createSchedule(): (callback: () => void) => void {
  let newest: (() => void) | null = null;
  return (callback) => {
    const waiting = newest !== null;
    newest = callback;
    if (waiting) return;
    const run = () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      const ready = newest;
      newest = null;
      ready?.();
    };
    const frame = requestAnimationFrame(run);
    const timer = setTimeout(run, HIDDEN_MS);
  };
}
