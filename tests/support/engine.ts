import 'fake-indexeddb/auto';
import OpenAI from 'openai';
import { createApi } from '../../lib/api/api.ts';
import type { Notice } from '../../lib/assistants/context.ts';
import { createEngine } from '../../lib/assistants/engine.ts';
import type {
  Backend,
  Embedder,
  ModelRequest,
  Remote,
  Store,
  StreamPart,
  TryLock,
} from '../../lib/assistants/ports.ts';
import { AppFailure } from '../../lib/errors.ts';
import { newId } from '../../lib/platform/ids.ts';
import { Database } from '../../lib/store/database.ts';
import { createSentRequests } from '../../lib/store/sent-requests.ts';
import { createStore } from '../../lib/store/store.ts';
import { mortalStore } from './mortal-store.ts';
import { SimulatedClock } from './simulated-clock.ts';

let databases = 0;

/** Answers each request with the parts it is handed, one by one, and records what it was asked. */
class ScriptedBackend implements Backend {
  readonly requests: ModelRequest[] = [];
  readonly signals: AbortSignal[] = [];
  /** Answers that were taken up at their server, and those that it was told to drop. */
  readonly resumed: Remote[] = [];
  readonly abandoned: Remote[] = [];
  /** Whether a request waits for its answer. */
  open = false;
  private waiting: ((part: StreamPart | null) => void) | null = null;
  private readonly ready: (StreamPart | null)[] = [];

  /** Hands parts to the open stream; resolves when the engine has asked for the next one. */
  async say(...parts: StreamPart[]): Promise<void> {
    for (const part of parts) {
      this.push(part);
      await settle();
    }
  }

  words(...words: string[]): Promise<void> {
    return this.say(...words.map((delta) => ({ type: 'text-delta', delta }) as const));
  }

  stop(): Promise<void> {
    return this.say({ type: 'finish', reason: 'stop' });
  }

  /** The connection closes without an end. */
  async hangUp(): Promise<void> {
    this.push(null);
    await settle();
  }

  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<StreamPart> {
    this.requests.push(request);
    return this.answer(signal);
  }

  resume(remote: Remote, signal: AbortSignal): AsyncIterable<StreamPart> {
    this.resumed.push(remote);
    return this.answer(signal);
  }

  async abandon(remote: Remote): Promise<void> {
    this.abandoned.push(remote);
  }

  private async *answer(signal: AbortSignal): AsyncGenerator<StreamPart> {
    this.signals.push(signal);
    signal.addEventListener('abort', () => this.push(null));
    this.open = true;
    // The end of a request that was aborted is not this one's.
    while (this.ready[0] === null) this.ready.shift();
    try {
      for (;;) {
        const part = await this.next();
        if (part === null || signal.aborted) return;
        yield part;
        if (part.type === 'finish' || part.type === 'error') return;
      }
    } finally {
      this.open = false;
    }
  }

  private push(part: StreamPart | null): void {
    if (this.waiting === null) this.ready.push(part);
    else {
      const resolve = this.waiting;
      this.waiting = null;
      resolve(part);
    }
  }

  private next(): Promise<StreamPart | null> {
    const part = this.ready.shift();
    if (part !== undefined) return Promise.resolve(part);
    return new Promise((resolve) => {
      this.waiting = resolve;
    });
  }
}

/** Lets every pending database transaction and promise come through. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 24; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A whole browser as far as the engine knows: one database and its locks, in which workers start and die. */
export function createWorld({
  context_tokens = 8_000,
  wrapStore = (store: Store) => store,
  embedder = undefined as Embedder | undefined,
  /** Whether what models are asked is kept, as the extension does. */
  keeps_requests = false,
  /** Whether models may name threads. */
  names_threads = false,
} = {}) {
  databases += 1;
  const name = `world-${databases}`;
  const clock = new SimulatedClock();
  const held = new Map<string, object>();
  /** Whether the keys are locked: then no connection can be opened. */
  const keys = { locked: false };
  const db = new Database(name);

  /** Starts a worker. `kill` ends it as the browser does: nothing of it runs on, and its locks are free. */
  function startWorker() {
    const worker = {};
    const { store, life } = mortalStore(wrapStore(createStore(db)));
    const backend = new ScriptedBackend();
    const notices: Notice[] = [];
    const never = new Promise<never>(() => undefined);
    const tryLock: TryLock = async (lock, work) => {
      if (life.isOver) return never;
      if (held.has(lock)) return undefined;
      held.set(lock, worker);
      try {
        return await work();
      } finally {
        if (held.get(lock) === worker) held.delete(lock);
      }
    };
    const engine = createEngine({
      store,
      backends: {
        choose: async (model) => ({ connection_id: 'scripted', model: model === 'default' ? 'scripted-model' : model }),
        open: async (connection_id, model) => {
          if (keys.locked) throw new AppFailure({ kind: 'keys-locked' });
          return { backend, connection_id, model, context_tokens, ...(embedder === undefined ? {} : { embedder }) };
        },
        models: async () => ['scripted-model'],
      },
      clock,
      newId,
      tryLock,
      namesThreads: async () => names_threads,
      ...(keeps_requests ? { keepRequest: createSentRequests(db, () => clock.now()).keep } : {}),
    });
    engine.subscribe((notice) => notices.push(notice));
    const release = () => {
      for (const [lock, holder] of held) if (holder === worker) held.delete(lock);
    };
    void life.ended.then(release);
    const api = createApi(engine);
    const client = new OpenAI({ apiKey: 'local', fetch: api.fetch, dangerouslyAllowBrowser: true, maxRetries: 0 });
    return {
      engine,
      api,
      client,
      threads: client.beta.threads,
      backend,
      notices,
      life,
      kill() {
        life.end();
        release();
      },
    };
  }

  return { db, store: createStore(db), clock, keys, startWorker };
}

export type Worker = ReturnType<ReturnType<typeof createWorld>['startWorker']>;

/** A thread with a question and a run that has just been asked. */
export async function askRun({ threads }: Worker, question = 'Why?') {
  const thread = await threads.create();
  const run = await threads.runs.create(thread.id, {
    assistant_id: 'asst_sitethread',
    additional_messages: [{ role: 'user', content: question }],
  });
  await settle();
  return { thread, run };
}
