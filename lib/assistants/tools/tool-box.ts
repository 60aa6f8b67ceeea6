import type { Context } from '../context.ts';
import type { FunctionTool, Run, ToolChoice } from '../objects.ts';
import { stepsOf } from '../prompt/rounds.ts';
import type { OpenRun } from '../run/open-run.ts';
import type { CallDelta } from '../run/run-events.ts';
import { type Consult, consultTool } from './consult-assistant.ts';
import type { EngineTool } from './engine-tool.ts';
import { FILE_SEARCH, fileSearchTool } from './file-search.ts';

/** Everything one completion may call, and who performs it. */
export type ToolBox = {
  /** The definitions the model is given: the client's functions, then the engine's tools. */
  readonly tools: readonly FunctionTool[];
  readonly tool_choice: ToolChoice;
  /** A name that nobody has is answered by the engine: the model is told so. */
  roleOf(name: string): Pick<CallDelta, 'performer' | 'tool'>;
  find(name: string): EngineTool | undefined;
};

export async function openToolBox(context: Context, { run, found }: OpenRun, consult: Consult): Promise<ToolBox> {
  const functions = run.tools.filter((tool): tool is FunctionTool => tool.type === 'function');
  const taken = new Set(functions.map((tool) => tool.function.name));
  const offered = await Promise.all([fileSearchTool(context, run, found), consultTool(context, run, consult)]);
  const own = offered.filter((tool) => tool !== null).map((tool) => withFreeName(tool, taken));
  const tools = [...functions, ...own.map(({ definition }) => definition)];
  const find = (name: string) => own.find(({ definition }) => definition.function.name === name);
  return {
    tools,
    tool_choice: await choiceOf(context, run, own),
    find,
    roleOf: (name) =>
      taken.has(name)
        ? { performer: 'client', tool: 'function' }
        : { performer: 'engine', tool: find(name)?.shown_as ?? 'function' },
  };
}

/** A client's function keeps its name; ours steps aside. */
function withFreeName(tool: EngineTool, taken: ReadonlySet<string>): EngineTool {
  const { function: definition } = tool.definition;
  let { name } = definition;
  while (taken.has(name)) name = `${name}_`;
  return { ...tool, definition: { type: 'function', function: { ...definition, name } } };
}

/** A choice that demands a call holds until there was one ("before responding to the user"); else the run would never end. */
async function choiceOf(context: Context, run: Run, own: readonly EngineTool[]): Promise<ToolChoice> {
  const { tool_choice } = run;
  if (tool_choice === 'none' || tool_choice === 'auto') return tool_choice;
  if (await hasCalled(context, run)) return 'auto';
  if (tool_choice === 'required' || tool_choice.type === 'function') return tool_choice;
  const tool = own.find(({ shown_as }) => shown_as === FILE_SEARCH && tool_choice.type === FILE_SEARCH);
  return tool === undefined ? 'auto' : { type: 'function', function: { name: tool.definition.function.name } };
}

async function hasCalled({ store }: Context, run: Run): Promise<boolean> {
  for await (const { status, local } of stepsOf(store, run.id))
    if (local.calls !== undefined && status === 'completed') return true;
  return false;
}
