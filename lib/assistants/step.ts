/**
 * The run as a pure state machine: what happens next, and what the shell (drive-run.ts) has to do about it.
 *
 * queued → in_progress → completed | incomplete | failed | expired | requires_action
 * requires_action → queued (all outputs submitted) | cancelling | expired
 * queued, in_progress, requires_action → cancelling → cancelled
 */

import type { AppError } from '../errors.ts';
import type { MessageIncompleteReason, Run, RunStatus, RunStepStatus } from './objects.ts';
import type { FinishReason } from './ports.ts';

export type RunState = {
  readonly status: RunStatus;
  /** The run step the open completion is writing: a message, function calls, or nothing yet. */
  readonly writing: 'nothing' | 'message' | 'calls';
};

export type RunEvent =
  | { readonly type: 'run-start' }
  | { readonly type: 'text-delta'; readonly delta: string }
  | {
      readonly type: 'call-delta';
      readonly index: number;
      readonly id: string;
      readonly name: string;
      readonly arguments_delta: string;
    }
  | { readonly type: 'completion-end'; readonly reason: FinishReason }
  | { readonly type: 'run-fail'; readonly error: AppError }
  /** The request is over: answered, cut, or aborted. The last event of every completion. */
  | { readonly type: 'stream-end' }
  | { readonly type: 'outputs-submit' }
  | { readonly type: 'run-cancel' }
  | { readonly type: 'run-expire' };

export type Effect =
  | { readonly type: 'set-status'; readonly status: RunStatus }
  | { readonly type: 'set-error'; readonly error: AppError }
  | { readonly type: 'set-incomplete'; readonly reason: 'max_completion_tokens' | 'max_prompt_tokens' }
  | { readonly type: 'require-outputs' }
  | { readonly type: 'open-stream' }
  | { readonly type: 'abort-stream' }
  | { readonly type: 'open-message' }
  | { readonly type: 'append-text'; readonly delta: string }
  | {
      readonly type: 'close-message';
      readonly step: RunStepStatus;
      /** Null: the message is complete. */
      readonly reason: MessageIncompleteReason | null;
    }
  | { readonly type: 'open-calls' }
  | {
      readonly type: 'append-call';
      readonly index: number;
      readonly id: string;
      readonly name: string;
      readonly arguments_delta: string;
    }
  | { readonly type: 'close-calls'; readonly step: RunStepStatus };

export type Step = readonly [RunState, readonly Effect[]];

const TERMINAL: ReadonlySet<RunStatus> = new Set(['completed', 'incomplete', 'failed', 'cancelled', 'expired']);

const SUBMITTED: Step = [
  { status: 'queued', writing: 'nothing' },
  [
    { type: 'close-calls', step: 'completed' },
    { type: 'set-status', status: 'queued' },
  ],
];

export function isTerminal(status: RunStatus): boolean {
  return TERMINAL.has(status);
}

/** The state a stored run is in. `writing` is told apart by which of its run steps is still `in_progress`. */
export function stateOf(run: Pick<Run, 'status'>, writing: RunState['writing']): RunState {
  return { status: run.status, writing };
}

/** Advances a run by one event. An event that has no place in the state changes nothing and asks for nothing. */
export function step(state: RunState, event: RunEvent): Step {
  if (isTerminal(state.status)) return [state, []];
  switch (event.type) {
    case 'run-start':
      return state.status === 'queued' ? move(state, 'in_progress', [{ type: 'open-stream' }]) : [state, []];
    case 'text-delta':
      return state.status === 'in_progress' ? text(state, event.delta) : [state, []];
    case 'call-delta':
      return state.status === 'in_progress' ? call(state, event) : [state, []];
    case 'completion-end':
      return state.status === 'in_progress' ? complete(state, event.reason) : [state, []];
    case 'run-fail':
      return state.status === 'cancelling' ? [state, []] : fail(state, event.error);
    case 'stream-end':
      return endOfStream(state);
    case 'outputs-submit':
      return state.status === 'requires_action' ? SUBMITTED : [state, []];
    case 'run-cancel':
      return state.status === 'cancelling' ? [state, []] : cancel(state);
    case 'run-expire':
      return end(state, 'expired', 'expired', 'run_expired', [{ type: 'abort-stream' }]);
  }
}

function move(state: RunState, status: RunStatus, then: readonly Effect[]): Step {
  return [{ ...state, status }, [{ type: 'set-status', status }, ...then]];
}

function text(state: RunState, delta: string): Step {
  if (delta === '') return [state, []];
  const append: Effect = { type: 'append-text', delta };
  if (state.writing === 'message') return [state, [append]];
  // Text after the function calls of one completion: the calls wait for their outputs and stay what the run is about.
  if (state.writing === 'calls') return [state, []];
  return [{ ...state, writing: 'message' }, [{ type: 'open-message' }, append]];
}

function call(state: RunState, delta: Extract<RunEvent, { type: 'call-delta' }>): Step {
  const append: Effect = { ...delta, type: 'append-call' };
  if (state.writing === 'calls') return [state, [append]];
  const before: Effect[] =
    state.writing === 'message' ? [{ type: 'close-message', step: 'completed', reason: null }] : [];
  return [{ ...state, writing: 'calls' }, [...before, { type: 'open-calls' }, append]];
}

function complete(state: RunState, reason: FinishReason): Step {
  switch (reason) {
    case 'length':
      return end(state, 'incomplete', 'completed', 'max_tokens', [
        { type: 'set-incomplete', reason: 'max_completion_tokens' },
      ]);
    case 'content-filter': {
      // A filtered answer keeps its message, empty if need be.
      const opened: Effect[] = state.writing === 'nothing' ? [{ type: 'open-message' }] : [];
      const writing = state.writing === 'nothing' ? 'message' : state.writing;
      const [next, effects] = end({ ...state, writing }, 'incomplete', 'completed', 'content_filter', []);
      return [next, [...opened, ...effects]];
    }
    case 'stop':
    case 'tool-calls':
      // Servers disagree about the reason they give; whether there are calls decides.
      if (state.writing === 'calls')
        return [
          { ...state, status: 'requires_action' },
          [{ type: 'require-outputs' }, { type: 'set-status', status: 'requires_action' }],
        ];
      return end(state, 'completed', 'completed', null, []);
  }
}

function fail(state: RunState, error: AppError): Step {
  return end(state, 'failed', 'failed', 'run_failed', [{ type: 'abort-stream' }, { type: 'set-error', error }]);
}

function endOfStream(state: RunState): Step {
  if (state.status === 'cancelling') return end(state, 'cancelled', 'cancelled', 'run_cancelled', []);
  if (state.status === 'in_progress') return fail(state, { kind: 'cut-off' });
  return [state, []];
}

function cancel(state: RunState): Step {
  const [cancelling, effects] = move(state, 'cancelling', [{ type: 'abort-stream' }]);
  // Nothing is on its way, so nothing will report the end of a stream.
  if (state.status !== 'in_progress') {
    const [cancelled, rest] = endOfStream(cancelling);
    return [cancelled, [...effects, ...rest]];
  }
  return [cancelling, effects];
}

/** Ends the run: what is being written is closed first, then the run takes its last status. */
function end(
  state: RunState,
  status: RunStatus,
  step: RunStepStatus,
  reason: MessageIncompleteReason | null,
  before: readonly Effect[],
): Step {
  const close: Effect[] =
    state.writing === 'message'
      ? [{ type: 'close-message', step, reason }]
      : state.writing === 'calls'
        ? [{ type: 'close-calls', step }]
        : [];
  return [{ status, writing: 'nothing' }, [...before, ...close, { type: 'set-status', status }]];
}
