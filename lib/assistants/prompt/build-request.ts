import type { Context } from '../context.ts';
import type { FunctionTool, ToolChoice } from '../objects.ts';
import type { ModelMessage, ModelRequest, ResolvedBackend } from '../ports.ts';
import { fitNotes } from '../reading/notes-message.ts';
import type { PartNotes } from '../reading/part-notes.ts';
import type { OpenRun } from '../run/open-run.ts';
import type { RunIncompleteReason } from '../run/run-events.ts';
import { type CountTokens, estimate, MESSAGE_OVERHEAD, tokenCounter, tokensOf } from './count-tokens.ts';
import { fitPages } from './fit-pages.ts';
import { collectHistory, saying } from './history.ts';
import { textOf } from './message-text.ts';
import { pageLimit } from './page-limit.ts';
import { PAGES_LEFT_OUT } from './pages-left-out.ts';
import { roundsOf } from './rounds.ts';
import { similaritiesBy } from './similarities.ts';

/** Tokens kept free for the answer when the run sets no limit: a quarter of the window, at most this. */
const ANSWER_TOKENS = 4_096;
/** The pages' share of what the instructions and the question leave. */
const PAGE_SHARE = 0.75;
/** What the pages get in any case, however long the newest calls are. */
const LEAST_PAGE_SHARE = 0.1;
/** Tokens around the system message and the tools. */
const AROUND = 2 * MESSAGE_OVERHEAD;
/** Estimates were up to 13 % short on some scripts (docs of estimateTokens); keep a tenth in hand. */
const SAFETY = 0.9;

/** What the model is offered, and what it is to do with it. */
export type Offer = {
  readonly tools: readonly FunctionTool[];
  readonly tool_choice: ToolChoice;
  /** What was noted of a page that is too long for one prompt; takes the page's place. */
  readonly notes?: readonly PartNotes[];
};

export type BuiltRequest =
  /** `estimated_tokens`: of the whole prompt; `page_room`: what pages may take of it. Both uncorrected. */
  | { readonly request: ModelRequest; readonly estimated_tokens: number; readonly page_room: number }
  /** The run's own budget has no room for another completion. */
  | { readonly spent: RunIncompleteReason };

/**
 * The prompt of a run's next completion, within the model's window and what is left of the run's budgets: instructions, then
 * each page once, then as much history as fits, the newest question always, then what the run has said and called so far. What
 * stays the same from run to run comes first, so that servers can cache it.
 */
export async function buildRequest(
  context: Context,
  open: OpenRun,
  resolved: ResolvedBackend,
  offer: Offer,
): Promise<BuiltRequest> {
  const { run } = open;
  const budget = budgetOf(open, resolved);
  if ('spent' in budget) return budget;
  const { count, ratio } = await tokenCounter(context.store, resolved);
  const task = run.metadata['task'] === 'summarize' ? 'summarize' : 'answer';
  const newest = await context.store.messages.newestOf(run.thread_id, 'user');
  const question = newest === undefined ? '' : textOf(newest);
  const definitions = offer.tools.length === 0 ? '' : JSON.stringify(offer.tools);
  const asked = newest === undefined ? [] : await saying(context.store, newest);
  const fixed = count(run.instructions) + tokensOf(asked, count) + count(definitions) + AROUND;
  const rounds = await roundsOf(context.store, run.id);
  const required = fixed + tokensOf(rounds.at(-1) ?? [], count);
  if (required > budget.run) return { spent: 'max_prompt_tokens' };

  const room = Math.max(budget.prompt - required, budget.prompt * LEAST_PAGE_SHARE) * PAGE_SHARE;
  const notes = offer.notes ?? [];
  const pages =
    notes.length > 0
      ? await fitNotes(context, notes, { task, count, room: room / ratio })
      : await fitPages(
          context,
          {
            ...{ thread_id: run.thread_id, newest, task, question },
            attached_only: run.metadata[PAGES_LEFT_OUT] === 'true',
            similarities: similaritiesOf(context, open, resolved),
          },
          { room, words: pageLimit(run) * ratio, most: budget.run - required, count, ratio },
        );
  const kept = newestThatFit(rounds, budget.prompt - fixed - pages.tokens, count);
  const history = await collectHistory(context.store, {
    run,
    question: newest,
    budget: budget.prompt - fixed - pages.tokens - tokensOf(kept, count),
    count,
    hasTools: offer.tools.length > 0,
  });
  const system = [run.instructions, pages.rules].filter(Boolean).join('\n\n');
  const messages: ModelMessage[] = [
    ...(system === '' ? [] : [{ role: 'system', content: system } as const]),
    ...(pages.content === '' ? [] : [{ role: 'user', content: pages.content } as const]),
    ...history,
    ...kept,
  ];
  return {
    estimated_tokens: tokensOf(messages, estimate) + estimate(definitions),
    page_room: Math.floor(room / ratio),
    request: {
      ...settingsOf(open, resolved),
      tools: offer.tools,
      tool_choice: offer.tool_choice,
      messages,
      max_completion_tokens: budget.completion,
      task,
      question,
      sources: pages.sources,
      ...(notes.length === 0 ? {} : { notes: notes.map((one) => one.notes).join('\n\n') }),
    },
  };
}

/** An answer that is taken up is asked for no second time, so that nothing is to be chosen for it. */
function similaritiesOf(context: Context, { abort, resumes }: OpenRun, { embedder }: ResolvedBackend) {
  return embedder === undefined || resumes !== null ? undefined : similaritiesBy(context, embedder, abort.signal);
}

function settingsOf({ run }: OpenRun, { model }: ResolvedBackend) {
  const { parallel_tool_calls, response_format, temperature, top_p, reasoning_effort } = run;
  const hosted_tools = run.tools.some(({ type }) => type === 'code_interpreter') ? (['code_interpreter'] as const) : [];
  return { model, parallel_tool_calls, response_format, temperature, top_p, reasoning_effort, hosted_tools };
}

type Budget = {
  /** Tokens the prompt may have. */
  readonly prompt: number;
  /** Tokens that the run may still send at all. */
  readonly run: number;
  /** Tokens the answer may have; null is no limit. */
  readonly completion: number | null;
};

/** Budgets are per run, over all its completions. */
function budgetOf(
  { run, used }: OpenRun,
  { context_tokens }: ResolvedBackend,
): Budget | { spent: RunIncompleteReason } {
  const { max_prompt_tokens, max_completion_tokens } = run;
  const completion = max_completion_tokens === null ? null : max_completion_tokens - used.completion_tokens;
  const left = max_prompt_tokens === null ? Number.POSITIVE_INFINITY : max_prompt_tokens - used.prompt_tokens;
  if (completion !== null && completion <= 0) return { spent: 'max_completion_tokens' };
  if (left <= 0) return { spent: 'max_prompt_tokens' };
  const answer =
    completion === null ? Math.min(ANSWER_TOKENS, context_tokens / 4) : Math.min(completion, context_tokens / 2);
  return { prompt: Math.min((context_tokens - answer) * SAFETY, left), run: left, completion };
}

/** The run's own rounds, oldest first, without those from the beginning that there is no room for. The last is always kept. */
function newestThatFit(rounds: readonly ModelMessage[][], budget: number, count: CountTokens): ModelMessage[] {
  let left = budget;
  let first = rounds.length;
  while (first > 0) {
    left -= tokensOf(rounds[first - 1] ?? [], count);
    if (left < 0 && first < rounds.length) break;
    first -= 1;
  }
  return rounds.slice(first).flat();
}
