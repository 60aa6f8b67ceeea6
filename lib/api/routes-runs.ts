import { ApiError } from '../assistants/api-error.ts';
import type { AssistantTool, ToolChoice, TruncationStrategy } from '../assistants/objects.ts';
import type { NewRun, ToolOutput } from '../assistants/operations/runs.ts';
import { eventStream } from './event-stream.ts';
import { isRecord, readBody, readMetadata } from './read.ts';
import { readMessage } from './read-message.ts';
import { object } from './respond.ts';
import type { Call } from './router.ts';

export async function createRun({ engine, request, params: [thread], run_life }: Call): Promise<Response> {
  const body = await readBody(request);
  const given = readRun(body);
  if (body['stream'] !== true) return object(await engine.runs.create(thread, given, run_life));
  return eventStream(engine, thread, () => engine.runs.create(thread, given, run_life));
}

export async function submitToolOutputs({ engine, request, params: [thread, id] }: Call): Promise<Response> {
  const body = await readBody(request);
  const outputs = readOutputs(body['tool_outputs']);
  const submit = () => engine.runs.submitToolOutputs(thread, id, outputs);
  return body['stream'] === true ? eventStream(engine, thread, submit) : object(await submit());
}

function readOutputs(value: unknown): ToolOutput[] {
  if (!Array.isArray(value)) throw new ApiError(400, "Missing required parameter: 'tool_outputs'.", 'tool_outputs');
  return value.map((one: unknown) => {
    if (!isRecord(one) || typeof one['tool_call_id'] !== 'string')
      throw new ApiError(400, "Invalid 'tool_outputs': expected [{ tool_call_id, output }].", 'tool_outputs');
    const output = one['output'];
    return { tool_call_id: one['tool_call_id'], output: typeof output === 'string' ? output : '' };
  });
}

function readRun(body: Record<string, unknown>): NewRun {
  const { assistant_id, additional_messages } = body;
  if (typeof assistant_id !== 'string')
    throw new ApiError(400, "Missing required parameter: 'assistant_id'.", 'assistant_id');
  if (additional_messages != null && !Array.isArray(additional_messages))
    throw new ApiError(400, "Invalid 'additional_messages': expected an array.", 'additional_messages');
  return {
    assistant_id,
    model: text(body, 'model'),
    instructions: text(body, 'instructions'),
    additional_instructions: text(body, 'additional_instructions'),
    additional_messages: (additional_messages ?? []).map(readMessage),
    metadata: readMetadata(body['metadata']),
    temperature: number(body, 'temperature', 0, 2),
    top_p: number(body, 'top_p', 0, 1),
    max_prompt_tokens: number(body, 'max_prompt_tokens', 256),
    max_completion_tokens: number(body, 'max_completion_tokens', 256),
    truncation_strategy: truncation(body['truncation_strategy']),
    tools: tools(body['tools']),
    tool_choice: toolChoice(body['tool_choice']),
    parallel_tool_calls: typeof body['parallel_tool_calls'] === 'boolean' ? body['parallel_tool_calls'] : null,
  };
}

function text(body: Record<string, unknown>, name: string): string | null {
  const value = body[name] ?? null;
  if (value === null || typeof value === 'string') return value;
  throw new ApiError(400, `Invalid type for '${name}': expected a string.`, name);
}

function number(
  body: Record<string, unknown>,
  name: string,
  least: number,
  most = Number.POSITIVE_INFINITY,
): number | null {
  const value = body[name] ?? null;
  if (value === null || (typeof value === 'number' && value >= least && value <= most)) return value;
  const range = most === Number.POSITIVE_INFINITY ? `at least ${least}` : `from ${least} to ${most}`;
  throw new ApiError(400, `Invalid value for '${name}': expected a number ${range}.`, name);
}

function truncation(value: unknown): TruncationStrategy | null {
  if (value === undefined || value === null) return null;
  if (isRecord(value) && value['type'] === 'auto') return { type: 'auto' };
  const last = isRecord(value) && value['type'] === 'last_messages' ? value['last_messages'] : undefined;
  if (typeof last === 'number' && Number.isInteger(last) && last >= 1)
    return { type: 'last_messages', last_messages: last };
  throw new ApiError(400, "Invalid 'truncation_strategy'.", 'truncation_strategy');
}

const TOOL_TYPES: ReadonlySet<unknown> = new Set(['function', 'file_search', 'code_interpreter']);

function tools(value: unknown): AssistantTool[] | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value) && value.length <= 20 && value.every(isTool)) return value;
  throw new ApiError(400, "Invalid 'tools': expected an array of at most 20 tools.", 'tools');
}

function isTool(value: unknown): value is AssistantTool {
  if (!isRecord(value) || !TOOL_TYPES.has(value['type'])) return false;
  const definition = value['function'];
  return value['type'] !== 'function' || (isRecord(definition) && FUNCTION_NAME.test(String(definition['name'])));
}

/** As published. */
const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,64}$/;

function toolChoice(value: unknown): ToolChoice | null {
  if (value === undefined || value === null) return null;
  if (value === 'none' || value === 'auto' || value === 'required') return value;
  if (isRecord(value) && TOOL_TYPES.has(value['type'])) return value as ToolChoice;
  throw new ApiError(400, "Invalid value for 'tool_choice'.", 'tool_choice');
}
