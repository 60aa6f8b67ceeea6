import type { ThreadEvent } from './events.ts';
import type { Backends, Clock, KeepRequest, NewId, Store, TryLock } from './ports.ts';
import type { Indexer } from './vector-stores/indexer.ts';

/** What happened in a thread, for whoever watches it. */
export type Notice = {
  readonly thread_id: string;
  /** Null for what belongs to no run, such as a message added by hand. */
  readonly run_id: string | null;
  readonly event: ThreadEvent;
  /** For `thread.message.delta`: how many characters of the message's text came before it. Else 0. */
  readonly offset: number;
};

/** What the engine is given from outside. */
export type EngineParts = {
  readonly store: Store;
  readonly backends: Backends;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly tryLock: TryLock;
  /** Absent where nobody will look. */
  readonly keepRequest?: KeepRequest;
  /** Whether the user lets models name threads; absent: they do not. */
  readonly namesThreads?: () => Promise<boolean>;
};

/** Everything the engine's parts share. Built once by createEngine; nothing in it is rebuilt from module state. */
export type Context = EngineParts & {
  readonly notify: (notice: Notice) => void;
  /** Tells of everything that happens, in order, after it is on disk. The result stops it. */
  readonly subscribe: (listener: (notice: Notice) => void) => () => void;
  /** Indexes the files of vector stores. Woken after a transaction that may have added some. */
  readonly indexer: Indexer;
  /** The next place in creation order, and in any case one behind `after`. */
  readonly nextOrder: (after?: number) => number;
};

/** Unix seconds. */
export function seconds(clock: Clock): number {
  return Math.floor(clock.now() / 1000);
}

/**
 * Strictly increasing within a worker. Across workers a clock may stand still or be set back, so that whoever adds to stored
 * rows says behind which of them.
 */
export function createOrder(clock: Clock): (after?: number) => number {
  let last = 0;
  return (after = 0) => {
    last = Math.max(last + 1, after + 1, clock.now() * 1000);
    return last;
  };
}
