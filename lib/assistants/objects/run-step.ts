import type { CallExtra } from '../ports.ts';
import type { CreationOrder, Metadata } from './common.ts';
import type { Usage } from './run.ts';

export type FunctionToolCall = {
  readonly id: string;
  readonly type: 'function';
  readonly function: {
    readonly name: string;
    readonly arguments: string;
    /** Null until it was submitted. */
    readonly output: string | null;
  };
};

export type FileSearchResult = {
  readonly file_id: string;
  readonly file_name: string;
  /** 0 to 1. */
  readonly score: number;
  /** Shown only to who asks for it with `include[]`. */
  readonly content?: readonly { readonly type: 'text'; readonly text: string }[];
};

export type FileSearchToolCall = {
  readonly id: string;
  readonly type: 'file_search';
  readonly file_search: {
    readonly ranking_options?: { readonly ranker: 'auto' | 'default_2024_08_21'; readonly score_threshold: number };
    readonly results?: readonly FileSearchResult[];
  };
};

export type CodeInterpreterToolCall = {
  readonly id: string;
  readonly type: 'code_interpreter';
  readonly code_interpreter: {
    readonly input: string;
    readonly outputs: readonly (
      | { readonly type: 'logs'; readonly logs: string }
      | { readonly type: 'image'; readonly image: { readonly file_id: string } }
    )[];
  };
};

export type ToolCall = FunctionToolCall | FileSearchToolCall | CodeInterpreterToolCall;

/** A call that the model's server performed itself, once it was over. */
export type HostedCall = { readonly call: ToolCall; readonly status: 'completed' | 'failed' };

/** A call in the model's own words, whichever tool it turned out to be. `output` null: not answered yet. */
export type ModelCall = {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
  readonly output: string | null;
  readonly extra?: CallExtra;
};

export type StepDetails =
  | { readonly type: 'message_creation'; readonly message_creation: { readonly message_id: string } }
  | { readonly type: 'tool_calls'; readonly tool_calls: readonly ToolCall[] };

export type RunStepStatus = 'in_progress' | 'cancelled' | 'failed' | 'completed' | 'expired';

export type RunStep = {
  readonly id: string;
  readonly object: 'thread.run.step';
  readonly created_at: number;
  readonly assistant_id: string;
  readonly thread_id: string;
  readonly run_id: string;
  readonly type: 'message_creation' | 'tool_calls';
  readonly status: RunStepStatus;
  readonly step_details: StepDetails;
  readonly last_error: { readonly code: 'server_error' | 'rate_limit_exceeded'; readonly message: string } | null;
  readonly expired_at: number | null;
  readonly cancelled_at: number | null;
  readonly failed_at: number | null;
  readonly completed_at: number | null;
  readonly metadata: Metadata | null;
  readonly usage: Usage | null;
  readonly local: {
    readonly order: CreationOrder;
    /**
     * Of a `tool_calls` step: each call as the model made it and as it was answered, so that any later prompt can repeat it. Absent
     * where the server performed the call itself.
     */
    readonly calls?: readonly ModelCall[];
    /** Tokens of the completion that made the calls, while the step is still in progress. */
    readonly usage?: Usage;
  };
};
