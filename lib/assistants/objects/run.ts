import type { AppError } from '../../errors.ts';
import type { HeardRemote } from '../ports.ts';
import type { CreationOrder, Metadata } from './common.ts';
import type { ToolCall } from './run-step.ts';
import type { AssistantTool, ResponseFormat, ToolChoice } from './tools.ts';

export type RunStatus =
  | 'queued'
  | 'in_progress'
  | 'requires_action'
  | 'cancelling'
  | 'cancelled'
  | 'failed'
  | 'completed'
  | 'incomplete'
  | 'expired';

export type FunctionCall = {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
};

export type Usage = {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
};

export type TruncationStrategy =
  | { readonly type: 'auto' }
  | { readonly type: 'last_messages'; readonly last_messages: number };

export type LastError = {
  readonly code: 'server_error' | 'rate_limit_exceeded' | 'invalid_prompt';
  readonly message: string;
};

export type Run = {
  readonly id: string;
  readonly object: 'thread.run';
  readonly created_at: number;
  readonly thread_id: string;
  readonly assistant_id: string;
  readonly status: RunStatus;
  readonly required_action: {
    readonly type: 'submit_tool_outputs';
    readonly submit_tool_outputs: { readonly tool_calls: readonly FunctionCall[] };
  } | null;
  readonly last_error: LastError | null;
  readonly expires_at: number | null;
  readonly started_at: number | null;
  readonly cancelled_at: number | null;
  readonly failed_at: number | null;
  readonly completed_at: number | null;
  readonly incomplete_details: { readonly reason: 'max_completion_tokens' | 'max_prompt_tokens' } | null;
  readonly model: string;
  readonly instructions: string;
  readonly tools: readonly AssistantTool[];
  readonly metadata: Metadata;
  readonly usage: Usage | null;
  readonly temperature: number | null;
  readonly top_p: number | null;
  readonly max_prompt_tokens: number | null;
  readonly max_completion_tokens: number | null;
  readonly truncation_strategy: TruncationStrategy;
  readonly tool_choice: ToolChoice;
  readonly parallel_tool_calls: boolean;
  readonly response_format: ResponseFormat;
  readonly reasoning_effort: string | null;
  readonly local: {
    readonly order: CreationOrder;
    /** 1 while the run is not terminal, absent after: a sparse index finds the active runs. */
    readonly active?: 1;
    /** Who was asked, as it was called then; absent where it is the default assistant or has no name. */
    readonly assistant_name?: string;
    /** The connection the run was answered by. */
    readonly connection_id: string;
    /** The failure as the user is told it; `last_error` is the same for API clients. */
    readonly error?: AppError;
    /** Tokens used so far, over the completions that have ended. */
    readonly used: Usage;
    /** Some of these are our own estimates: the server has not said. */
    readonly usage_estimated?: true;
    /** Where the open completion goes on at its server. */
    readonly remote?: HeardRemote;
    /** Calls that the server performed while others were open: they stand in the run step of those. */
    readonly hosted_beside?: readonly ToolCall[];
    /** Parts of a long page: how many have been read, while they are. */
    readonly reading?: { readonly read: number; readonly of: number };
    /** The request is made again at `until`, unix milliseconds. */
    readonly waiting?: { readonly until: number; readonly error: AppError };
    /** The run that consults this one's assistant, and how many runs are above this one. */
    readonly parent?: { readonly run_id: string; readonly depth: number };
  };
};
