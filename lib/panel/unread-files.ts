import { type AppError, toAppError } from '../errors.ts';
import type { FileView } from './along-model.ts';
import type { ReadProgress } from './model.ts';
import type { CaptureOptions } from './ports.ts';

/** A file that is being read, or could not be. */
type Unread = {
  readonly id: string;
  readonly name: string;
  /** Where its question is written; null: nobody knew where. */
  readonly key: string | null;
  readonly abort: AbortController;
  /** Never rejects. */
  readonly done: Promise<void>;
  readonly progress: ReadProgress | null;
  readonly error: AppError | null;
};

/** Files on their way into a question. One that cannot be read stays and says why, until it is taken away. */
export function createUnreadFiles(changed: () => void) {
  let all: readonly Unread[] = [];

  function set(next: readonly Unread[]): void {
    all = next;
    changed();
  }

  function change(id: string, next: Pick<Unread, 'progress'> | Pick<Unread, 'error'>): void {
    set(all.map((one) => (one.id === id ? { ...one, ...next } : one)));
  }

  return {
    /** Of the questions that are written in one of these places. */
    in: (keys: readonly (string | null)[]) => all.filter(({ key }) => keys.includes(key)),

    /** `read` puts what it reads where it belongs, unless the signal is aborted. */
    add(name: string, key: string | null, read: (options: CaptureOptions) => Promise<void>): void {
      const id = crypto.randomUUID();
      const abort = new AbortController();
      const onProgress = (progress: ReadProgress) => change(id, { progress });
      const done = Promise.resolve()
        .then(() => read({ signal: abort.signal, onProgress }))
        .then(
          () => set(all.filter((one) => one.id !== id)),
          (thrown: unknown) => change(id, { error: toAppError(thrown) }),
        );
      set([...all, { id, name, key, abort, done, progress: null, error: null }]);
    },

    remove(id: string): void {
      all.find((one) => one.id === id)?.abort.abort();
      set(all.filter((one) => one.id !== id));
    },
  };
}

export function unreadView({ id, name, progress, error }: Unread): FileView {
  return error === null ? { id, name, state: 'reading', progress } : { id, name, state: 'failed', error };
}
