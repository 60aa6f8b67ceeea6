import type { FunctionTool, ToolChoice } from '../../assistants/objects.ts';
import type { ModelMessage, ModelRequest } from '../../assistants/ports.ts';
import { wireChoice, wireFunction } from '../function-tools.ts';
import { IMAGES, withoutImages } from '../images.ts';
import { recordOf, stringOf } from '../json.ts';
import type { Dialect } from './dialect.ts';
import { type HostedTool, NO_OFFERS, type Offers, THOUGHTS, wireIncludes, wireTools } from './hosted-tools.ts';
import { type InputItem, toInputItems } from './input-items.ts';

export type ResponsesBody = {
  readonly model: string;
  readonly input: readonly InputItem[];
  readonly stream: true;
  readonly store: boolean;
  readonly background?: true;
} & Readonly<Record<string, unknown>>;

/** Smaller limits are refused (published schema). */
const FEWEST_OUTPUT_TOKENS = 16;

/** The server looks for the word "JSON" in the input alone, so nothing is said beside it in this mode. */
const JSON_MODE = 'json_object';

/**
 * The body of `POST /responses`: the whole prompt each time, stored nowhere. Only an answer that is to go on without us
 * (`background`) has to be stored at the server. Holds nothing that was not asked for.
 */
export function toRequest(
  request: ModelRequest,
  dialect: Dialect,
  background: boolean,
  { hosted, thinks }: Offers = NO_OFFERS,
): ResponsesBody {
  const format = textFormat(request);
  const isJson = format?.['type'] === JSON_MODE;
  const tools = wireTools(hosted, dialect, isJson);
  // Stored, they are there already; and without functions nobody asks for them again.
  const wantsThoughts = !background && request.tools.length > 0 && reasons(request, thinks);
  const include = wireIncludes(tools, wantsThoughts, dialect);
  const echoes = !dialect.omit.has(`include.${THOUGHTS}`);
  const optional = {
    ...toolFields(request, tools),
    ...(include.length === 0 ? {} : { include }),
    ...(format === null ? {} : { text: { format } }),
    ...reasoningField(request.reasoning_effort, dialect),
    ...(request.temperature === null ? {} : { temperature: request.temperature }),
    ...(request.top_p === null ? {} : { top_p: request.top_p }),
    ...(request.max_completion_tokens === null
      ? {}
      : { max_output_tokens: Math.max(FEWEST_OUTPUT_TOKENS, request.max_completion_tokens) }),
  };
  const kept = Object.entries(optional).filter(([field]) => !dialect.omit.has(field));
  return {
    model: request.model,
    ...promptFields(dialect.omit.has(IMAGES) ? withoutImages(request.messages) : request.messages, { isJson, echoes }),
    stream: true,
    ...(background ? { store: true, background: true } : { store: false }),
    ...Object.fromEntries(kept),
  };
}

/** The first system message goes beside the input, where servers expect an assistant's instructions. */
function promptFields(
  messages: readonly ModelMessage[],
  { isJson, echoes }: { readonly isJson: boolean; readonly echoes: boolean },
): { instructions?: string; input: InputItem[] } {
  const [first, ...rest] = messages;
  if (isJson || first?.role !== 'system' || first.content === '' || rest.length === 0)
    return { input: toInputItems(messages, echoes) };
  return { instructions: first.content, input: toInputItems(rest, echoes) };
}

function reasons({ reasoning_effort }: ModelRequest, thinks: boolean): boolean {
  return reasoning_effort === null ? thinks : reasoning_effort !== 'none';
}

function toolFields(
  { tools, tool_choice, parallel_tool_calls }: ModelRequest,
  hosted: readonly HostedTool[],
): Record<string, unknown> {
  if (tools.length + hosted.length === 0) return {};
  const choice = toolChoice(tool_choice);
  return {
    tools: [...tools.map(toWireTool), ...hosted],
    ...(choice === null ? {} : { tool_choice: choice }),
    ...(parallel_tool_calls ? {} : { parallel_tool_calls: false }),
  };
}

/** `strict` is said always: here its absence means true, in the Assistants system false. */
function toWireTool(tool: FunctionTool) {
  return { type: 'function', ...wireFunction(tool), strict: tool.function.strict ?? false };
}

function toolChoice(asked: ToolChoice): unknown {
  const choice = wireChoice(asked);
  return typeof choice === 'object' && choice?.type === 'function'
    ? { type: 'function', name: choice.function.name }
    : choice;
}

function textFormat({ response_format }: ModelRequest): Readonly<Record<string, unknown>> | null {
  if (response_format === 'auto' || response_format.type === 'text') return null;
  if (response_format.type === 'json_object') return { type: JSON_MODE };
  const { name, description, schema, strict } = response_format.json_schema;
  return {
    type: 'json_schema',
    name: stringOf(name) || 'answer',
    schema: recordOf(schema),
    ...(typeof description === 'string' ? { description } : {}),
    ...(typeof strict === 'boolean' ? { strict } : {}),
  };
}

/** A summary of the thoughts is asked for wherever the model is asked to think. */
function reasoningField(effort: string | null, { omit }: Dialect): Record<string, unknown> {
  if (effort === null) return {};
  const summary = effort === 'none' || omit.has('reasoning.summary') ? {} : { summary: 'auto' };
  return { reasoning: { effort, ...summary } };
}
