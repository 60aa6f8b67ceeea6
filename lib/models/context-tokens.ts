import type { Connection } from './connection.ts';
import { serviceOf } from './services.ts';

/** A list that tells less than this tells something else. Tokens. */
const LEAST_CONTEXT = 1_024;

/** How many tokens a connection's model reads at once. What the server listed counts for the model that was chosen from its list. */
export function contextTokens({ model, context_tokens = 0, service }: Connection, wanted: string): number {
  return wanted === model && context_tokens >= LEAST_CONTEXT ? context_tokens : serviceOf(service).context_tokens;
}
