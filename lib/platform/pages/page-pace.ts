import type { Pace } from '../../page/steps.ts';

/**
 * Milliseconds of work in a row: with the longest step after it still below the 50 that a user notices, on slower and busier
 * machines too.
 */
const SLICE = 16;

type Scheduler = { readonly yield?: () => Promise<void> };

/** For scripts in pages: the page answers its user after each slice. */
export function pagePace(): Pace {
  let begun = performance.now();
  return {
    isDue: () => performance.now() - begun >= SLICE,
    async pause() {
      await nextTask();
      begun = performance.now();
    },
  };
}

function nextTask(): Promise<void> {
  const { scheduler } = globalThis as { readonly scheduler?: Scheduler };
  if (typeof scheduler?.yield === 'function') return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
