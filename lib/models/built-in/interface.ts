/**
 * What browsers publish for their built-in models (Prompt API and Summarizer, Web Machine Learning Community Group), as far as it
 * is used here. Names that changed between versions stand side by side: `contextWindow` was `inputQuota`, `contextUsage` was
 * `inputUsage`, `measureContextUsage` was `measureInputUsage`, and `availability` once said `readily`, `after-download` and `no`.
 */

export type PromptMessage = { readonly role: 'system' | 'user' | 'assistant'; readonly content: string };

type Expected = { readonly type: 'text'; readonly languages?: readonly string[] };

/** What a session is to be good for. `availability` wants the same as `create`. */
export type LanguageModelOptions = {
  readonly expectedInputs?: readonly Expected[];
  readonly expectedOutputs?: readonly Expected[];
  /** Both or neither. Extensions may set them, web pages may not. */
  readonly topK?: number;
  readonly temperature?: number;
};

export type CreateOptions<T> = T & {
  readonly signal?: AbortSignal;
  /** Handed a target that dispatches `downloadprogress`. */
  readonly monitor?: (monitor: EventTarget) => void;
};

export interface LanguageModelFactory {
  availability(options?: LanguageModelOptions): Promise<string>;
  create(
    options?: CreateOptions<LanguageModelOptions> & { readonly initialPrompts?: readonly PromptMessage[] },
  ): Promise<LanguageModelSession>;
  /** In extensions only. Null where there is no model. */
  params?(): Promise<{ readonly defaultTopK: number; readonly maxTemperature: number } | null>;
}

export interface LanguageModelSession {
  promptStreaming(
    input: string,
    options?: { readonly signal?: AbortSignal; readonly responseConstraint?: object },
  ): ReadableStream<string>;
  destroy(): void;
  /** Tokens, prompt and answer together; may be infinite. */
  readonly contextWindow?: number;
  readonly contextUsage?: number;
  measureContextUsage?(input: string, options?: { readonly signal?: AbortSignal }): Promise<number>;
  readonly inputQuota?: number;
  readonly inputUsage?: number;
  measureInputUsage?(input: string, options?: { readonly signal?: AbortSignal }): Promise<number>;
}

export type SummarizerOptions = {
  readonly type: 'key-points';
  readonly format: 'markdown';
  readonly length: 'medium';
  readonly outputLanguage?: string;
};

export interface SummarizerFactory {
  availability(options?: SummarizerOptions): Promise<string>;
  create(options?: CreateOptions<SummarizerOptions>): Promise<SummarizerSession>;
}

export interface SummarizerSession {
  summarizeStreaming(
    input: string,
    options?: { readonly signal?: AbortSignal; readonly context?: string },
  ): ReadableStream<string>;
  destroy(): void;
  readonly inputQuota?: number;
  measureInputUsage?(input: string, options?: { readonly signal?: AbortSignal }): Promise<number>;
}

/** What the browser has, looked up each time: a model may appear while the worker lives. */
export type BuiltInModels = {
  readonly languageModel: () => LanguageModelFactory | undefined;
  readonly summarizer: () => SummarizerFactory | undefined;
  /** The user's, as a language without region, such as `de`. */
  readonly language: string;
};

/** A browser without any model of its own. */
export const NO_MODELS: BuiltInModels = {
  languageModel: () => undefined,
  summarizer: () => undefined,
  language: 'en',
};
