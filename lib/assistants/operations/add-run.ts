import { ApiError } from '../api-error.ts';
import { type Context, seconds } from '../context.ts';
import { DEFAULT_ASSISTANT } from '../default-assistant.ts';
import type {
  Assistant,
  AssistantTool,
  Metadata,
  ResponseFormat,
  Run,
  Thread,
  ToolChoice,
  TruncationStrategy,
} from '../objects.ts';
import { NO_USAGE } from '../run/open-run.ts';
import { titleByQuestion } from '../titles/thread-title.ts';
import { addMessages, type NewMessage } from './messages.ts';

/** What is absent or null is the assistant's, or the published default. */
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
  readonly response_format?: ResponseFormat | null;
  readonly reasoning_effort?: string | null;
};

export type RunParts = {
  readonly given: NewRun;
  readonly assistant: Assistant;
  readonly chosen: { readonly connection_id: string; readonly model: string };
  /** Seconds. */
  readonly life: number;
  /** The run that has asked for this one. */
  readonly parent: Run['local']['parent'];
};

/**
 * Writes a queued run and its additional messages inside the caller's transaction; whoever calls wakes the indexer after it.
 * Throws ApiError 400 while another run of the thread is active.
 */
export async function addRun(context: Context, thread: Thread, parts: RunParts): Promise<Run> {
  const { store } = context;
  const active = await store.runs.activeOf(thread.id);
  if (active !== undefined) throw new ApiError(400, `Thread ${thread.id} already has an active run ${active.id}.`);
  const { thread: asked } = await addMessages(context, thread, parts.given.additional_messages ?? []);
  await titleByQuestion(store, asked, parts.given.metadata ?? {});
  // After the messages: what the run writes comes behind them in the order.
  const [newest] = (await store.runs.list(thread.id, { limit: 1, order: 'desc' })).data;
  const [message] = (await store.messages.list(thread.id, { limit: 1, order: 'desc' })).data;
  const run = newRun(context, thread.id, parts, Math.max(newest?.local.order ?? 0, message?.local.order ?? 0));
  await store.runs.put(run);
  return run;
}

function newRun(
  { clock, newId, nextOrder }: Context,
  thread_id: string,
  { given, assistant, chosen, life, parent }: RunParts,
  after: number | undefined,
): Run {
  const created_at = seconds(clock);
  return {
    id: newId('run_'),
    object: 'thread.run',
    created_at,
    thread_id,
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
    response_format: given.response_format ?? assistant.response_format ?? 'auto',
    reasoning_effort: given.reasoning_effort ?? assistant.reasoning_effort,
    local: {
      order: nextOrder(after),
      active: 1,
      connection_id: chosen.connection_id,
      used: NO_USAGE,
      ...(parent === undefined ? {} : { parent }),
      ...(assistant.name === null || assistant.id === DEFAULT_ASSISTANT ? {} : { assistant_name: assistant.name }),
    },
  };
}

function instructionsOf(given: NewRun, assistant: Assistant): string {
  return [given.instructions ?? assistant.instructions, given.additional_instructions].filter(Boolean).join('\n\n');
}
