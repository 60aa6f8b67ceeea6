import { AppFailure } from '../errors.ts';
import type { ListedModel, ModelList } from '../protocol.ts';
import { createClient } from './client.ts';
import type { OpenConnection } from './connection.ts';
import { isError } from './failures/is-error.ts';
import { guardFetch } from './guarded-fetch.ts';
import { listOf, recordOf, stringOf } from './json.ts';
import { mapOpenAIError } from './map-openai-error.ts';
import { refusalInside } from './server-refusal.ts';
import type { Surroundings } from './surroundings.ts';

/** A list needs no thinking: a server that is silent for this long has none to give. Milliseconds. */
const LIST_IDLE = { first_byte: 15_000, between: 15_000, after_finish: 3_000 };

/**
 * The models the server offers, by name, each once; those that are shut down are left out. `error` says why there are none; a server
 * may also just list none.
 */
export async function listModels(connection: OpenConnection, surroundings: Surroundings): Promise<ModelList> {
  const guard = guardFetch(connection, { idle: LIST_IDLE, ...surroundings, answer: 'json' });
  try {
    const listed: unknown = await createClient(connection, { fetch: guard.fetch }).get('/models');
    const entries = entriesOf(listed);
    // LM Studio answers 200 with an error where there is nothing.
    if (isError(listed)) throw refusalInside(listed, `${connection.base_url}/models`);
    if (entries === null) throw new AppFailure({ kind: 'not-an-api', host: new URL(connection.base_url).host });
    const today = dayOf(new Date((surroundings.now ?? Date.now)()));
    return { models: offered(entries.map(readModel), today), error: null };
  } catch (thrown) {
    return { models: [], error: await mapOpenAIError(thrown, { ...surroundings, connection, started: false }) };
  }
}

/** The same without what a server tells about its models. */
export async function listModelNames(
  connection: OpenConnection,
  surroundings: Surroundings,
): Promise<{ readonly models: readonly string[]; readonly error: ModelList['error'] }> {
  const { models, error } = await listModels(connection, surroundings);
  return { models: models.map(({ id }) => id), error };
}

/** `{data}` (OpenAI and most), `{models}` (Ollama's own), or the bare list (Together); null for anything else. */
function entriesOf(listed: unknown): readonly unknown[] | null {
  const { data, models } = recordOf(listed);
  for (const list of [data, models, listed]) if (Array.isArray(list)) return listOf(list);
  return null;
}

/** A model answers on its last day still. Of entries with one name the first counts. */
function offered(models: readonly ListedModel[], today: string): readonly ListedModel[] {
  const byName = new Map<string, ListedModel>();
  for (const model of models) if (model.id !== '' && !byName.has(model.id)) byName.set(model.id, model);
  return [...byName.values()]
    .filter(({ shutdown_date }) => shutdown_date === null || shutdown_date >= today)
    .sort((one, other) => one.id.localeCompare(other.id, 'en'));
}

function readModel(entry: unknown): ListedModel {
  const fields = recordOf(entry);
  const { id, name, model, shutdown_date, expiration_date } = fields;
  return {
    id: stringOf(id) || stringOf(model) || stringOf(name) || stringOf(entry),
    // OpenAI; OpenRouter. Mistral's `deprecation` is not known to be the last day, and a model that answers is not to be hidden.
    shutdown_date: readDay(shutdown_date) ?? readDay(expiration_date),
    context_tokens: contextLengths(fields).find(isTokenCount) ?? null,
  };
}

/**
 * Where servers tell how many tokens a model reads: as it runs first, then as it could. LM Studio, known by `state`, opens a model
 * with far less than it could read, and llama.cpp's `n_ctx_train` is what a model has learned with.
 */
function contextLengths(fields: ReturnType<typeof recordOf>): readonly unknown[] {
  return [
    fields['loaded_context_length'], // LM Studio
    recordOf(fields['meta'])['n_ctx'], // llama.cpp
    fields['context_length'], // OpenRouter, Together, Moonshot
    fields['context_window'], // Groq
    fields['state'] === undefined ? fields['max_context_length'] : null, // Mistral
    fields['max_model_len'], // vLLM
    recordOf(fields['info'])['contextLength'], // AI/ML API
  ];
}

/** `2027-03-03`, with or without a time behind it; null for anything that names no day. */
function readDay(value: unknown): string | null {
  const [day = ''] = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(stringOf(value)) ?? [];
  const time = Date.parse(`${day}T00:00:00Z`);
  // A day that no month has, such as 30 February, is read as another one.
  return !Number.isNaN(time) && dayOf(new Date(time)) === day ? day : null;
}

/** Of UTC, such as `2027-03-03`. */
function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function isTokenCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
