import 'fake-indexeddb/auto';
import { type Api, createApi } from '../../lib/api/api.ts';
import { createEngine } from '../../lib/assistants/engine.ts';
import { createBackends } from '../../lib/models/backends.ts';
import type { Connection } from '../../lib/models/connection.ts';
import { createOnDeviceBackend } from '../../lib/models/on-device/backend.ts';
import { systemClock } from '../../lib/platform/clock.ts';
import { newId } from '../../lib/platform/ids.ts';
import { Database } from '../../lib/store/database.ts';
import { createStore } from '../../lib/store/store.ts';
import { createLocks } from './locks.ts';
import type { ApiServerOptions } from './options.ts';

/** Milliseconds between two looks for runs that have expired while they waited for outputs. */
const RECONCILE_EVERY = 5_000;

/** The extension's engine and front door over a database in memory, with one model server for every run. */
export function createLocalApi({ base_url, model, key }: Omit<ApiServerOptions, 'port'>): Api {
  const connection: Connection = {
    id: 'model-server',
    name: 'Model server',
    service: 'custom',
    base_url,
    protocol: 'chat-completions',
    model,
    key_hint: null,
    created_at: systemClock.now(),
  };
  const backends = createBackends({
    connections: { get: async () => connection, default: async () => connection },
    keyFor: async () => key,
    // Never chosen: there always is a default connection.
    onDevice: createOnDeviceBackend({ nothingFound: '' }),
    surroundings: { isPermitted: async () => true, isOnline: () => true },
  });
  const store = createStore(new Database());
  const engine = createEngine({ store, backends, clock: systemClock, newId, tryLock: createLocks() });
  reconcileNowAndThen(engine.reconcile);
  return createApi(engine);
}

function reconcileNowAndThen(reconcile: () => Promise<unknown>): void {
  const next = () =>
    systemClock.after(RECONCILE_EVERY, () => {
      reconcile()
        .catch((error: unknown) => console.error(error))
        .finally(next);
    });
  next();
}
