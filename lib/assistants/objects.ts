/**
 * The Assistants objects under their published names and fields. Times are unix seconds, ids carry the published prefixes.
 * What is Sitethread's alone lives under the one key `local`, which never leaves through the front door (lib/api).
 */

import type { AppError } from '../errors.ts';
import type { PageKind } from '../page/snapshot.ts';

export type Metadata = Readonly<Record<string, string>>;

/** Position of a row in creation order: strictly increasing within a database, also inside one second. */
export type CreationOrder = number;

export type FunctionTool = {
  readonly type: 'function';
  readonly function: {
    readonly name: string;
    readonly description?: string;
    readonly parameters?: Readonly<Record<string, unknown>>;
    readonly strict?: boolean | null;
  };
};

export type AssistantTool = { readonly type: 'code_interpreter' } | { readonly type: 'file_search' } | FunctionTool;

export type ToolChoice =
  | 'none'
  | 'auto'
  | 'required'
  | { readonly type: 'function'; readonly function: { readonly name: string } }
  | { readonly type: 'file_search' | 'code_interpreter' };

export type ResponseFormat =
  | 'auto'
  | { readonly type: 'text' }
  | { readonly type: 'json_object' }
  | { readonly type: 'json_schema'; readonly json_schema: Readonly<Record<string, unknown>> };

export type ToolResources = {
  readonly code_interpreter?: { readonly file_ids?: readonly string[] };
  readonly file_search?: { readonly vector_store_ids?: readonly string[] };
};

export type Assistant = {
  readonly id: string;
  readonly object: 'assistant';
  readonly created_at: number;
  readonly name: string | null;
  readonly description: string | null;
  /** The name the model server knows, or `default`: whatever the default connection offers. */
  readonly model: string;
  readonly instructions: string | null;
  readonly tools: readonly AssistantTool[];
  readonly tool_resources: ToolResources | null;
  readonly metadata: Metadata;
  readonly temperature: number | null;
  readonly top_p: number | null;
  readonly response_format: ResponseFormat | null;
  readonly reasoning_effort: string | null;
  readonly local: { readonly order: CreationOrder };
};

export type Thread = {
  readonly id: string;
  readonly object: 'thread';
  readonly created_at: number;
  readonly metadata: Metadata;
  readonly tool_resources: ToolResources | null;
  readonly local: {
    readonly order: CreationOrder;
    /** Site key (lib/page/site.ts), or null for a thread made through the API. */
    readonly site: string | null;
    /** Unix milliseconds of the last message or run. */
    readonly active_at: number;
    /** Pages attached in this thread, one per url, the newest attached last. */
    readonly pages: readonly AttachedPage[];
  };
};

/** `passages`: how many it has, so that markers can be numbered without reading it. */
export type AttachedPage = { readonly file_id: string; readonly url: string; readonly passages: number };

export type MessageStatus = 'in_progress' | 'incomplete' | 'completed';

export type MessageIncompleteReason = 'content_filter' | 'max_tokens' | 'run_cancelled' | 'run_expired' | 'run_failed';

export type FileCitation = {
  readonly type: 'file_citation';
  /** The marker in the text that stands for the citation, such as `【7】`. */
  readonly text: string;
  readonly start_index: number;
  readonly end_index: number;
  readonly file_citation: { readonly file_id: string };
};

export type FilePath = {
  readonly type: 'file_path';
  readonly text: string;
  readonly start_index: number;
  readonly end_index: number;
  readonly file_path: { readonly file_id: string };
};

export type Annotation = FileCitation | FilePath;

export type TextContent = {
  readonly type: 'text';
  readonly text: { readonly value: string; readonly annotations: readonly Annotation[] };
};

export type MessageContent =
  | TextContent
  | { readonly type: 'refusal'; readonly refusal: string }
  | { readonly type: 'image_file'; readonly image_file: { readonly file_id: string; readonly detail?: string } }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string; readonly detail?: string } };

export type Attachment = {
  readonly file_id: string;
  readonly tools: readonly ({ readonly type: 'file_search' } | { readonly type: 'code_interpreter' })[];
};

/** What a citation marker of an assistant message points at, kept beside the published annotation. */
export type Citation = {
  /** The marker's number as the text carries it. */
  readonly marker: number;
  /** Where that marker begins in the text. The same passage may be cited rightly in one place and wrongly in another. */
  readonly start_index: number;
  readonly file_id: string;
  /** Passage id inside that file's snapshot. */
  readonly passage: number;
  /** The words on the page to go to; null when the model named a passage without quoting it. */
  readonly quote: string | null;
};

export type Message = {
  readonly id: string;
  readonly object: 'thread.message';
  readonly created_at: number;
  readonly thread_id: string;
  readonly status: MessageStatus;
  readonly incomplete_details: { readonly reason: MessageIncompleteReason } | null;
  readonly completed_at: number | null;
  readonly incomplete_at: number | null;
  readonly role: 'user' | 'assistant';
  readonly content: readonly MessageContent[];
  readonly assistant_id: string | null;
  readonly run_id: string | null;
  readonly attachments: readonly Attachment[] | null;
  readonly metadata: Metadata;
  readonly local: {
    readonly order: CreationOrder;
    readonly citations?: readonly Citation[];
    /** What the answer was given to read: its markers count through these from `first_marker`. */
    readonly sources?: readonly { readonly file_id: string; readonly first_marker: number }[];
  };
};

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
    /** The connection the run was answered by. */
    readonly connection_id: string;
    /** The failure as the user is told it; `last_error` is the same for API clients. */
    readonly error?: AppError;
    /** Tokens used so far, over the completions that have ended. */
    readonly used: Usage;
  };
};

export type ToolCall = {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string; readonly output: string | null };
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
  readonly local: { readonly order: CreationOrder };
};

export type FileObject = {
  readonly id: string;
  readonly object: 'file';
  readonly bytes: number;
  readonly created_at: number;
  readonly filename: string;
  readonly purpose: 'assistants' | 'assistants_output' | 'vision' | 'user_data';
  readonly status: 'uploaded' | 'processed' | 'error';
  readonly local: {
    readonly order: CreationOrder;
    readonly media_type: string;
    /** Present when the file is a captured page. */
    readonly page?: {
      readonly url: string;
      readonly title: string;
      readonly kind: PageKind;
      readonly content_hash: string;
      readonly passages: number;
      /** Unguessable delimiter around the page's text in every prompt; stable, so that servers can cache the prefix. */
      readonly fence: string;
    };
  };
};
