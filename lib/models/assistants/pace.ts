/** When a run is looked at again. All in milliseconds. */

const FIRST = 500;
const LONGEST = 5_000;
const GROWTH = 1.5;
/** A server may ask to be left alone for so long, and no longer. */
const LONGEST_TOLD = 60_000;

/** Waited in all for a run that goes on. The engine's own runs end earlier, when their life is over. */
export const PATIENCE = 3_600_000;
/** Waited in a row while the server says nothing that is known. */
export const PATIENCE_UNKNOWN = 300_000;
/** Waited in a row while no answer comes at all. */
export const PATIENCE_SILENT = 300_000;

/** `told`: what the server asks for, which goes before our own pace. `before`: the pause that has just passed. */
export function nextPause(before: number, told: number | null): number {
  if (told !== null) return Math.min(LONGEST_TOLD, Math.max(FIRST, told));
  return before < FIRST ? FIRST : Math.min(LONGEST, before * GROWTH);
}

/** After an answer that is not understood: nothing is to be gained by haste. */
export function slowPause(told: number | null): number {
  return Math.max(LONGEST, nextPause(LONGEST, told));
}
