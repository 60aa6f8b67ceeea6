import { type Api, createApi } from '../../lib/api/api.ts';
import { DEFAULT_ASSISTANT } from '../../lib/assistants/default-assistant.ts';
import { createEngine, type Engine } from '../../lib/assistants/engine.ts';
import type { Backends, StreamPart } from '../../lib/assistants/ports.ts';
import { systemClock } from '../../lib/platform/clock.ts';
import { newId } from '../../lib/platform/ids.ts';
import { tryLock } from '../../lib/platform/locks.ts';
import { Database } from '../../lib/store/database.ts';
import { createStore } from '../../lib/store/store.ts';
import { CASES, type Case } from './cases.ts';
import { fillThread, someWords } from './long-thread.ts';

/** Requests of one measurement of messages: one alone is shorter than the clock is sharp. */
const REQUESTS = 5;

/** A run that has tools repeats the calls of earlier runs, which it reads from their steps. */
const LOOK_UP = { type: 'function', function: { name: 'look_up', parameters: {} } };

type Measured = {
  readonly api: Api;
  readonly engine: Engine;
  /** Called when the model is asked. */
  readonly asked: { tell: () => void };
};

/** The engine over a real IndexedDB. `fill` once, then `measure` any case of `CASES` in any round. */
export function createBenchmark() {
  const db = new Database('bench');
  const asked = { tell: () => undefined };
  const engine = createEngine({
    store: createStore(db),
    backends: answeringAtOnce(asked),
    clock: systemClock,
    newId,
    tryLock,
  });
  const measured = { api: createApi(engine), engine, asked };

  return {
    async fill(rounds: number): Promise<void> {
      for (const one of CASES) for (const id of threadsOf(one, rounds)) await fillThread(db, id, one.length);
    },

    /** Milliseconds of one operation. */
    measure(id: string, round: number): Promise<number> {
      const one = CASES.find((known) => known.id === id);
      if (one === undefined) throw new Error(`There is no case ${id}.`);
      switch (one.operation) {
        case 'create':
          return perRequest(() => post(measured.api, `/threads/${threadOf(one, round)}/messages`, question()));
        case 'list':
          return perRequest(() => read(measured.api, `/threads/${threadOf(one, round)}/messages?limit=20&order=desc`));
        case 'prompt':
          return untilAsked(measured, threadOf(one, round), { model: String(one.context_tokens) });
        case 'prompt-with-tool':
          return untilAsked(measured, threadOf(one, round), { model: String(one.context_tokens), tools: [LOOK_UP] });
      }
    },
  };
}

/** A short thread that is written to would not stay short: each round has its own. */
function threadOf({ id, length }: Case, round: number): string {
  return `thread_${id}_${length < 100 ? round : 0}`;
}

function threadsOf(one: Case, rounds: number): readonly string[] {
  return [...new Set(Array.from({ length: rounds }, (_, round) => threadOf(one, round)))];
}

/** The window is in the model's name. */
function answeringAtOnce(asked: { tell: () => void }): Backends {
  async function* stream(): AsyncGenerator<StreamPart> {
    asked.tell();
    yield { type: 'text-delta', delta: someWords(0) };
    yield { type: 'finish', reason: 'stop' };
  }
  return {
    choose: async (model) => ({ connection_id: 'scripted', model }),
    open: async (connection_id, model) => ({
      backend: { stream },
      connection_id,
      model,
      context_tokens: Number(model),
    }),
    models: async () => [],
  };
}

async function perRequest(request: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let count = 0; count < REQUESTS; count += 1) await request();
  return (performance.now() - start) / REQUESTS;
}

/** From the request for a run to the request to the model. The run has ended when this resolves. */
async function untilAsked({ api, engine, asked }: Measured, threadId: string, settings: object): Promise<number> {
  const ended = endOfRun(engine, threadId);
  const start = performance.now();
  const taken = new Promise<number>((resolve) => {
    asked.tell = () => resolve(performance.now() - start);
  });
  await post(api, `/threads/${threadId}/runs`, {
    ...settings,
    assistant_id: DEFAULT_ASSISTANT,
    additional_messages: [question()],
  });
  const [milliseconds] = await Promise.all([taken, ended]);
  return milliseconds;
}

function endOfRun(engine: Engine, threadId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = engine.subscribe(({ thread_id, event }) => {
      if (thread_id !== threadId || !/^thread\.run\.(completed|failed|incomplete)$/.test(event.event)) return;
      stop();
      if (event.event === 'thread.run.completed') resolve();
      else reject(new Error(`The run ended with ${event.event}: ${JSON.stringify(event.data)}`));
    });
  });
}

const question = () => ({ role: 'user', content: someWords(0) });

function post(api: Api, path: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  return read(api, path, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function read(api: Api, path: string, init?: RequestInit): Promise<unknown> {
  const response = await api.fetch(`http://assistants.local/v1${path}`, init);
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${JSON.stringify(body)}`);
  return body;
}
