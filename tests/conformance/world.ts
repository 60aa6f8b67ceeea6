import OpenAI from 'openai';
import type { Run } from 'openai/resources/beta/threads';
import { afterEach, beforeEach, expect } from 'vitest';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { createWorld, settle, type Worker } from '../support/engine.ts';
import { createJudge, type Judge } from './judge.ts';

export type JudgedWorker = Worker & { readonly judge: Judge };
export type RunStatus = Run['status'];
export type Place = { readonly thread_id: string; readonly run_id: string };
export type Answer = { readonly status: number; readonly body: Answered };
type Answered = Readonly<Record<string, unknown>> & {
  readonly id?: string;
  readonly status?: string;
  readonly error?: { readonly message: string; readonly param: string | null; readonly code: string | null };
};

export const QUESTION = { role: 'user', content: 'Why?' } as const;
export const WEATHER = { type: 'function', function: { name: 'weather' } } as const;
export const TIME = { type: 'function', function: { name: 'time' } } as const;

/** One worker for each test, everything it answers judged, and nothing wrong with any of it in the end. */
export function useWorld() {
  let world = createWorld();
  const workers: JudgedWorker[] = [];

  function start(): JudgedWorker {
    const worker = world.startWorker();
    const judge = createJudge(worker.api.fetch);
    const client = new OpenAI({ apiKey: 'local', fetch: judge.fetch, dangerouslyAllowBrowser: true, maxRetries: 0 });
    const judged = { ...worker, client, threads: client.beta.threads, judge };
    workers.push(judged);
    return judged;
  }

  function renew(): void {
    world = createWorld();
    workers.length = 0;
    start();
  }

  beforeEach(renew);

  afterEach(async () => {
    for (const { judge } of workers) expect(await judge.verdict()).toEqual([]);
  });

  return {
    get worker(): JudgedWorker {
      const worker = workers.at(-1);
      if (worker === undefined) throw new Error('No worker was started.');
      return worker;
    },
    get clock() {
      return world.clock;
    },
    get store() {
      return world.store;
    },
    /** The browser stops the worker and starts another. */
    async restart(): Promise<void> {
      this.worker.kill();
      start();
      await this.worker.engine.reconcile();
      await settle();
    },
    start,
    /** Another world, where nothing is wrong so far. */
    renew,
    async call(method: string, path: string, body?: unknown): Promise<Answer> {
      const response = await this.worker.judge.fetch(`https://sitethread.local/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Answered };
    },
    async thread(...messages: readonly { role: 'user' | 'assistant'; content: string }[]): Promise<string> {
      return (await this.worker.threads.create({ messages: [...messages] })).id;
    },
    /** Asks for a run; its first request waits for an answer then. */
    async ask(given: Readonly<Record<string, unknown>> = {}): Promise<Place> {
      const thread_id = (await this.worker.threads.create()).id;
      const run_id = await this.askIn(thread_id, { additional_messages: [QUESTION], ...given });
      return { thread_id, run_id };
    },
    async askIn(thread_id: string, given: Readonly<Record<string, unknown>> = {}): Promise<string> {
      const run = await this.worker.threads.runs.create(thread_id, { assistant_id: 'asst_sitethread', ...given });
      await settle();
      return run.id;
    },
    async run({ thread_id, run_id }: Place): Promise<Run> {
      return this.worker.threads.runs.retrieve(run_id, { thread_id });
    },
    async steps({ thread_id, run_id }: Place) {
      return (await this.worker.threads.runs.steps.list(run_id, { thread_id, order: 'asc' })).data;
    },
    async messages(thread_id: string) {
      return (await this.worker.threads.messages.list(thread_id, { order: 'asc' })).data;
    },
    /** A run that waits for the outputs of two calls, `call_weather` and `call_time`. */
    async waiting(): Promise<Place> {
      const place = await this.ask({ tools: [WEATHER, TIME] });
      await this.worker.backend.say(...call('weather', '{"city":"Rome"}'), ...call('time', '{}', 1), CALLS_END);
      return place;
    },
    submit({ thread_id, run_id }: Place, ...ids: string[]): Promise<Answer> {
      const tool_outputs = ids.map((tool_call_id) => ({ tool_call_id, output: `output of ${tool_call_id}` }));
      return this.call('POST', `/threads/${thread_id}/runs/${run_id}/submit_tool_outputs`, { tool_outputs });
    },
    cancel({ thread_id, run_id }: Place): Promise<Answer> {
      return this.call('POST', `/threads/${thread_id}/runs/${run_id}/cancel`);
    },
    /** A backend that does not listen when it is asked to stop. */
    makeStubborn(): void {
      this.worker.backend.stream = async function* () {
        yield { type: 'text-delta', delta: 'Half' };
        await new Promise(() => undefined);
      };
    },
    /** Resolves when a request waits for its answer. */
    async asked(): Promise<void> {
      for (let turns = 0; turns < 50 && !this.worker.backend.open; turns += 1) await settle();
    },
    /** Resolves when every file of the store is indexed. */
    async indexed(storeId: string): Promise<void> {
      for (let turns = 0; turns < 200; turns += 1) {
        await settle();
        if ((await this.call('GET', `/vector_stores/${storeId}`)).body.status !== 'in_progress') return;
      }
      throw new Error('The store is not indexed.');
    },
    /** Simulated time passes, and whatever was waiting for it happens. */
    async pass(seconds: number): Promise<void> {
      world.clock.advance(seconds * 1000);
      await settle();
    },
  };
}

export type World = ReturnType<typeof useWorld>;

export const CALLS_END: StreamPart = { type: 'finish', reason: 'tool-calls' };

/** The deltas of one call, whose id is its name behind `call_`. */
export function call(name: string, written = '{}', index = 0): StreamPart[] {
  const half = Math.ceil(written.length / 2);
  return [written.slice(0, half), written.slice(half)].map((arguments_delta) => ({
    type: 'tool-call-delta',
    index,
    id: `call_${name}`,
    name,
    arguments_delta,
  }));
}

export function usage(prompt_tokens: number, completion_tokens: number): StreamPart {
  return {
    type: 'usage',
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
  };
}

/** Brings a run into each state there is. Nothing moves it on but what the test does. */
export const INTO: Readonly<Record<RunStatus, (world: World) => Promise<Place>>> = {
  /** The worker was stopped between the write and the request; nobody has taken the run up yet. */
  async queued(world) {
    const thread_id = await world.thread();
    const { engine, kill } = world.worker;
    engine.subscribe(({ event }) => {
      if (event.event === 'thread.run.queued') kill();
    });
    const run_id = await world.askIn(thread_id, { additional_messages: [QUESTION] });
    world.start();
    return { thread_id, run_id };
  },
  async in_progress(world) {
    const place = await world.ask();
    await world.worker.backend.words('Half');
    return place;
  },
  requires_action: (world) => world.waiting(),
  async cancelling(world) {
    world.makeStubborn();
    const place = await world.ask();
    await world.cancel(place);
    await settle();
    return place;
  },
  async cancelled(world) {
    const place = await world.ask();
    await world.worker.backend.words('Half');
    await world.cancel(place);
    await settle();
    return place;
  },
  async failed(world) {
    const place = await world.ask();
    await world.worker.backend.say({ type: 'error', error: { kind: 'server-failed', status: 500, detail: 'no' } });
    return place;
  },
  async completed(world) {
    const place = await world.ask();
    await world.worker.backend.words('Because.');
    await world.worker.backend.stop();
    return place;
  },
  async incomplete(world) {
    const place = await world.ask();
    await world.worker.backend.words('Half');
    await world.worker.backend.say({ type: 'finish', reason: 'length' });
    return place;
  },
  async expired(world) {
    const place = await world.ask();
    await world.worker.backend.words('Half');
    await world.pass(601);
    return place;
  },
};

export const ACTIVE: readonly RunStatus[] = ['queued', 'in_progress', 'requires_action', 'cancelling'];
export const TERMINAL: readonly RunStatus[] = ['cancelled', 'failed', 'completed', 'incomplete', 'expired'];
export const STATUSES: readonly RunStatus[] = [...ACTIVE, ...TERMINAL];
