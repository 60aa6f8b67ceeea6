import type { FunctionTool, ToolChoice } from '../../assistants/objects.ts';
import type { ModelRequest } from '../../assistants/ports.ts';
import type { Dialect } from './dialect.ts';
import { toWireMessages, type WireMessage } from './messages.ts';

type WireTool = {
  readonly type: 'function';
  readonly function: {
    readonly name: string;
    readonly description?: string;
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly strict?: true;
  };
};

export type WireRequest = {
  readonly model: string;
  readonly messages: WireMessage[];
  readonly stream: true;
  readonly stream_options?: { readonly include_usage: true };
  readonly tools?: WireTool[];
  readonly tool_choice?: ToolChoice;
  readonly parallel_tool_calls?: false;
  readonly response_format?: unknown;
  readonly temperature?: number;
  readonly top_p?: number;
  readonly reasoning_effort?: string;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
};

/**
 * The body of `POST /chat/completions`. Holds nothing that was not asked for: servers refuse empty tool lists and fields
 * they do not know.
 */
export function toRequest(request: ModelRequest, dialect: Dialect): WireRequest {
  const { model, messages, temperature, top_p, reasoning_effort, response_format } = request;
  const [limit_field] = dialect.limit_fields;
  const limit = request.max_completion_tokens;
  const optional = {
    stream_options: { include_usage: true },
    ...toolFields(request),
    ...(response_format === 'auto' || response_format.type === 'text' ? {} : { response_format }),
    ...(temperature === null ? {} : { temperature }),
    ...(top_p === null ? {} : { top_p }),
    ...(reasoning_effort === null ? {} : { reasoning_effort }),
    ...(limit === null || limit_field === undefined ? {} : { [limit_field]: limit }),
  };
  const kept = Object.entries(optional).filter(([field]) => !dialect.omit.has(field));
  return { model, messages: toWireMessages(messages), stream: true, ...Object.fromEntries(kept) };
}

function toolFields({ tools, tool_choice, parallel_tool_calls }: ModelRequest): Partial<WireRequest> {
  if (tools.length === 0) return {};
  return {
    tools: tools.map(toWireTool),
    // `auto` is what every server does unasked; the other two name tools that only the hosted system had.
    ...(tool_choice === 'auto' || (typeof tool_choice === 'object' && tool_choice.type !== 'function')
      ? {}
      : { tool_choice }),
    ...(parallel_tool_calls ? {} : { parallel_tool_calls: false }),
  };
}

/** Several servers refuse a function without `parameters`. */
function toWireTool({ function: { name, description, parameters, strict } }: FunctionTool): WireTool {
  return {
    type: 'function',
    function: {
      name,
      ...(description === undefined ? {} : { description }),
      parameters: parameters ?? { type: 'object', properties: {} },
      ...(strict ? { strict } : {}),
    },
  };
}
