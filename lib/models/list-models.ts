import { type AppError, AppFailure } from '../errors.ts';
import { createClient } from './client.ts';
import type { OpenConnection } from './connection.ts';
import { isError } from './failures/is-error.ts';
import { guardFetch } from './guarded-fetch.ts';
import { listOf, recordOf, stringOf } from './json.ts';
import { mapOpenAIError } from './map-openai-error.ts';
import { refusalInside } from './server-refusal.ts';
import type { Surroundings } from './surroundings.ts';

export type ModelList = { readonly models: readonly string[]; readonly error: AppError | null };

/** A list needs no thinking: a server that is silent for this long has none to give. Milliseconds. */
const LIST_IDLE = { first_byte: 15_000, between: 15_000, after_finish: 3_000 };

/** The models the server offers, sorted, each once. `error` says why there are none; a server may also just list none. */
export async function listModels(connection: OpenConnection, surroundings: Surroundings): Promise<ModelList> {
  const guard = guardFetch(connection, { idle: LIST_IDLE, ...surroundings, answer: 'json' });
  try {
    const listed: unknown = await createClient(connection, { fetch: guard.fetch }).get('/models');
    const entries = entriesOf(listed);
    // LM Studio answers 200 with an error where there is nothing.
    if (isError(listed)) throw refusalInside(listed, `${connection.base_url}/models`);
    if (entries === null) throw new AppFailure({ kind: 'not-an-api', host: new URL(connection.base_url).host });
    const names = entries.map(nameOf).filter((name) => name !== '');
    return { models: [...new Set(names)].sort((one, other) => one.localeCompare(other, 'en')), error: null };
  } catch (thrown) {
    return { models: [], error: await mapOpenAIError(thrown, { ...surroundings, connection, started: false }) };
  }
}

/** `{data}` (OpenAI and most), `{models}` (Ollama's own), or the bare list (Together); null for anything else. */
function entriesOf(listed: unknown): readonly unknown[] | null {
  const { data, models } = recordOf(listed);
  for (const list of [data, models, listed]) if (Array.isArray(list)) return listOf(list);
  return null;
}

function nameOf(entry: unknown): string {
  const { id, name, model } = recordOf(entry);
  return stringOf(id) || stringOf(model) || stringOf(name) || stringOf(entry);
}
