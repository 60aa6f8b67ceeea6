import type { ModelRequest } from '../assistants/ports.ts';
import type { AppError } from '../errors.ts';
import type { ConnectionTest } from '../protocol.ts';
import { createChatCompletionsBackend } from './chat-completions/backend.ts';
import type { OpenConnection } from './connection.ts';
import { listModels } from './list-models.ts';
import type { Surroundings } from './surroundings.ts';

/** Enough for "OK" and little enough to cost nothing. A model that only thinks within it has shown that it answers. */
const ANSWER_TOKENS = 128;

/** OpenAI refuses, after the work is done, an answer whose thinking used the limit up. */
const LIMIT_REACHED = /output limit was reached/i;

/** Asks the server for one tiny streamed answer, and says precisely what is wrong when none comes. */
export async function testConnection(connection: OpenConnection, surroundings: Surroundings): Promise<ConnectionTest> {
  const error =
    connection.model === '' ? await whyNoModel(connection, surroundings) : await ask(connection, surroundings);
  if (typeof error === 'number') return { status: 'ok', model: connection.model, milliseconds: error };
  return { status: 'failed', error: await withSuggestion(error, connection, surroundings) };
}

/** Milliseconds until the answer was complete, or what went wrong. */
async function ask(connection: OpenConnection, surroundings: Surroundings): Promise<number | AppError> {
  const now = surroundings.now ?? Date.now;
  const started = now();
  const backend = createChatCompletionsBackend(connection, surroundings);
  for await (const part of backend.stream(question(connection.model), new AbortController().signal))
    if (part.type === 'error' && !isLimitReached(part.error)) return part.error;
  return now() - started;
}

function isLimitReached(error: AppError): boolean {
  return error.kind === 'request-refused' && LIMIT_REACHED.test(error.detail);
}

/** An unreachable server is worse news than a field left empty. */
async function whyNoModel(connection: OpenConnection, surroundings: Surroundings): Promise<AppError> {
  const { error } = await listModels(connection, surroundings);
  return error ?? { kind: 'no-model-chosen' };
}

/** Most wrong addresses lack their `/v1`: looks whether there is an API behind it. */
async function withSuggestion(
  error: AppError,
  connection: OpenConnection,
  surroundings: Surroundings,
): Promise<AppError> {
  if (error.kind !== 'wrong-address' && error.kind !== 'not-an-api') return error;
  const { base_url } = connection;
  const candidates = new Set([`${base_url}/v1`, `${new URL(base_url).origin}/v1`]);
  candidates.delete(base_url);
  if (/\/v\d+(beta)?$/.test(base_url)) candidates.delete(`${base_url}/v1`);
  for (const suggestion of candidates) {
    const listed = await listModels({ ...connection, base_url: suggestion }, surroundings);
    // A server that asks for a key there has an API there.
    if (listed.error === null || listed.error.kind === 'key-missing' || listed.error.kind === 'key-refused')
      return { kind: 'wrong-address', url: `${base_url}/chat/completions`, suggestion };
  }
  return error;
}

function question(model: string): ModelRequest {
  const content = 'Reply with OK.';
  return {
    model,
    messages: [{ role: 'user', content }],
    tools: [],
    tool_choice: 'auto',
    parallel_tool_calls: true,
    response_format: 'auto',
    temperature: null,
    top_p: null,
    reasoning_effort: null,
    max_completion_tokens: ANSWER_TOKENS,
    task: 'answer',
    question: content,
    sources: [],
  };
}
