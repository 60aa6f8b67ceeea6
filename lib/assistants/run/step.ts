/**
 * The run as a pure state machine: what happens next, and what the shell (drive-run.ts) has to do about it.
 *
 * queued → in_progress → completed | incomplete | failed | expired | requires_action
 * queued → expired
 * requires_action → queued (all outputs submitted) | cancelling | expired
 * queued, in_progress, requires_action → cancelling → cancelled
 *
 * A run is one completion after the other while it is in progress: after calls that the engine performs itself the next one
 * follows at once, after calls that the client performs it follows the submission of their outputs.
 */

import type { AppError } from '../../errors.ts';
import type { MessageIncompleteReason, Run, RunStatus, RunStepStatus } from '../objects.ts';
import type { CallAnswer, Effect, Performers, RunEvent, RunState } from './run-events.ts';

export type Step = readonly [RunState, readonly Effect[]];

const TERMINAL: ReadonlySet<RunStatus> = new Set(['completed', 'incomplete', 'failed', 'cancelled', 'expired']);

const NOBODY: Performers = { engine: false, client: false };

export function isTerminal(status: RunStatus): boolean {
  return TERMINAL.has(status);
}

/** The state a stored run is in. `writing` is told apart by which of its run steps is still `in_progress`. */
export function stateOf({ status }: Pick<Run, 'status'>, writing: RunState['writing']): RunState {
  return { status, writing, performers: { engine: false, client: status === 'requires_action' } };
}

/** Advances a run by one event. An event that has no place in the state changes nothing and asks for nothing. */
export function step(state: RunState, event: RunEvent): Step {
  if (isTerminal(state.status)) return [state, []];
  switch (event.type) {
    case 'run-cancel':
      return state.status === 'cancelling' ? [state, []] : cancel(state);
    case 'run-expire':
      return expire(state);
    case 'run-fail':
      return state.status === 'in_progress' ? fail(state, event.error) : [state, []];
    case 'stream-end':
      return endOfStream(state);
    case 'run-start':
      return state.status === 'queued' ? move(state, 'in_progress', [{ type: 'open-stream' }]) : [state, []];
    case 'outputs-submit':
      return state.status === 'requires_action' ? submitted(event.answers) : [state, []];
    case 'calls-performed':
      return performed(state);
    case 'usage':
      // Paid for, also when nobody wants the answer any more.
      if (state.status === 'cancelling') return [state, [{ ...event, type: 'count-usage' }]];
      return state.status === 'in_progress' ? progress(state, event) : [state, []];
    default:
      return state.status === 'in_progress' ? progress(state, event) : [state, []];
  }
}

/** What only a run in progress knows. */
type Progress = Exclude<
  RunEvent,
  {
    type: 'run-start' | 'run-fail' | 'stream-end' | 'calls-performed' | 'outputs-submit' | 'run-cancel' | 'run-expire';
  }
>;

function progress(state: RunState, event: Progress): Step {
  if (state.writing === 'performing') return performing(state, event);
  switch (event.type) {
    case 'text-delta':
      return text(state, event.delta);
    case 'call-delta':
      return call(state, event);
    case 'hosted-call':
      return hosted(state, event);
    case 'annotation':
      return [state, state.writing === 'message' ? [{ type: 'annotate', annotation: event.annotation }] : []];
    case 'usage':
      return [state, [{ ...event, type: 'count-usage' }]];
    case 'remote':
      // Calls are heard from their beginning or not at all.
      return [state, state.writing === 'calls' ? [] : [{ type: 'set-remote', remote: event.remote }]];
    case 'reading':
      return [state, [{ ...event, type: 'set-reading' }]];
    case 'request-wait':
      return [state, [{ ...event, type: 'set-waiting' }]];
    case 'wait-end':
      return [state, [{ type: 'stop-waiting' }]];
    case 'completion-end':
      return complete(state, event);
    case 'budget-end':
      return end(state, 'incomplete', 'completed', null, [{ type: 'set-incomplete', reason: event.reason }]);
    case 'call-note':
    case 'call-answer':
      return [state, []];
  }
}

/** The completion is over; only what its calls lead to matters. */
function performing(state: RunState, event: Progress): Step {
  if (event.type === 'call-note') return [state, [{ type: 'note-calls', metadata: event.metadata }]];
  if (event.type === 'call-answer') return [state, [{ type: 'answer-call', answer: event.answer }]];
  return [state, []];
}

function move(state: RunState, status: RunStatus, then: readonly Effect[]): Step {
  return [{ ...state, status }, [{ type: 'set-status', status }, ...then]];
}

function text(state: RunState, delta: string): Step {
  if (delta === '') return [state, []];
  const append: Effect = { type: 'append-text', delta };
  if (state.writing === 'message') return [state, [append]];
  // Text after the calls of one completion: the calls wait for their answers and stay what the run is about.
  if (state.writing !== 'nothing') return [state, []];
  return [{ ...state, writing: 'message' }, [{ type: 'open-message' }, append]];
}

function call(state: RunState, { type: _type, ...delta }: Extract<RunEvent, { type: 'call-delta' }>): Step {
  const append: Effect = { type: 'append-call', ...delta };
  const performers = { ...state.performers, [delta.performer]: true };
  if (state.writing === 'calls') return [{ ...state, performers }, [append]];
  return [{ ...state, writing: 'calls', performers }, [...beforeCalls(state), { type: 'open-calls' }, append]];
}

/** Made and answered in one; open calls of others stay open. */
function hosted(state: RunState, { call: made, status }: Extract<RunEvent, { type: 'hosted-call' }>): Step {
  const effects: Effect[] = [...beforeCalls(state), { type: 'add-hosted-call', call: made, status }];
  return [state.writing === 'message' ? { ...state, writing: 'nothing' } : state, effects];
}

function beforeCalls({ writing }: RunState): Effect[] {
  return writing === 'message' ? [{ type: 'close-message', step: 'completed', reason: null }] : [];
}

function complete(state: RunState, { reason, exceeded }: Extract<RunEvent, { type: 'completion-end' }>): Step {
  switch (reason) {
    case 'length':
      return end(state, 'incomplete', 'completed', 'max_tokens', [
        { type: 'set-incomplete', reason: 'max_completion_tokens' },
      ]);
    case 'content-filter':
      return filtered(state);
    case 'stop':
    case 'tool-calls':
      // Servers disagree about the reason they give; whether there are calls decides.
      if (state.writing === 'calls') return called(state);
      if (exceeded === null) return end(state, 'completed', 'completed', null, []);
      return end(state, 'incomplete', 'completed', null, [{ type: 'set-incomplete', reason: exceeded }]);
  }
}

/** A filtered answer keeps its message, empty if need be. */
function filtered(state: RunState): Step {
  const before: Effect[] = [];
  if (state.writing === 'calls') before.push({ type: 'close-calls', step: 'failed' });
  if (state.writing !== 'message') before.push({ type: 'open-message' });
  const [next, effects] = end({ ...state, writing: 'message' }, 'incomplete', 'completed', 'content_filter', []);
  return [next, [...before, ...effects]];
}

/** The engine performs what is its own first; then the client is asked for the rest. */
function called(state: RunState): Step {
  if (state.performers.engine) return [{ ...state, writing: 'performing' }, [{ type: 'perform-calls' }]];
  return [
    { ...state, status: 'requires_action' },
    [{ type: 'require-outputs' }, { type: 'set-status', status: 'requires_action' }],
  ];
}

function performed(state: RunState): Step {
  if (state.status === 'cancelling') return endOfStream(state);
  if (state.status !== 'in_progress' || state.writing !== 'performing') return [state, []];
  if (state.performers.client)
    return called({ ...state, writing: 'calls', performers: { engine: false, client: true } });
  return [
    { status: 'in_progress', writing: 'nothing', performers: NOBODY },
    [{ type: 'close-calls', step: 'completed' }, { type: 'open-stream' }],
  ];
}

function submitted(answers: readonly CallAnswer[]): Step {
  return [
    { status: 'queued', writing: 'nothing', performers: NOBODY },
    [
      ...answers.map((answer) => ({ type: 'answer-call', answer }) as const),
      { type: 'close-calls', step: 'completed' },
      { type: 'set-status', status: 'queued' },
    ],
  ];
}

function fail(state: RunState, error: AppError): Step {
  return end(state, 'failed', 'failed', 'run_failed', [{ type: 'abort-stream' }, { type: 'set-error', error }]);
}

/** A run that was asked to stop has been stopped by the time it would have expired. */
function expire(state: RunState): Step {
  if (state.status === 'cancelling') return endOfStream(state);
  return end(state, 'expired', 'expired', 'run_expired', [{ type: 'abort-stream' }]);
}

function endOfStream(state: RunState): Step {
  if (state.status === 'cancelling') return end(state, 'cancelled', 'cancelled', 'run_cancelled', []);
  if (state.status === 'in_progress' && state.writing !== 'performing') return fail(state, { kind: 'cut-off' });
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
  return [
    { status, writing: 'nothing', performers: NOBODY },
    [...before, ...closing(state, step, reason), { type: 'set-status', status }],
  ];
}

function closing(state: RunState, step: RunStepStatus, reason: MessageIncompleteReason | null): readonly Effect[] {
  switch (state.writing) {
    case 'nothing':
      return [];
    case 'message':
      return [{ type: 'close-message', step, reason }];
    case 'calls':
    case 'performing':
      // Calls that were cut short by the length limit were never made.
      return [{ type: 'close-calls', step: step === 'completed' ? 'failed' : step }];
  }
}
