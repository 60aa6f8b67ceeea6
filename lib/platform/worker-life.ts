import type { Notice } from '../assistants/context.ts';
import { isTerminal } from '../assistants/step.ts';
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

  function update(): void {
    if (answering.size > 0) timer ??= setInterval(() => browser.runtime.getPlatformInfo(), KEEP_ALIVE_MS);
    else {
      clearInterval(timer);
      timer = undefined;
    }
  }

  return {
    /** Follows every run by the engine's notices. */
    observe({ event: { data } }: Notice): void {
      if (data.object !== 'thread.run') return;
      if (isTerminal(data.status) || data.status === 'requires_action') answering.delete(data.id);
      else {
        if (answering.size === 0) void browser.alarms.create(WATCHDOG, { periodInMinutes: WATCHDOG_MINUTES });
        answering.add(data.id);
      }
      update();
    },

    /** Calls back on the watchdog's alarm; `still` says whether there is a run left to watch. */
    watch(callback: () => Promise<{ readonly still: boolean }>): void {
      browser.alarms.onAlarm.addListener(async (alarm) => {
        if (alarm.name !== WATCHDOG) return;
        const { still } = await callback();
        if (!still) await browser.alarms.clear(WATCHDOG);
      });
    },
  };
}
