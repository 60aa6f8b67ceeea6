/** The vocabulary of the run machine (step.ts): the states of a run, what may happen to it, and what is to be done then. */

import type { AppError } from '../../errors.ts';
import type {
  Annotation,
  HostedCall,
  MessageIncompleteReason,
  Metadata,
  RunStatus,
  RunStepStatus,
  ToolCall,
  Usage,
} from '../objects.ts';
import type { CallExtra, FinishReason, Remote } from '../ports.ts';

export type RunState = {
  readonly status: RunStatus;
  /** The run step that is open: a message, calls that the model is making, calls that the engine is performing, or none. */
  readonly writing: 'nothing' | 'message' | 'calls' | 'performing';
  /** Who has to answer the open calls. */
  readonly performers: Performers;
};

export type Performer = 'engine' | 'client';

export type Performers = { readonly engine: boolean; readonly client: boolean };

export type RunIncompleteReason = 'max_completion_tokens' | 'max_prompt_tokens';

export type CallDelta = {
  /** The call's place in its completion, from 0. */
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly arguments_delta: string;
  readonly extra?: CallExtra;
  readonly performer: Performer;
  /** What the call is in the eyes of a client. */
  readonly tool: ToolCall['type'];
};

/** The answer to one call: what the model is told, and the call as a client sees it then. */
export type CallAnswer = { readonly id: string; readonly output: string; readonly shown?: ToolCall };

export type RunEvent =
  | { readonly type: 'run-start' }
  | { readonly type: 'text-delta'; readonly delta: string }
  | ({ readonly type: 'call-delta' } & CallDelta)
  /** The server has performed a call of its own. */
  | ({ readonly type: 'hosted-call' } & HostedCall)
  | { readonly type: 'annotation'; readonly annotation: Annotation }
  /** A long page is read part by part. */
  | { readonly type: 'reading'; readonly read: number; readonly of: number }
  /** `estimated`: the server has not said. */
  | { readonly type: 'usage'; readonly usage: Usage; readonly estimated: boolean }
  /** All that has been heard so far need not be heard again. */
  | { readonly type: 'remote'; readonly remote: Remote }
  | { readonly type: 'request-wait'; readonly until: number; readonly error: AppError }
  | { readonly type: 'wait-end' }
  /** `exceeded`: the budget that the run has now used more of than it was given. */
  | { readonly type: 'completion-end'; readonly reason: FinishReason; readonly exceeded: RunIncompleteReason | null }
  /** There is no room for another completion. */
  | { readonly type: 'budget-end'; readonly reason: RunIncompleteReason }
  | { readonly type: 'run-fail'; readonly error: AppError }
  /** The request is over: answered, cut, or aborted. The last event of every completion. */
  | { readonly type: 'stream-end' }
  | { readonly type: 'call-note'; readonly metadata: Metadata }
  | { readonly type: 'call-answer'; readonly answer: CallAnswer }
  /** The engine has answered all calls that are its own. */
  | { readonly type: 'calls-performed' }
  | { readonly type: 'outputs-submit'; readonly answers: readonly CallAnswer[] }
  | { readonly type: 'run-cancel' }
  | { readonly type: 'run-expire' };

export type Effect =
  | { readonly type: 'set-status'; readonly status: RunStatus }
  | { readonly type: 'set-error'; readonly error: AppError }
  | { readonly type: 'set-incomplete'; readonly reason: RunIncompleteReason }
  | { readonly type: 'require-outputs' }
  | { readonly type: 'set-remote'; readonly remote: Remote }
  | { readonly type: 'set-waiting'; readonly until: number; readonly error: AppError }
  | { readonly type: 'stop-waiting' }
  | { readonly type: 'set-reading'; readonly read: number; readonly of: number }
  | { readonly type: 'count-usage'; readonly usage: Usage; readonly estimated: boolean }
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
  | { readonly type: 'annotate'; readonly annotation: Annotation }
  | ({ readonly type: 'add-hosted-call' } & HostedCall)
  | { readonly type: 'open-calls' }
  | ({ readonly type: 'append-call' } & CallDelta)
  | { readonly type: 'perform-calls' }
  | { readonly type: 'note-calls'; readonly metadata: Metadata }
  | { readonly type: 'answer-call'; readonly answer: CallAnswer }
  | { readonly type: 'close-calls'; readonly step: RunStepStatus };
