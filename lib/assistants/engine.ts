import { type Context, createOrder, type Notice } from './context.ts';
import { createDriver } from './drive-run.ts';
import { assistantOperations } from './operations/assistants.ts';
import { fileOperations } from './operations/files.ts';
import { messageOperations } from './operations/messages.ts';
import { runOperations } from './operations/runs.ts';
import { threadOperations } from './operations/threads.ts';
import type { Backends, Clock, NewId, Store, TryLock } from './ports.ts';
import { reconcile } from './reconcile.ts';

export type EngineParts = {
  readonly store: Store;
  readonly backends: Backends;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly tryLock: TryLock;
};

/** The Assistants system: its operations by resource, its events, and the taking up of what an earlier worker left. */
export function createEngine(parts: EngineParts) {
  const listeners = new Set<(notice: Notice) => void>();
  const context: Context = {
    ...parts,
    nextOrder: createOrder(parts.clock),
    notify: (notice) => {
      for (const listener of listeners) listener(notice);
    },
  };
  const driver = createDriver(context);
  const assistants = assistantOperations(context);

  return {
    assistants,
    threads: threadOperations(context),
    messages: messageOperations(context),
    runs: runOperations(context, driver, assistants),
    files: fileOperations(context),
    reconcile: () => reconcile(context, driver),
    /** Tells of everything that happens, in order, after it is on disk. The result stops it. */
    subscribe(listener: (notice: Notice) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type Engine = ReturnType<typeof createEngine>;
