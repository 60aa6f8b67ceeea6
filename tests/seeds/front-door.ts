import 'fake-indexeddb/auto';
import OpenAI from 'openai';
import { createApi } from '../../lib/api/api.ts';
import { createEngine } from '../../lib/assistants/engine.ts';
import { createBackends } from '../../lib/models/backends.ts';
import type { Connection } from '../../lib/models/connection.ts';
import { createOnDeviceBackend } from '../../lib/models/on-device/backend.ts';
import { systemClock } from '../../lib/platform/clock.ts';
import { newId } from '../../lib/platform/ids.ts';
import { Database } from '../../lib/store/database.ts';
import { createStore } from '../../lib/store/store.ts';
import { createLocks } from '../../scripts/assistants-api/locks.ts';

let databases = 0;

/** A client of a new engine on a new database, which is put together as in the background worker and answered by one model server. */
export function openFrontDoor(baseUrl: string): OpenAI {
  databases += 1;
  const connection: Connection = {
    id: 'connection',
    name: 'Test server',
    service: 'custom',
    base_url: baseUrl,
    protocol: 'chat-completions',
    model: 'test-model',
    key_hint: null,
    created_at: 0,
  };
  const backends = createBackends({
    connections: { get: async () => connection, default: async () => connection },
    keyFor: async () => null,
    onDevice: createOnDeviceBackend({ nothingFound: 'Nothing was found.' }),
    surroundings: { isPermitted: async () => true, isOnline: () => true },
  });
  const store = createStore(new Database(`examples-${databases}`));
  const api = createApi(createEngine({ store, backends, clock: systemClock, newId, tryLock: createLocks() }));
  return new OpenAI({ apiKey: 'local', fetch: api.fetch, dangerouslyAllowBrowser: true, maxRetries: 0 });
}
