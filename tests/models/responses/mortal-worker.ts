import OpenAI from 'openai';
import { createApi } from '../../../lib/api/api.ts';
import { createEngine } from '../../../lib/assistants/engine.ts';
import { createResponsesBackend } from '../../../lib/models/responses/backend.ts';
import { newId } from '../../../lib/platform/ids.ts';
import type { Database } from '../../../lib/store/database.ts';
import { createStore } from '../../../lib/store/store.ts';
import { mortalStore } from '../../support/mortal-store.ts';
import { connectionTo, surroundingsWith } from '../talk.ts';

/** The engine over a real database and a real server. Killed, it neither writes nor sends any more. */
export function startMortalWorker(db: Database, baseUrl: string) {
  const { store, life } = mortalStore(createStore(db));
  const never = new Promise<never>(() => undefined);
  const surroundings = surroundingsWith({
    fetch: (input, init) => (life.isOver ? never : fetch(input, init)),
  });
  const connection = connectionTo(baseUrl, { background: true, protocol: 'responses' });
  const backend = createResponsesBackend(connection, surroundings, { wait: (ms) => pause(ms / 50) });
  const engine = createEngine({
    store,
    backends: {
      choose: async () => ({ connection_id: 'conn_1', model: 'test-model' }),
      open: async (connection_id, model) => ({ backend, connection_id, model, context_tokens: 8_000 }),
      models: async () => [],
    },
    clock: {
      now: Date.now,
      after(milliseconds, callback) {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    newId,
    tryLock: (_name, work) => (life.isOver ? never : work()),
  });
  const { fetch: fetchNow } = createApi(engine);
  const client = new OpenAI({ apiKey: 'local', fetch: fetchNow, dangerouslyAllowBrowser: true, maxRetries: 0 });
  return { engine, threads: client.beta.threads, life, kill: () => life.end() };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
