import type { CitedSource } from '../../page/citations.ts';
import type { Context } from '../context.ts';
import type { Annotation, Message, ModelCall, ReadPage, Run, RunStep, ToolCall, Usage } from '../objects.ts';
import type { HeardRemote, Remote, Store } from '../ports.ts';
import { stepsOf } from '../prompt/rounds.ts';
import { type FoundFiles, foundIn } from '../tools/found-files.ts';
import type { Performer, RunState } from './run-events.ts';
import { stateOf } from './step.ts';

/** A run in the hands of this worker: its rows, and what has not been written to them yet. */
export type OpenRun = {
  run: Run;
  state: RunState;
  /** Whether the next completion is to be asked for. */
  asks: boolean;
  /** Where the next completion is taken up instead of being asked for. */
  resumes: HeardRemote | null;
  /** Where the completion before this one was at its server. */
  previous: Remote | null;
  /** The message and run step being written, null between them. */
  message: Message | null;
  runStep: RunStep | null;
  /** The open message's text; the row may be half a second behind. */
  text: string;
  /** What the open message's words rest on, as its server says. */
  annotations: readonly Annotation[];
  /** Characters of the open completion's text in messages that are closed. */
  said: number;
  /** The open completion's calls, in the order the model made them. */
  calls: readonly OpenCall[];
  /** Place in creation order of the newest row that belongs to the run. */
  readonly order: number;
  /** What the open completion was given to read: its citation markers count through these. */
  sources: readonly (CitedSource & ReadPage)[];
  /** The model takes no images, and the question has some. */
  imagesLeftOut: boolean;
  /** What the run's file searches have found, by the marker an answer cites it with. */
  readonly found: FoundFiles;
  /** Tokens of all completions so far, and of the open one alone. */
  used: Usage;
  completionUsage: Usage;
  readonly abort: AbortController;
  /** Stops the pending checkpoint, if there is one. */
  cancelCheckpoint: (() => void) | null;
};

/** A call as the model makes it, and as a client sees it. */
export type OpenCall = ModelCall & { readonly performer: Performer; readonly shown: ToolCall };

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
  const { text_length, message_start = 0 } = run.local.remote ?? {};
  const text = content?.type === 'text' ? content.text : { value: '', annotations: [] };
  return {
    run,
    state: stateOf(run, details === undefined ? 'nothing' : message === null ? 'calls' : 'message'),
    asks: false,
    resumes: null,
    previous: null,
    message,
    runStep,
    // Words behind what was surely heard are heard again.
    text: text.value.slice(0, text_length === undefined ? undefined : Math.max(0, text_length - message_start)),
    annotations: text.annotations,
    said: message === null ? (text_length ?? 0) : message_start,
    calls: runStep === null ? [] : callsOf(run, runStep),
    order: newest?.local.order ?? run.local.order,
    sources: await sourcesOf(store, message),
    imagesLeftOut: message?.local.images_left_out === true,
    found: await foundSoFar(store, run),
    used: run.local.used,
    completionUsage: runStep?.local.usage ?? NO_USAGE,
    abort: new AbortController(),
    cancelCheckpoint: null,
  };
}

/** An answer that an earlier worker began: its citations are checked against the same pages. */
async function sourcesOf(store: Store, message: Message | null): Promise<OpenRun['sources']> {
  const sources = message?.local.sources ?? [];
  const cited = sources.map(async (source) => {
    const { passages = [], title = '' } = (await store.files.snapshot(source.file_id)) ?? {};
    return { ...source, passages, title };
  });
  return Promise.all(cited);
}

async function foundSoFar(store: Store, run: Run): Promise<FoundFiles> {
  const searches = run.started_at !== null && run.tools.some(({ type }) => type === 'file_search');
  return foundIn(searches ? stepsOf(store, run.id) : []);
}

function callsOf(run: Run, { step_details, local }: RunStep): OpenCall[] {
  if (step_details.type !== 'tool_calls') return [];
  const awaited = new Set(run.required_action?.submit_tool_outputs.tool_calls.map(({ id }) => id));
  return (local.calls ?? []).flatMap((call, index) => {
    const shown = step_details.tool_calls[index];
    return shown === undefined ? [] : [{ ...call, shown, performer: awaited.has(call.id) ? 'client' : 'engine' }];
  });
}

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    prompt_tokens: a.prompt_tokens + b.prompt_tokens,
    completion_tokens: a.completion_tokens + b.completion_tokens,
    total_tokens: a.total_tokens + b.total_tokens,
  };
}

export const NO_USAGE: Usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
