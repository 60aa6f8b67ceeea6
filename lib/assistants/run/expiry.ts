import type { Notice } from '../context.ts';
import type { Run } from '../objects.ts';
import type { Clock } from '../ports.ts';
import { isTerminal } from './step.ts';

type Expiring = Pick<Run, 'id' | 'status' | 'expires_at'>;

/** Ends runs at their `expires_at`, also those that wait for outputs. A worker that is gone then is made up for by reconcile. */
export function createExpiry(clock: Clock, expire: (runId: string) => Promise<void>) {
  const stops = new Map<string, () => void>();

  function watch({ id, status, expires_at }: Expiring): void {
    if (isTerminal(status) || expires_at === null) {
      stops.get(id)?.();
      stops.delete(id);
    } else if (!stops.has(id)) {
      const wait = expires_at * 1000 - clock.now();
      // The next reconcile tries again should the write fail.
      stops.set(
        id,
        clock.after(wait, () => void expire(id).catch(() => undefined)),
      );
    }
  }

  return {
    watch,
    observe({ event: { data } }: Notice): void {
      if (data.object === 'thread.run') watch(data);
    },
  };
}
