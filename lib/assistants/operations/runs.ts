import { ApiError, notFound } from '../api-error.ts';
import { type Context, type Notice, seconds } from '../context.ts';
import type { Driver } from '../drive-run.ts';
import type { Assistant, AssistantTool, Metadata, Run, ToolChoice, TruncationStrategy } from '../objects.ts';
import { NO_USAGE } from '../open-run.ts';
import type { ListQuery } from '../ports.ts';
import { published } from '../published.ts';
import { isTerminal } from '../step.ts';
import type { AssistantOperations } from './assistants.ts';
import { addMessages, type NewMessage } from './messages.ts';

/** The published life of a run, in seconds: all transcripts of the hosted API show ten minutes. */
export const RUN_LIFE = 600;

export type NewRun = {
  readonly assistant_id: string;
  readonly model?: string | null;
  readonly instructions?: string | null;
  readonly additional_instructions?: string | null;
  readonly additional_messages?: readonly NewMessage[] | null;
  readonly tools?: readonly AssistantTool[] | null;
  readonly metadata?: Metadata | null;
  readonly temperature?: number | null;
  readonly top_p?: number | null;
  readonly max_prompt_tokens?: number | null;
  readonly max_completion_tokens?: number | null;
  readonly truncation_strategy?: TruncationStrategy | null;
  readonly tool_choice?: ToolChoice | null;
  readonly parallel_tool_calls?: boolean | null;
};

export type ToolOutput = { readonly tool_call_id: string; readonly output: string };

export function runOperations(context: Context, driver: Driver, assistants: AssistantOperations) {
  const { store } = context;

  async function retrieve(threadId: string, id: string): Promise<Run> {
    const run = await store.runs.get(id);
    if (run?.thread_id !== threadId) throw notFound('run', id);
    return run;
  }

  return {
    retrieve,
    list: (threadId: string, query: ListQuery) => store.runs.list(threadId, query),
    listSteps: async (threadId: string, id: string, query: ListQuery) => {
      await retrieve(threadId, id);
      return store.run_steps.list(id, query);
    },

    /** Writes the messages and the run in one transaction; only then is a request made. `life` in seconds. */
    async create(threadId: string, given: NewRun, life = RUN_LIFE): Promise<Run> {
      const assistant = await assistants.retrieve(given.assistant_id);
      const chosen = await context.backends.choose(given.model ?? assistant.model);
      const run = await store.transaction(async () => {
        const thread = await store.threads.get(threadId);
        if (thread === undefined) throw notFound('thread', threadId);
        const active = await store.runs.activeOf(threadId);
        if (active !== undefined) throw new ApiError(400, `Thread ${threadId} already has an active run ${active.id}.`);
        await addMessages(context, thread, given.additional_messages ?? []);
        // After the messages: what the run writes comes behind them in the order.
        const [newest] = (await store.runs.list(threadId, { limit: 1, order: 'desc' })).data;
        const after = newest?.local.order;
        const created = newRun(context, threadId, { given, assistant, chosen, life, after });
        await store.runs.put(created);
        return created;
      });
      for (const event of ['thread.run.created', 'thread.run.queued'] as const)
        context.notify({ ...about(run), event: { event, data: published(run) } });
      start(run.id);
      return run;
    },

    /** All outputs of the calls that wait, in one submission; the run goes on with them. */
    async submitToolOutputs(threadId: string, id: string, outputs: readonly ToolOutput[]): Promise<Run> {
      const run = await retrieve(threadId, id);
      if (run.status !== 'requires_action' || run.required_action === null)
        throw new ApiError(400, `Runs in status "${run.status}" do not accept tool outputs.`);
      const expected = run.required_action.submit_tool_outputs.tool_calls.map((call) => call.id);
      const given = outputs.map((output) => output.tool_call_id);
      if (!sameIds(expected, given))
        throw new ApiError(400, `Expected tool outputs for call_ids ${idList(expected)}, got ${idList(given)}`);
      await driver.dispatch(id, { type: 'outputs-submit' }, (open) => {
        open.outputs = new Map(outputs.map(({ tool_call_id, output }) => [tool_call_id, output]));
      });
      const submitted = await retrieve(threadId, id);
      start(id);
      return submitted;
    },

    async cancel(threadId: string, id: string): Promise<Run> {
      const { status } = await retrieve(threadId, id);
      if (isTerminal(status)) throw new ApiError(400, `Cannot cancel run with status '${status}'.`);
      await driver.dispatch(id, { type: 'run-cancel' });
      return retrieve(threadId, id);
    },
  };

  /** A failed write leaves the run as its rows say; the next reconcile takes it up again. */
  function start(id: string): void {
    driver.drive(id).catch(() => undefined);
  }
}

function sameIds(expected: readonly string[], given: readonly string[]): boolean {
  return expected.length === given.length && expected.every((id) => given.includes(id));
}

function idList(ids: readonly string[]): string {
  return `[${ids.map((id) => `'${id}'`).join(', ')}]`;
}

type RunParts = {
  readonly given: NewRun;
  readonly assistant: Assistant;
  readonly chosen: { readonly connection_id: string; readonly model: string };
  readonly life: number;
  /** Place of the thread's newest run in creation order. */
  readonly after: number | undefined;
};

function newRun(
  { clock, newId, nextOrder }: Context,
  threadId: string,
  { given, assistant, chosen, life, after }: RunParts,
): Run {
  const created_at = seconds(clock);
  return {
    id: newId('run_'),
    object: 'thread.run',
    created_at,
    thread_id: threadId,
    assistant_id: assistant.id,
    status: 'queued',
    required_action: null,
    last_error: null,
    expires_at: created_at + life,
    started_at: null,
    cancelled_at: null,
    failed_at: null,
    completed_at: null,
    incomplete_details: null,
    model: chosen.model,
    instructions: instructionsOf(given, assistant),
    tools: given.tools ?? assistant.tools,
    metadata: given.metadata ?? {},
    usage: null,
    temperature: given.temperature ?? assistant.temperature,
    top_p: given.top_p ?? assistant.top_p,
    max_prompt_tokens: given.max_prompt_tokens ?? null,
    max_completion_tokens: given.max_completion_tokens ?? null,
    truncation_strategy: given.truncation_strategy ?? { type: 'auto' },
    tool_choice: given.tool_choice ?? 'auto',
    parallel_tool_calls: given.parallel_tool_calls ?? true,
    response_format: assistant.response_format ?? 'auto',
    reasoning_effort: assistant.reasoning_effort,
    local: { order: nextOrder(after), active: 1, connection_id: chosen.connection_id, used: NO_USAGE },
  };
}

function instructionsOf(given: NewRun, assistant: Assistant): string {
  return [given.instructions ?? assistant.instructions, given.additional_instructions].filter(Boolean).join('\n\n');
}

function about(run: Run): Omit<Notice, 'event'> {
  return { thread_id: run.thread_id, run_id: run.id, offset: 0 };
}
