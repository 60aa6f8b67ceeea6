import type { Published } from '../assistants/events.ts';
import type { RunStep, ToolCall } from '../assistants/objects.ts';

/** What a run step shows only to who asks for it by name: the words that a file search found. */
export const SEARCH_CONTENT = 'step_details.tool_calls[*].file_search.results[*].content';

export type Include = ReadonlySet<typeof SEARCH_CONTENT>;

/** The step without what was not asked for. */
export function included(step: Published<RunStep>, include: Include): Published<RunStep> {
  const { step_details } = step;
  if (step_details.type !== 'tool_calls' || include.has(SEARCH_CONTENT)) return step;
  return { ...step, step_details: { ...step_details, tool_calls: step_details.tool_calls.map(withoutContent) } };
}

function withoutContent(call: ToolCall): ToolCall {
  if (call.type !== 'file_search' || call.file_search.results === undefined) return call;
  const results = call.file_search.results.map(({ content: _content, ...result }) => result);
  return { ...call, file_search: { ...call.file_search, results } };
}
