import OpenAI from 'openai';
import type { OpenConnection } from './connection.ts';
import { serviceOf } from './services.ts';

export { APIConnectionError, APIError } from 'openai';

/** What the openai package would tell a server about this machine. Each also asks for CORS permission of its own. */
const UNSENT_HEADERS = [
  'X-Stainless-Arch',
  'X-Stainless-Lang',
  'X-Stainless-OS',
  'X-Stainless-Package-Version',
  'X-Stainless-Retry-Count',
  'X-Stainless-Runtime',
  'X-Stainless-Runtime-Version',
  'X-Stainless-Timeout',
  'User-Agent',
];

/** The longest a timer can wait. The guarded fetch has its own limits, which know silence from slowness. */
const NEVER_MILLISECONDS = 2 ** 31 - 1;

/** The body of a streamed `POST /chat/completions` as the openai package types it. */
export type ChatBody = OpenAI.ChatCompletionCreateParamsStreaming;

/**
 * The only place that makes an OpenAI client. `fetch` is a guarded one (guarded-fetch.ts). Nothing is retried: a POST that
 * was lost may have been answered and paid for.
 */
export function createClient(
  connection: Pick<OpenConnection, 'base_url' | 'service' | 'key'>,
  options: { readonly fetch: typeof fetch },
): OpenAI {
  return new OpenAI({
    baseURL: connection.base_url,
    // The package insists on a key; without one of ours the header is left out below.
    apiKey: connection.key ?? 'none',
    organization: null,
    project: null,
    fetch: options.fetch,
    maxRetries: 0,
    timeout: NEVER_MILLISECONDS,
    // Safe here: the client lives in the extension's background worker, which no page can read.
    dangerouslyAllowBrowser: true,
    // It would log what the model said.
    logLevel: 'off',
    defaultHeaders: {
      ...Object.fromEntries(UNSENT_HEADERS.map((name) => [name, null])),
      ...(connection.key === null ? { Authorization: null } : {}),
      ...serviceOf(connection.service).headers,
    },
  });
}
