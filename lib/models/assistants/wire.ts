import type { FunctionTool, ToolChoice } from '../../assistants/objects.ts';
import type { ModelImage, ModelMessage, ModelRequest } from '../../assistants/ports.ts';
import { wireChoice, wireFunction } from '../function-tools.ts';

/** Characters of one message; the published limit. */
const MESSAGE_CHARACTERS = 256_000;

/** A run takes no smaller limit. What it spends above the wish is told by its usage. */
const LEAST_COMPLETION_TOKENS = 256;

/** Tools that a run may be given; an assistant may have 128. */
export const RUN_TOOLS = 20;

type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: ModelImage };

type ThreadMessage = { readonly role: 'user' | 'assistant'; readonly content: string | readonly Part[] };

export type ThreadBody = { readonly messages: readonly ThreadMessage[] };

/** The body of `POST /threads`: the prompt without its instructions, which belong to the run. */
export function toThread(messages: readonly ModelMessage[]): ThreadBody {
  const names = new Map(callsIn(messages).map(({ id, function: { name } }) => [id, name]));
  return { messages: messages.flatMap((message) => toMessages(message, names)) };
}

/**
 * A thread holds what users and assistants say, and nothing of calls that earlier runs have made: those are told. A message
 * without words is nothing to send.
 */
function toMessages(message: ModelMessage, names: ReadonlyMap<string, string>): ThreadMessage[] {
  switch (message.role) {
    case 'system':
      return [];
    case 'tool':
      return saying('user', `[Result of ${names.get(message.tool_call_id) ?? 'a function'}]\n${message.content}`);
    case 'user':
      return [...saying('user', message.content), ...showing(message.images ?? [])];
    case 'assistant':
      return saying(
        'assistant',
        [message.content, ...(message.tool_calls ?? []).map(told)].filter(Boolean).join('\n\n'),
      );
  }
}

function told({ function: { name, arguments: written } }: ReturnType<typeof callsIn>[number]): string {
  return `[Call of ${name}] ${written}`;
}

/** A long page as several messages, no pair of surrogates cut in two. */
function saying(role: ThreadMessage['role'], content: string): ThreadMessage[] {
  const pieces: ThreadMessage[] = [];
  for (let start = 0; start < content.length; ) {
    let end = start + MESSAGE_CHARACTERS;
    if (/[\uD800-\uDBFF]/.test(content.charAt(end - 1))) end -= 1;
    const piece = content.slice(start, end);
    if (piece.trim() !== '') pieces.push({ role, content: piece });
    start = end;
  }
  return pieces;
}

function showing(images: readonly ModelImage[]): ThreadMessage[] {
  if (images.length === 0) return [];
  return [{ role: 'user', content: images.map((image_url) => ({ type: 'image_url', image_url })) }];
}

export type RunBody = {
  readonly assistant_id: string;
  readonly instructions?: string;
  readonly additional_instructions?: string;
  readonly tools?: readonly FunctionTool[];
  readonly tool_choice?: ToolChoice;
  readonly parallel_tool_calls?: false;
  readonly response_format?: unknown;
  readonly temperature?: number;
  readonly top_p?: number;
  readonly reasoning_effort?: string;
  readonly max_completion_tokens?: number;
};

/** The body of `POST /threads/{id}/runs`, without `stream`. An assistant of the user's own keeps its instructions and gets ours besides. */
export function toRun(request: ModelRequest, assistant: { readonly id: string; readonly is_users: boolean }): RunBody {
  const { temperature, top_p, reasoning_effort, response_format, max_completion_tokens } = request;
  const instructions = instructionsOf(request.messages);
  return {
    assistant_id: assistant.id,
    ...(instructions === '' ? {} : { [assistant.is_users ? 'additional_instructions' : 'instructions']: instructions }),
    ...toolFields(request),
    ...(response_format === 'auto' || response_format.type === 'text' ? {} : { response_format }),
    ...(temperature === null ? {} : { temperature }),
    ...(top_p === null ? {} : { top_p }),
    ...(reasoning_effort === null ? {} : { reasoning_effort }),
    ...(max_completion_tokens === null
      ? {}
      : { max_completion_tokens: Math.max(LEAST_COMPLETION_TOKENS, max_completion_tokens) }),
  };
}

function instructionsOf(messages: readonly ModelMessage[]): string {
  return messages.flatMap(({ role, content }) => (role === 'system' && content !== '' ? [content] : [])).join('\n\n');
}

function toolFields({ tools, tool_choice, parallel_tool_calls }: ModelRequest): Partial<RunBody> {
  if (tools.length === 0) return {};
  const choice = wireChoice(tool_choice);
  return {
    ...(tools.length > RUN_TOOLS ? {} : { tools: tools.map(toTool) }),
    ...(choice === null ? {} : { tool_choice: choice }),
    ...(parallel_tool_calls ? {} : { parallel_tool_calls: false }),
  };
}

export function toTool(tool: FunctionTool): FunctionTool {
  return { type: 'function', function: wireFunction(tool) };
}

export type ToolOutput = { readonly tool_call_id: string; readonly output: string };

/** The outputs a prompt ends with: what the calls of the previous completion have led to. Empty when it ends otherwise. */
export function toToolOutputs(messages: readonly ModelMessage[]): ToolOutput[] {
  const end = messages.slice(messages.findLastIndex(({ role }) => role !== 'tool') + 1);
  return end.flatMap((message) =>
    message.role === 'tool' ? [{ tool_call_id: message.tool_call_id, output: message.content }] : [],
  );
}

function callsIn(messages: readonly ModelMessage[]) {
  return messages.flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []));
}
