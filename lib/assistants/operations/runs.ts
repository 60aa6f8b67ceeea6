import { ApiError, notFound } from '../api-error.ts';
import { type Context, seconds } from '../context.ts';
import type { ThreadEvent } from '../events.ts';
import type { Metadata, Run, RunStep } from '../objects.ts';
import type { ListQuery, Page } from '../ports.ts';
import { published } from '../published.ts';
import type { Driver } from '../run/drive-run.ts';
import { textContent } from '../run/effects-message.ts';
import type { OpenRun } from '../run/open-run.ts';
import { perform } from '../run/perform.ts';
import { isTerminal } from '../run/step.ts';
import { addRun, type NewRun, type RunParts } from './add-run.ts';
import { addThread } from './add-thread.ts';
import type { AssistantOperations } from './assistants.ts';
import { findOpenThread } from './find-thread.ts';
import type { NewThread } from './threads.ts';
import type { NewToolResources } from './tool-resources.ts';

/** The published life of a run, in seconds: all transcripts of the hosted API show ten minutes. */
export const RUN_LIFE = 600;

export type NewThreadAndRun = Omit<NewRun, 'additional_messages'> & {
  readonly thread?: NewThread;
  /** Become the thread's, unless `thread` has some for the same tool. */
  readonly tool_resources?: NewToolResources | null;
};

export type ToolOutput = { readonly tool_call_id: string; readonly output: string };

export type RunOptions = {
  /** Seconds; the published life unless given. */
  readonly life?: number;
  /** The run that has asked for this one. */
  readonly parent?: Run['local']['parent'];
};

export function runOperations(context: Context, driver: Driver, assistants: AssistantOperations) {
  const { store } = context;

  async function retrieve(threadId: string, id: string): Promise<Run> {
    const run = await store.runs.get(id);
    if (run?.thread_id !== threadId) throw notFound('run', id);
    return run;
  }

  /** Changes a run with nobody else changing it meanwhile, and gives it as it is then. */
  async function held(threadId: string, id: string, change: (open: OpenRun) => Promise<void>): Promise<Run> {
    let changed = await retrieve(threadId, id);
    await driver.withRun(id, async (open) => {
      // A worker that was started by this very request has not looked for what is over yet.
      const { expires_at } = open.run;
      if (expires_at !== null && expires_at <= seconds(context.clock))
        await perform(context, open, { type: 'run-expire' });
      await change(open);
      changed = open.run;
    });
    return changed;
  }

  /** A failed write leaves the run as its rows say; the next reconcile takes it up again. */
  function start(id: string): void {
    driver.drive(id).catch(() => undefined);
  }

  return {
    retrieve,
    ...runCreation(context, assistants, start),

    async list(threadId: string, query: ListQuery): Promise<Page<Run>> {
      if ((await store.threads.get(threadId)) === undefined) throw notFound('thread', threadId);
      return store.runs.list(threadId, query);
    },

    async listSteps(threadId: string, id: string, query: ListQuery): Promise<Page<RunStep>> {
      await retrieve(threadId, id);
      return store.run_steps.list(id, query);
    },

    async retrieveStep(threadId: string, runId: string, id: string): Promise<RunStep> {
      await retrieve(threadId, runId);
      const step = await store.run_steps.get(id);
      if (step?.run_id !== runId) throw notFound('run step', id);
      return step;
    },

    async update(threadId: string, id: string, { metadata }: { readonly metadata?: Metadata | null }): Promise<Run> {
      if (metadata === undefined) return retrieve(threadId, id);
      return held(threadId, id, async (open) => {
        const before = open.run;
        open.run = { ...before, metadata: metadata ?? {} };
        try {
          await store.transaction(async () => {
            if (open.message !== null) await store.messages.put({ ...open.message, content: textContent(open.text) });
            await store.runs.put(open.run);
          });
        } catch (thrown) {
          open.run = before;
          throw thrown;
        }
      });
    },

    /** All outputs of the calls that wait, in one submission; the run goes on with them. */
    async submitToolOutputs(threadId: string, id: string, outputs: readonly ToolOutput[]): Promise<Run> {
      const submitted = await held(threadId, id, async (open) => {
        refuseOutputs(open.run, outputs);
        const answers = outputs.map(({ tool_call_id, output }) => ({ id: tool_call_id, output }));
        await perform(context, open, { type: 'outputs-submit', answers });
      });
      start(id);
      return submitted;
    },

    async cancel(threadId: string, id: string): Promise<Run> {
      const cancelled = await held(threadId, id, async (open) => {
        const { status } = open.run;
        if (isTerminal(status)) throw new ApiError(400, `Cannot cancel run with status '${status}'.`);
        await perform(context, open, { type: 'run-cancel' });
      });
      if (cancelled.status === 'cancelling') start(id);
      return cancelled;
    },
  };
}

export type RunOperations = ReturnType<typeof runOperations>;

/** A run is written together with whatever is given with it; only then is it told of, and only then is a request made. */
function runCreation(context: Context, assistants: AssistantOperations, start: (id: string) => void) {
  const { store, indexer, notify } = context;

  async function partsOf(given: NewRun, { life = RUN_LIFE, parent }: RunOptions): Promise<RunParts> {
    const assistant = await assistants.retrieve(given.assistant_id);
    return { given, assistant, chosen: await context.backends.choose(given.model ?? assistant.model), life, parent };
  }

  function begin(run: Run, before: readonly ThreadEvent[] = []): Run {
    indexer.wake();
    const data = published(run);
    const begun: readonly ThreadEvent[] = [
      ...before,
      { event: 'thread.run.created', data },
      { event: 'thread.run.queued', data },
    ];
    for (const event of begun) notify({ thread_id: run.thread_id, run_id: run.id, event, offset: 0 });
    start(run.id);
    return run;
  }

  return {
    async create(threadId: string, given: NewRun, options: RunOptions = {}): Promise<Run> {
      const parts = await partsOf(given, options);
      const run = await store.transaction(async () => {
        const thread = await findOpenThread(store, threadId);
        return addRun(context, thread, parts);
      });
      return begin(run);
    },

    /** The run's events begin with the thread's. */
    async createWithThread(given: NewThreadAndRun, options: RunOptions = {}): Promise<Run> {
      const { thread: newThread = {}, tool_resources: resources = null, ...rest } = given;
      const tool_resources =
        resources === null ? newThread.tool_resources : { ...resources, ...newThread.tool_resources };
      const parts = await partsOf(rest, options);
      const { thread, run } = await store.transaction(async () => {
        const made = await addThread(context, { ...newThread, tool_resources: tool_resources ?? null }, null);
        return { thread: made, run: await addRun(context, made, parts) };
      });
      return begin(run, [{ event: 'thread.created', data: published(thread) }]);
    },
  };
}

/** Throws ApiError 400 unless these are the outputs that the run waits for. */
function refuseOutputs({ status, required_action }: Run, outputs: readonly ToolOutput[]): void {
  if (status !== 'requires_action' || required_action === null)
    throw new ApiError(400, `Runs in status "${status}" do not accept tool outputs.`);
  const expected = required_action.submit_tool_outputs.tool_calls.map((call) => call.id);
  const given = outputs.map((output) => output.tool_call_id);
  if (!sameIds(expected, given))
    throw new ApiError(400, `Expected tool outputs for call_ids ${idList(expected)}, got ${idList(given)}`);
}

function sameIds(expected: readonly string[], given: readonly string[]): boolean {
  return expected.length === given.length && expected.every((id) => given.includes(id));
}

function idList(ids: readonly string[]): string {
  return `[${ids.map((id) => `'${id}'`).join(', ')}]`;
}
