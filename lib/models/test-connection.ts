import type { Backend, ModelRequest } from '../assistants/ports.ts';
import type { AppError } from '../errors.ts';
import type { ConnectionTest } from '../protocol.ts';
import { createAssistantsBackend } from './assistants/backend.ts';
import { createBuiltInBackend } from './built-in/backend.ts';
import { createChatCompletionsBackend } from './chat-completions/backend.ts';
import type { OpenConnection } from './connection.ts';
import { plainSentence } from './failures/plain-sentence.ts';
import { listModelNames } from './list-models.ts';
import { isLocalHost } from './local-host.ts';
import { nearestNames } from './nearest-names.ts';
import { createResponsesBackend } from './responses/backend.ts';
import { serviceOf } from './services.ts';
import type { Surroundings } from './surroundings.ts';

/** Enough for "OK" and little enough to cost nothing. A model that only thinks within it has shown that it answers. */
const ANSWER_TOKENS = 128;

/** OpenAI refuses, after the work is done, an answer whose thinking used the limit up. */
const LIMIT_REACHED = /output limit was reached/i;

/** A server that is there answers such a question at once. Milliseconds. */
const SIGN_OF_LIFE_MS = 3_000;

/** Asks the server for one tiny streamed answer, and says precisely what is wrong when none comes. */
export async function testConnection(connection: OpenConnection, surroundings: Surroundings): Promise<ConnectionTest> {
  const outcome =
    connection.model === '' ? await whyNoModel(connection, surroundings) : await ask(connection, surroundings);
  if (typeof outcome === 'number') return { status: 'ok', model: connection.model, milliseconds: outcome };
  return { status: 'failed', error: await lookCloser(outcome, connection, surroundings) };
}

/** Milliseconds until the answer was complete, or what went wrong. */
async function ask(connection: OpenConnection, surroundings: Surroundings): Promise<number | AppError> {
  const now = surroundings.now ?? Date.now;
  const started = now();
  const backend = backendFor(connection, surroundings);
  const giveUp = new AbortController();
  try {
    for await (const part of backend.stream(question(connection.model), giveUp.signal)) {
      // Whoever tests wants to know now why nothing comes.
      if (part.type === 'waiting') return part.error;
      if (part.type === 'error' && !isLimitReached(part.error)) return part.error;
    }
    return now() - started;
  } finally {
    giveUp.abort();
  }
}

/** None waits and tries again, and nothing of a test is stored at a server. */
function backendFor(connection: OpenConnection, surroundings: Surroundings): Backend {
  switch (connection.protocol) {
    case 'responses':
      return createResponsesBackend({ ...connection, background: false }, surroundings);
    case 'assistants':
      return createAssistantsBackend(connection, surroundings);
    case 'built-in':
      return createBuiltInBackend(surroundings.builtIn, surroundings.idle);
    default:
      return createChatCompletionsBackend(connection, surroundings);
  }
}

function isLimitReached(error: AppError): boolean {
  return error.kind === 'request-refused' && LIMIT_REACHED.test(error.detail);
}

/** An unreachable server, or one without any model, is worse news than a field left empty. */
async function whyNoModel(connection: OpenConnection, surroundings: Surroundings): Promise<AppError> {
  const { models, error } = await listModelNames(connection, surroundings);
  if (error !== null) return error;
  const { host, hostname } = new URL(connection.base_url);
  if (models.length > 0 || !isLocalHost(hostname)) return { kind: 'no-model-chosen' };
  return { kind: 'model-missing', model: '', host, nearest: [] };
}

/** A failure with what a second look at the server adds to it. */
async function lookCloser(error: AppError, connection: OpenConnection, surroundings: Surroundings): Promise<AppError> {
  switch (error.kind) {
    case 'wrong-address':
    case 'not-an-api':
      return withSuggestion(error, connection, surroundings);
    case 'model-missing':
      return { ...error, ...(error.nearest === undefined && (await nearest(connection, surroundings))) };
    case 'unreachable':
      return withSignOfLife(error, connection, surroundings);
    default:
      return error;
  }
}

/** Nothing where the server does not say; services far away that list nothing have models all the same. */
async function nearest(
  connection: OpenConnection,
  surroundings: Surroundings,
): Promise<{ readonly nearest?: readonly string[] }> {
  const { models, error } = await listModelNames(connection, surroundings);
  const isUnknown = models.length === 0 && !isLocalHost(new URL(connection.base_url).hostname);
  if (error !== null || isUnknown) return {};
  return { nearest: nearestNames(connection.model, models).map((name) => plainSentence(name, connection.key)) };
}

/** Tells a server that only wants permission from one that is not there, or that is there in another way. */
async function withSignOfLife(
  error: Extract<AppError, { kind: 'unreachable' }>,
  { base_url, service }: OpenConnection,
  surroundings: Surroundings,
): Promise<AppError> {
  if (!error.permitted && (await somethingAnswers(base_url, surroundings))) return { ...error, answers: true };
  const { protocol, hostname, origin } = new URL(base_url);
  if (isLocalHost(hostname)) {
    const otherWay = base_url.replace(protocol, protocol === 'https:' ? 'http:' : 'https:');
    const usual = serviceOf(service).base_url;
    for (const elsewhere of [otherWay, usual === '' ? base_url : usual])
      if (new URL(elsewhere).origin !== origin && (await somethingAnswers(elsewhere, surroundings)))
        return { ...error, host: origin, answers: false, elsewhere };
  }
  return error.permitted ? error : { ...error, answers: false };
}

/**
 * Whether any server answers there, whatever it says. Needs no permission: nothing of the answer can be read. Carries no key and
 * no cookies.
 */
async function somethingAnswers(base_url: string, surroundings: Surroundings): Promise<boolean> {
  const fetchNow = surroundings.fetch ?? fetch;
  try {
    await fetchNow(`${base_url}/models`, {
      mode: 'no-cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.timeout(SIGN_OF_LIFE_MS),
    });
    return true;
  } catch {
    return false; // Refused, unknown to the network, or silent: all the same here.
  }
}

/** Most wrong addresses lack their `/v1`: looks whether there is an API behind it. */
async function withSuggestion(
  error: Extract<AppError, { kind: 'wrong-address' | 'not-an-api' }>,
  connection: OpenConnection,
  surroundings: Surroundings,
): Promise<AppError> {
  const { base_url } = connection;
  const candidates = new Set([`${base_url}/v1`, `${new URL(base_url).origin}/v1`]);
  candidates.delete(base_url);
  if (/\/v\d+(beta)?$/.test(base_url)) candidates.delete(`${base_url}/v1`);
  for (const suggestion of candidates) {
    const listed = await listModelNames({ ...connection, base_url: suggestion }, surroundings);
    // A server that asks for a key there has an API there.
    if (listed.error === null || listed.error.kind === 'key-missing' || listed.error.kind === 'key-refused')
      return { kind: 'wrong-address', url: error.kind === 'wrong-address' ? error.url : base_url, suggestion };
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
