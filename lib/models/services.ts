import type { Quirk } from './chat-completions/dialect.ts';
import type { Protocol } from './connection.ts';

/** A model service as the options page offers it. */
export type Service = {
  readonly id: string;
  readonly label: string;
  /** What "Base URL" starts with; empty where only the user knows it. */
  readonly base_url: string;
  readonly needs_key: boolean;
  /** What a new connection to it speaks unless the user chooses. */
  readonly protocol: Protocol;
  /** Where the user gets a key; null where none is needed. */
  readonly key_url: string | null;
  /**
   * Tokens a model reads at most when nothing better is known, prompt and answer together: the smallest window among the
   * service's current chat models, or the window a local server opens with.
   */
  readonly context_tokens: number;
  /** An example for the field "Model", never sent unless the user types it. */
  readonly model: string;
  /** Headers the service wants besides the key. */
  readonly headers: Readonly<Record<string, string>>;
  /** The name under which the service takes the limit of an answer's tokens. The others are tried when it is refused. */
  readonly limit_field: 'max_tokens' | 'max_completion_tokens';
  /** What the service wants said in another way. Those of other servers are learned from their refusals. */
  readonly quirks: readonly Quirk[];
};

const CUSTOM: Service = {
  id: 'custom',
  label: 'Other server',
  base_url: '',
  needs_key: false,
  protocol: 'chat-completions',
  key_url: null,
  // Nothing is known of it; most current models read at least this much, and one that reads less says so (`too-long`).
  context_tokens: 32_768,
  model: '',
  headers: {},
  limit_field: 'max_tokens',
  quirks: [],
};

/** Where models differ and some are small, 32k is what nearly all of them can read. */
const CLOUD = { ...CUSTOM, needs_key: true, context_tokens: 32_768 };

/** In the order of the menu: cloud services, then servers on the user's own machine, then any other. */
export const SERVICES: readonly Service[] = [
  {
    ...CLOUD,
    id: 'openai',
    label: 'OpenAI',
    base_url: 'https://api.openai.com/v1',
    key_url: 'https://platform.openai.com/api-keys',
    model: 'gpt-5-mini',
    protocol: 'responses',
    context_tokens: 128_000,
    limit_field: 'max_completion_tokens',
  },
  {
    ...CLOUD,
    id: 'aimlapi',
    label: 'AI/ML API',
    base_url: 'https://api.aimlapi.com/v1',
    key_url: 'https://aimlapi.com/app/keys',
    model: 'gpt-4o',
  },
  // The v1 API: the model is the name of a deployment, and the key is sent as everywhere else.
  {
    ...CLOUD,
    id: 'azure',
    label: 'Azure OpenAI',
    base_url: 'https://YOUR-RESOURCE.openai.azure.com/openai/v1',
    key_url: 'https://ai.azure.com',
    model: 'your-deployment',
    context_tokens: 128_000,
    limit_field: 'max_completion_tokens',
  },
  {
    ...CLOUD,
    id: 'openrouter',
    label: 'OpenRouter',
    base_url: 'https://openrouter.ai/api/v1',
    key_url: 'https://openrouter.ai/keys',
    model: 'openrouter/auto',
  },
  {
    ...CLOUD,
    id: 'groq',
    label: 'Groq',
    base_url: 'https://api.groq.com/openai/v1',
    key_url: 'https://console.groq.com/keys',
    model: 'openai/gpt-oss-20b',
    context_tokens: 131_072,
  },
  {
    ...CLOUD,
    id: 'mistral',
    label: 'Mistral',
    base_url: 'https://api.mistral.ai/v1',
    key_url: 'https://console.mistral.ai/api-keys',
    model: 'mistral-small-latest',
    context_tokens: 128_000,
    quirks: ['required-is-any', 'short-call-ids'],
  },
  {
    ...CLOUD,
    id: 'gemini',
    label: 'Google Gemini',
    base_url: 'https://generativelanguage.googleapis.com/v1beta/openai',
    key_url: 'https://aistudio.google.com/apikey',
    model: 'gemini-flash-latest',
    context_tokens: 1_048_576,
  },
  {
    ...CLOUD,
    id: 'anthropic',
    label: 'Anthropic',
    base_url: 'https://api.anthropic.com/v1',
    key_url: 'https://platform.claude.com/settings/keys',
    model: 'claude-sonnet-4-6',
    context_tokens: 200_000,
    // Without it, requests that carry an Origin header are refused, and a browser's POST always carries one.
    headers: { 'anthropic-dangerous-direct-browser-access': 'true' },
  },
  {
    ...CLOUD,
    id: 'deepseek',
    label: 'DeepSeek',
    base_url: 'https://api.deepseek.com/v1',
    key_url: 'https://platform.deepseek.com/api_keys',
    model: 'deepseek-chat',
    context_tokens: 128_000,
  },
  {
    ...CLOUD,
    id: 'xai',
    label: 'xAI',
    base_url: 'https://api.x.ai/v1',
    key_url: 'https://console.x.ai',
    model: 'grok-4',
    context_tokens: 131_072,
  },
  {
    ...CLOUD,
    id: 'together',
    label: 'Together AI',
    base_url: 'https://api.together.xyz/v1',
    key_url: 'https://api.together.ai/settings/api-keys',
    model: 'openai/gpt-oss-20b',
  },
  // Opens models with 4k below 24 GiB of video memory (its docs, "Context length") and cuts longer prompts silently.
  {
    ...CUSTOM,
    id: 'ollama',
    label: 'Ollama',
    base_url: 'http://127.0.0.1:11434/v1',
    model: 'llama3.2',
    context_tokens: 4_096,
  },
  {
    ...CUSTOM,
    id: 'lm-studio',
    label: 'LM Studio',
    base_url: 'http://127.0.0.1:1234/v1',
    model: 'openai/gpt-oss-20b',
    context_tokens: 4_096,
    quirks: ['named-choice', 'json-by-schema'],
  },
  {
    ...CUSTOM,
    id: 'llama-cpp',
    label: 'llama.cpp',
    base_url: 'http://127.0.0.1:8080/v1',
    model: 'default',
    context_tokens: 4_096,
  },
  {
    ...CUSTOM,
    id: 'vllm',
    label: 'vLLM',
    base_url: 'http://127.0.0.1:8000/v1',
    model: 'Qwen/Qwen3-8B',
    context_tokens: 8_192,
  },
  CUSTOM,
];

/** The browser's own model, offered where there is one. Its window is what a session of it tells. */
export const BUILT_IN: Service = {
  ...CUSTOM,
  id: 'built-in',
  label: 'Built into the browser',
  protocol: 'built-in',
  context_tokens: 4_096,
  model: 'built-in',
};

/** The menu, with the browser's own model where there is one. */
export function servicesWith({ built_in }: { readonly built_in: boolean }): readonly Service[] {
  return built_in ? SERVICES.flatMap((service) => (service === CUSTOM ? [BUILT_IN, CUSTOM] : [service])) : SERVICES;
}

/** The service with this id; one that is gone or unknown counts as a server of the user's own. */
export function serviceOf(id: string): Service {
  return [...SERVICES, BUILT_IN].find((service) => service.id === id) ?? CUSTOM;
}
