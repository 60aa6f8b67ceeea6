import type { CitedSource } from '../page/citations.ts';
import type { Context } from './context.ts';
import type { FunctionCall, Message, Run, RunStep, Usage } from './objects.ts';
import type { Store } from './ports.ts';
import { type RunState, stateOf } from './step.ts';

/** A run in the hands of this worker: its rows, and what has not been written to them yet. */
export type OpenRun = {
  run: Run;
  state: RunState;
  /** The message and run step being written, null between them. */
  message: Message | null;
  runStep: RunStep | null;
  /** The open message's text; the row may be half a second behind. */
  text: string;
  /** The open completion's function calls. */
  calls: FunctionCall[];
  /** Place in creation order of the newest row that belongs to the run. */
  readonly order: number;
  /** What the last submission answered, by call id. */
  outputs: ReadonlyMap<string, string>;
  /** What the open completion was given to read: its citation markers count through these. */
  sources: readonly CitedSource[];
  used: Usage;
  readonly abort: AbortController;
  /** Stops the pending checkpoint, if there is one. */
  cancelCheckpoint: (() => void) | null;
};

const LAST_STEP = { limit: 1, order: 'desc' } as const;

/** Takes up a stored run where its rows say it is. Undefined when there is no such run. */
export async function loadRun({ store }: Context, runId: string): Promise<OpenRun | undefined> {
  const run = await store.runs.get(runId);
  if (run === undefined) return undefined;
  const newest = (await store.run_steps.list(runId, LAST_STEP)).data[0];
  const runStep = newest?.status === 'in_progress' ? newest : null;
  const details = runStep?.step_details;
  const message =
    details?.type === 'message_creation'
      ? ((await store.messages.get(details.message_creation.message_id)) ?? null)
      : null;
  const content = message?.content[0];
  return {
    run,
    state: stateOf(run, details === undefined ? 'nothing' : message === null ? 'calls' : 'message'),
    message,
    runStep,
    text: content?.type === 'text' ? content.text.value : '',
    calls: details?.type === 'tool_calls' ? details.tool_calls.map(withoutOutput) : [],
    order: newest?.local.order ?? run.local.order,
    outputs: new Map(),
    sources: await sourcesOf(store, message),
    used: run.local.used,
    abort: new AbortController(),
    cancelCheckpoint: null,
  };
}

/** An answer that an earlier worker began: its citations are checked against the same pages. */
async function sourcesOf(store: Store, message: Message | null): Promise<CitedSource[]> {
  const sources = message?.local.sources ?? [];
  const cited = sources.map(async (source) => ({
    ...source,
    passages: (await store.files.snapshot(source.file_id))?.passages ?? [],
  }));
  return Promise.all(cited);
}

function withoutOutput(call: FunctionCall): FunctionCall {
  const { name, arguments: written } = call.function;
  return { id: call.id, type: 'function', function: { name, arguments: written } };
}

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    prompt_tokens: a.prompt_tokens + b.prompt_tokens,
    completion_tokens: a.completion_tokens + b.completion_tokens,
    total_tokens: a.total_tokens + b.total_tokens,
  };
}

export const NO_USAGE: Usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
