import { estimateTokens } from '../../search/tokens.ts';
import type { ModelMessage, ResolvedBackend, Store } from '../ports.ts';

/** Tokens of a text as the run's model counts them, as far as we know. */
export type CountTokens = (text: string) => number;

/** Role and separators of one message, in tokens. */
export const MESSAGE_OVERHEAD = 4;
/** An image of ordinary size: OpenAI's documentation counts 765 for 1024 by 1024 in full detail. */
const IMAGE_TOKENS = 765;
/** A prompt shorter than this says more about a server's own additions than about its model's words. Tokens. */
const TELLING_PROMPT = 200;
/** Beyond these a server's figure is taken for a mistake. */
const LEAST_RATIO = 0.4;
const MOST_RATIO = 4;
/** How much the newest prompt counts against all earlier ones. */
const NEWEST_SHARE = 0.3;

type Model = Pick<ResolvedBackend, 'connection_id' | 'model'>;

/** Our own estimate, uncorrected. */
export const estimate: CountTokens = (text) => (text === '' ? 0 : estimateTokens(text));

/**
 * Counts by our own estimate, corrected by what this connection's model has reported for earlier prompts: models with other
 * tables, and servers with templates of their own, are learned from their `usage`.
 */
export async function tokenCounter(
  store: Store,
  model: Model,
): Promise<{ readonly count: CountTokens; readonly ratio: number }> {
  const ratio = (await store.token_ratios.get(ratioId(model)))?.ratio ?? 1;
  return { ratio, count: (text) => Math.ceil(estimate(text) * ratio) };
}

/** Remembers what the server counted for a prompt of `estimated_tokens`, uncorrected. */
export async function learnTokenRatio(
  store: Store,
  model: Model,
  prompt: { readonly estimated_tokens: number; readonly prompt_tokens: number },
): Promise<void> {
  if (prompt.estimated_tokens < TELLING_PROMPT || prompt.prompt_tokens <= 0) return;
  const id = ratioId(model);
  const before = (await store.token_ratios.get(id))?.ratio;
  const measured = Math.min(Math.max(prompt.prompt_tokens / prompt.estimated_tokens, LEAST_RATIO), MOST_RATIO);
  const ratio = before === undefined ? measured : before * (1 - NEWEST_SHARE) + measured * NEWEST_SHARE;
  await store.token_ratios.put({ id, ratio });
}

/** Tokens of messages as a prompt carries them, calls and their results included. */
export function tokensOf(messages: readonly ModelMessage[], count: CountTokens): number {
  return messages.reduce((sum, message) => sum + MESSAGE_OVERHEAD + imageTokens(message) + count(wordsOf(message)), 0);
}

function imageTokens(message: ModelMessage): number {
  return message.role === 'user' ? (message.images?.length ?? 0) * IMAGE_TOKENS : 0;
}

function wordsOf(message: ModelMessage): string {
  const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
  const written = calls.map(({ function: { name, arguments: given }, extra }) =>
    [name, given, extra === undefined ? '' : JSON.stringify(extra)].join(' '),
  );
  return [message.content, ...written].join('\n');
}

function ratioId({ connection_id, model }: Model): string {
  return `${connection_id}/${model}`;
}
