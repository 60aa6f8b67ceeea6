import { type Context, createOrder, type EngineParts, type Notice } from './context.ts';
import { assistantOperations } from './operations/assistants.ts';
import { fileOperations } from './operations/files.ts';
import { messageVersionOperations } from './operations/message-versions.ts';
import { messageOperations } from './operations/messages.ts';
import { runOperations } from './operations/runs.ts';
import { threadOperations } from './operations/threads.ts';
import { vectorStoreFileBatchOperations } from './operations/vector-store-file-batches.ts';
import { vectorStoreFileOperations } from './operations/vector-store-files.ts';
import { vectorStoreOperations } from './operations/vector-stores.ts';
import { createDriver } from './run/drive-run.ts';
import { createExpiry } from './run/expiry.ts';
import { reconcile } from './run/reconcile.ts';
import { createTitles } from './titles/titles.ts';
import { createConsult } from './tools/consult.ts';
import { createIndexer } from './vector-stores/indexer.ts';

/** The Assistants system: its operations by resource, its events, and the taking up of what an earlier worker left. */
export function createEngine(parts: EngineParts) {
  const listeners = new Set<(notice: Notice) => void>();
  const context: Context = {
    ...parts,
    nextOrder: createOrder(parts.clock),
    indexer: createIndexer(parts),
    notify: (notice) => {
      for (const listener of listeners) {
        try {
          listener(notice);
        } catch {
          // What is told of is on disk: one listener's trouble must not make it a failure for whoever did it.
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  // A run may ask another assistant, which is a run again: the operations are there by the time anybody does.
  const driver = createDriver(context, (question) => consult(question));
  const expiry = createExpiry(parts.clock, (runId) => driver.dispatch(runId, { type: 'run-expire' }));
  const assistants = assistantOperations(context);
  const titles = createTitles(context);
  const threads = threadOperations(context, titles.leave);
  const runs = runOperations(context, driver, assistants);
  const consult = createConsult(context, runs);
  context.subscribe(expiry.observe);
  context.subscribe(titles.observe);

  return {
    assistants,
    threads,
    messages: messageOperations(context, driver),
    messageVersions: messageVersionOperations(context),
    runs,
    files: fileOperations(context),
    vectorStores: vectorStoreOperations(context),
    vectorStoreFiles: vectorStoreFileOperations(context),
    vectorStoreFileBatches: vectorStoreFileBatchOperations(context),
    models: () => parts.backends.models(),
    /** Stops all that are asked for. */
    leaveTitles: () => titles.leave(),
    reconcile: () => reconcile(context, { driver, watchExpiry: expiry.watch }),
    subscribe: context.subscribe,
  };
}

export type Engine = ReturnType<typeof createEngine>;
