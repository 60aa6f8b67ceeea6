import type { FunctionTool, ToolChoice } from '../../assistants/objects.ts';
import type { ModelRequest } from '../../assistants/ports.ts';
import { type WireFunction, wireChoice, wireFunction } from '../function-tools.ts';
import { IMAGES, withoutImages } from '../images.ts';
import type { Dialect } from './dialect.ts';
import { toWireMessages, type WireMessage } from './messages.ts';

type WireTool = { readonly type: 'function'; readonly function: WireFunction };

export type WireRequest = {
  readonly model: string;
  readonly messages: WireMessage[];
  readonly stream: true;
  readonly stream_options?: { readonly include_usage: true };
  readonly tools?: WireTool[];
  readonly tool_choice?: ToolChoice | 'any';
  readonly parallel_tool_calls?: false;
  readonly response_format?: unknown;
  readonly temperature?: number;
  readonly top_p?: number;
  readonly reasoning_effort?: string;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
};

/** What `{type: 'json_object'}` asks for, in the words of servers that know schemas only. */
const ANY_JSON = { type: 'json_schema', json_schema: { name: 'answer', schema: { type: 'object' } } };

/**
 * The body of `POST /chat/completions`. Holds nothing that was not asked for: servers refuse empty tool lists and fields
 * they do not know.
 */
export function toRequest(request: ModelRequest, dialect: Dialect): WireRequest {
  const { model, messages, temperature, top_p, reasoning_effort } = request;
  const [limit_field] = dialect.limit_fields;
  const limit = request.max_completion_tokens;
  const optional = {
    stream_options: { include_usage: true },
    ...toolFields(request, dialect),
    ...formatField(request, dialect),
    ...(temperature === null ? {} : { temperature }),
    ...(top_p === null ? {} : { top_p }),
    ...(reasoning_effort === null ? {} : { reasoning_effort }),
    ...(limit === null || limit_field === undefined ? {} : { [limit_field]: limit }),
  };
  const kept = Object.entries(optional).filter(([field]) => !dialect.omit.has(field));
  const shown = dialect.omit.has(IMAGES) ? withoutImages(messages) : messages;
  return { model, messages: toWireMessages(shown, dialect), stream: true, ...Object.fromEntries(kept) };
}

function formatField({ response_format }: ModelRequest, { quirks }: Dialect): Partial<WireRequest> {
  if (response_format === 'auto' || response_format.type === 'text') return {};
  if (response_format.type === 'json_object' && quirks.has('json-by-schema')) return { response_format: ANY_JSON };
  return { response_format };
}

function toolFields(request: ModelRequest, dialect: Dialect): Partial<WireRequest> {
  const { tool_choice, parallel_tool_calls } = request;
  const tools = offered(request, dialect);
  if (tools.length === 0) return {};
  const choice = choiceOf(tool_choice, dialect);
  return {
    tools: tools.map((tool) => toWireTool(tool, dialect)),
    ...(choice === null ? {} : { tool_choice: choice }),
    ...(parallel_tool_calls ? {} : { parallel_tool_calls: false }),
  };
}

/** Where a function cannot be named, it is the only one there is. */
function offered({ tools, tool_choice }: ModelRequest, { quirks }: Dialect): readonly FunctionTool[] {
  if (!quirks.has('named-choice') || typeof tool_choice !== 'object' || tool_choice.type !== 'function') return tools;
  return tools.filter((tool) => tool.function.name === tool_choice.function.name);
}

function choiceOf(asked: ToolChoice, { quirks }: Dialect): ToolChoice | 'any' | null {
  const choice = wireChoice(asked);
  const said = typeof choice === 'object' && choice !== null && quirks.has('named-choice') ? 'required' : choice;
  return said === 'required' && quirks.has('required-is-any') ? 'any' : said;
}

function toWireTool(tool: FunctionTool, { omit }: Dialect): WireTool {
  const { strict, ...plain } = wireFunction(tool);
  return { type: 'function', function: strict && !omit.has('strict') ? { ...plain, strict } : plain };
}
