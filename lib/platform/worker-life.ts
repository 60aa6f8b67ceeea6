import type { Notice } from '../assistants/context.ts';
import type { Run } from '../assistants/objects.ts';
import { isTerminal } from '../assistants/run/step.ts';
import { browser } from './browser.ts';

/**
 * Chromium and Firefox stop an idle background after 30 s, a streaming fetch or an open port notwithstanding. Calling an
 * extension API resets that timer in both; 20 s leaves room for a late timer.
 */
const KEEP_ALIVE_MS = 20_000;

/** Half a minute is the shortest period a packed extension may ask for. */
const WATCHDOG_MINUTES = 0.5;
const WATCHDOG = 'watchdog';

/**
 * Keeps the worker alive while a run is being answered and never longer, and has an alarm start it again should it be killed
 * all the same.
 */
export function createWorkerLife() {
  const answering = new Set<string>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let isAnyLeft = async () => true;

  function update(): void {
    if (answering.size > 0) timer ??= setInterval(() => browser.runtime.getPlatformInfo(), KEEP_ALIVE_MS);
    else {
      clearInterval(timer);
      timer = undefined;
    }
  }

  function startWatching(): void {
    void browser.alarms.create(WATCHDOG, { periodInMinutes: WATCHDOG_MINUTES });
  }

  /** An alarm that nobody needs would start the worker, or lengthen its life, for nothing. */
  async function stopWatching(): Promise<void> {
    const left = await isAnyLeft();
    // A run may have begun while the database was asked.
    if (!left && answering.size === 0) await browser.alarms.clear(WATCHDOG);
  }

  return {
    /** Follows every run by the engine's notices. */
    observe({ event: { data } }: Notice): void {
      if (data.object !== 'thread.run') return;
      if (isTerminal(data.status) || data.status === 'requires_action') answering.delete(data.id);
      else {
        startWatching();
        answering.add(data.id);
      }
      update();
      if (answering.size === 0) void stopWatching();
    },

    /**
     * What this worker has found, and goes on with: those runs say nothing of themselves before they end. A run that has ended
     * in between is found out at the next look.
     */
    takeUp(active: readonly Pick<Run, 'id' | 'status'>[]): void {
      answering.clear();
      for (const { id, status } of active) if (status !== 'requires_action') answering.add(id);
      // No alarm outlives every browser's end.
      if (active.length > 0) startWatching();
      update();
    },

    /** What the watchdog does, and whether any run is left that has not ended. */
    watch(reconcile: () => Promise<unknown>, anyLeft: () => Promise<boolean>): void {
      isAnyLeft = anyLeft;
      // Being listened to is enough: the worker starts with the browser, and on its start it takes up what was left.
      browser.runtime.onStartup.addListener(() => undefined);
      browser.alarms.onAlarm.addListener(async (alarm) => {
        if (alarm.name !== WATCHDOG) return;
        await reconcile();
        await stopWatching();
      });
    },
  };
}
