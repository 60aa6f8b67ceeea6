import type { NewRun } from '../assistants/operations/add-run.ts';
import type { ToolOutput } from '../assistants/operations/runs.ts';
import { message } from './read-message.ts';
import { metadata } from './read-metadata.ts';
import { newThread } from './read-thread.ts';
import { toolResources } from './read-tool-resources.ts';
import { reasoningEffort, responseFormat, toolChoice, tools, truncationStrategy } from './read-tools.ts';
import { boolean, decimal, fields, integer, list, maybe, optional, type Reader, string } from './readers.ts';

const stream = maybe(boolean);
const tokens = maybe(integer({ min: 256 }));

const run = {
  assistant_id: string(),
  model: maybe(string({ min: 1 })),
  instructions: maybe(string({ max: 256_000 })),
  tools: maybe(tools(20)),
  metadata: maybe(metadata),
  temperature: maybe(decimal({ min: 0, max: 2 })),
  top_p: maybe(decimal({ min: 0, max: 1 })),
  stream,
  max_prompt_tokens: tokens,
  max_completion_tokens: tokens,
  truncation_strategy: maybe(truncationStrategy),
  tool_choice: maybe(toolChoice),
  parallel_tool_calls: optional(boolean),
  response_format: maybe(responseFormat),
};

type Streamed = { readonly stream?: boolean | null };

export const newRun: Reader<NewRun & Streamed> = fields({
  ...run,
  additional_instructions: maybe(string({ max: 256_000 })),
  additional_messages: maybe(list(message)),
  reasoning_effort: maybe(reasoningEffort),
});

/** A thread's run cannot have resources of its own: those given with it become its thread's. */
export const newThreadAndRun = fields({
  ...run,
  thread: optional(newThread),
  tool_resources: maybe(toolResources),
});

const outputs = fields({
  tool_outputs: list(fields({ tool_call_id: string(), output: optional(string()) })),
  stream,
});

export const toolOutputs: Reader<Streamed & { readonly tool_outputs: readonly ToolOutput[] }> = (value, at) => {
  const { tool_outputs, ...rest } = outputs(value, at);
  return { ...rest, tool_outputs: tool_outputs.map(({ tool_call_id, output = '' }) => ({ tool_call_id, output })) };
};
