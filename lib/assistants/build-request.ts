import { estimateTokens } from '../search/tokens.ts';
import type { Context } from './context.ts';
import { collectHistory, textOf } from './history.ts';
import type { FunctionTool, Message } from './objects.ts';
import type { OpenRun } from './open-run.ts';
import { pageMessage, pageRules } from './page-prompt.ts';
import { collectSources } from './page-sources.ts';
import type { ModelMessage, ModelRequest, ResolvedBackend } from './ports.ts';
import { toolRounds } from './tool-rounds.ts';

/** Tokens kept free for the answer when the run sets no limit: a quarter of the window, at most this. */
const ANSWER_TOKENS = 4_096;
/** The pages' share of what the instructions and the question leave. */
const PAGE_SHARE = 0.75;
/** Estimates were up to 13 % short on some scripts (docs of estimateTokens); keep a tenth in hand. */
const SAFETY = 0.9;

/**
 * The prompt of a run's next completion, within the model's window: instructions, then each page once, then as much
 * history as fits, the newest question always. What stays the same from run to run comes first, so that servers can cache it.
 */
export async function buildRequest(context: Context, open: OpenRun, resolved: ResolvedBackend): Promise<ModelRequest> {
  const { run } = open;
  const task = run.metadata['task'] === 'summarize' ? 'summarize' : 'answer';
  const newest = await newestQuestion(context, run.thread_id);
  const question = newest === undefined ? '' : textOf(newest);
  const rounds = await toolRounds(context, run.id);
  const left = promptBudget(open, resolved) - tokens(run.instructions) - tokens(question) - tokensOf(rounds);
  const sources = await collectSources(context, {
    thread_id: run.thread_id,
    newest,
    task,
    question,
    budget_tokens: Math.floor(left * PAGE_SHARE),
  });
  const page = await pageMessage(context, sources);
  const history = await collectHistory(context, run, left - tokens(page?.content ?? ''));
  const system = [run.instructions, ...(page === null ? [] : [pageRules(page.fences, task)])]
    .filter(Boolean)
    .join('\n\n');
  return {
    model: resolved.model,
    messages: [
      ...(system === '' ? [] : [{ role: 'system', content: system } as const]),
      ...(page === null ? [] : [{ role: 'user', content: page.content } as const]),
      ...history,
      ...rounds,
    ],
    tools: run.tools.filter((tool): tool is FunctionTool => tool.type === 'function'),
    tool_choice: run.tool_choice,
    parallel_tool_calls: run.parallel_tool_calls,
    response_format: run.response_format,
    temperature: run.temperature,
    top_p: run.top_p,
    reasoning_effort: run.reasoning_effort,
    max_completion_tokens: completionBudget(open),
    task,
    question,
    sources,
  };
}

async function newestQuestion({ store }: Context, threadId: string): Promise<Message | undefined> {
  for await (const message of store.messages.newestFirst(threadId)) if (message.role === 'user') return message;
  return undefined;
}

function promptBudget(open: OpenRun, { context_tokens }: ResolvedBackend): number {
  const answer = completionBudget(open) ?? Math.min(ANSWER_TOKENS, context_tokens / 4);
  const window = (context_tokens - answer) * SAFETY;
  const { max_prompt_tokens } = open.run;
  return max_prompt_tokens === null ? window : Math.min(window, max_prompt_tokens - open.used.prompt_tokens);
}

/** Budgets are per run, over all its completions. */
function completionBudget(open: OpenRun): number | null {
  const { max_completion_tokens } = open.run;
  return max_completion_tokens === null ? null : Math.max(1, max_completion_tokens - open.used.completion_tokens);
}

function tokens(text: string): number {
  return text === '' ? 0 : estimateTokens(text);
}

function tokensOf(messages: readonly ModelMessage[]): number {
  return messages.reduce((sum, message) => sum + tokens(JSON.stringify(message)), 0);
}
