import { type AppError, toAppError } from '../../errors.ts';
import type { ReadProgress } from '../model.ts';
import type { CaptureOptions } from '../ports.ts';

/** How far reading a file is, or why it broke off. */
type Reading = {
  /** Where its question is written; null: nobody knew where. */
  readonly key: string | null;
  readonly abort: AbortController;
  /** Never rejects. */
  readonly done: Promise<void>;
  readonly progress: ReadProgress | null;
  readonly error: AppError | null;
};

/** Files that are being read, by what tells them apart. One that cannot be read stays and says why, until it is stopped. */
export function createReadings(changed: () => void) {
  const all = new Map<string, Reading>();

  function change(id: string, next: Pick<Reading, 'progress'> | Pick<Reading, 'error'>): void {
    const one = all.get(id);
    if (one === undefined) return;
    all.set(id, { ...one, ...next });
    changed();
  }

  function stop(id: string): void {
    all.get(id)?.abort.abort();
    all.delete(id);
  }

  return {
    get: (id: string) => all.get(id),
    running: () => [...all.values()].filter(({ error }) => error === null),
    stop,

    /** `read` puts what it reads where it belongs, unless the signal is aborted. */
    start(id: string, key: string | null, read: (options: CaptureOptions) => Promise<void>): void {
      stop(id);
      const abort = new AbortController();
      const isWanted = () => !abort.signal.aborted;
      const onProgress = (progress: ReadProgress) => isWanted() && change(id, { progress });
      const done = Promise.resolve()
        .then(() => read({ signal: abort.signal, onProgress }))
        .then(
          () => isWanted() && all.delete(id) && changed(),
          (thrown: unknown) => isWanted() && change(id, { error: toAppError(thrown) }),
        )
        .then(() => undefined);
      all.set(id, { key, abort, done, progress: null, error: null });
      changed();
    },
  };
}

export type Readings = ReturnType<typeof createReadings>;
