/** What is measured, and against what. */
export type Case = {
  readonly id: string;
  readonly operation: 'create' | 'prompt' | 'prompt-with-tool' | 'list';
  /** Messages in the thread. */
  readonly length: number;
  /** The model's window in tokens, for prompts. */
  readonly context_tokens?: number;
  /** The case that this one is divided by; the first of a group stands for itself. */
  readonly base: string;
  /** What the ratio is meant to be at most. */
  readonly goal?: number;
};

export const CASES: readonly Case[] = [
  { id: 'create-10', operation: 'create', length: 10, base: 'create-10' },
  { id: 'create-10000', operation: 'create', length: 10_000, base: 'create-10', goal: 1.5 },

  { id: 'prompt-100', operation: 'prompt', length: 100, context_tokens: 8_000, base: 'prompt-100' },
  { id: 'prompt-1000', operation: 'prompt', length: 1_000, context_tokens: 8_000, base: 'prompt-100', goal: 1.5 },
  { id: 'prompt-10000', operation: 'prompt', length: 10_000, context_tokens: 8_000, base: 'prompt-100', goal: 1.5 },

  { id: 'window-4000', operation: 'prompt', length: 10_000, context_tokens: 4_000, base: 'window-4000' },
  { id: 'window-8000', operation: 'prompt', length: 10_000, context_tokens: 8_000, base: 'window-4000' },
  { id: 'window-16000', operation: 'prompt', length: 10_000, context_tokens: 16_000, base: 'window-4000' },

  { id: 'tool-100', operation: 'prompt-with-tool', length: 100, context_tokens: 8_000, base: 'tool-100' },
  {
    id: 'tool-10000',
    operation: 'prompt-with-tool',
    length: 10_000,
    context_tokens: 8_000,
    base: 'tool-100',
    goal: 1.5,
  },

  // A thread of 10 gives half as many rows as the others.
  { id: 'list-10', operation: 'list', length: 10, base: 'list-10' },
  { id: 'list-100', operation: 'list', length: 100, base: 'list-10' },
  { id: 'list-10000', operation: 'list', length: 10_000, base: 'list-10' },
];
