import type { Cost } from '../../models/prices/cost-of.ts';

/** A tool that a run has used, with what it was given and what it gave. `output` null: it was never answered. */
export type CallView = {
  readonly id: string;
  readonly name: string;
  readonly input: string;
  readonly output: string | null;
};

/** One thing a run has done. `seconds` and `tokens` null where nobody knows. */
export type StepView = {
  readonly id: string;
  readonly status: 'in_progress' | 'completed' | 'failed' | 'cancelled' | 'expired';
  readonly seconds: number | null;
  readonly tokens: number | null;
  /** None: it wrote a message. */
  readonly calls: readonly CallView[];
};

/** A message as a model was given it. `calls`: what the model had called, as JSON; `images`: by kind and size, or by address. */
export type SentMessage = {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly text: string;
  readonly calls: string;
  readonly images: readonly string[];
  /** As we estimate. */
  readonly tokens: number;
};

/** One request to a model, exactly as it was made. */
export type SentView = {
  /** Unix milliseconds. */
  readonly at: number;
  readonly model: string;
  readonly messages: readonly SentMessage[];
  /** The tools it could call and how it was to answer, as JSON. */
  readonly settings: string;
  /** All messages together, as we estimate. */
  readonly tokens: number;
};

/** What an answer has used, once it has ended. */
export type UsageView = {
  readonly run_id: string;
  /** Who answered, where that was not the default assistant. */
  readonly assistant?: string;
  readonly model: string;
  /** Null where the run did not get to its end. */
  readonly seconds: number | null;
  /** 0 where nobody has counted. */
  readonly tokens: number;
  /** The tokens are our own estimate, or the answer was cut off before the server said. */
  readonly estimated: boolean;
  /** Null when the price is unknown. */
  readonly cost: Cost | null;
  /** Of all the thread's answers by models; null for all but the newest, and when there is no other. */
  readonly thread: ThreadUsage | null;
};

export type ThreadUsage = {
  readonly tokens: number;
  readonly estimated: boolean;
  /** Some answers were cut off before their server had counted. */
  readonly tokens_at_least: boolean;
  /** US dollars, over the answers whose price is known; null when none is. */
  readonly usd: number | null;
  readonly usd_at_least: boolean;
};
