import type { Embedder } from '../assistants/ports.ts';
import { AppFailure } from '../errors.ts';
import { createClient } from './client.ts';
import type { OpenConnection } from './connection.ts';
import { guardFetch } from './guarded-fetch.ts';
import { listOf, recordOf } from './json.ts';
import { mapOpenAIError } from './map-openai-error.ts';
import type { Surroundings } from './surroundings.ts';

/** A small model on a slow machine takes its time for 64 passages. Milliseconds. */
const EMBEDDING_IDLE = { first_byte: 60_000, between: 30_000, after_finish: 3_000 };

export type EmbedderParts = { readonly connection_id: string; readonly model: string };

/** `POST {base_url}/embeddings`, as OpenAI and most servers of open models have it. Sent once, whatever comes of it. */
export function createEmbedder(
  connection: OpenConnection,
  surroundings: Surroundings,
  { connection_id, model }: EmbedderParts,
): Embedder {
  const { host } = new URL(connection.base_url);
  return {
    model: `${connection_id}/${model}`,
    async embed(texts, signal) {
      const guard = guardFetch(connection, { idle: EMBEDDING_IDLE, ...surroundings, answer: 'json' });
      try {
        const body = { model, input: texts };
        const answer: unknown = await createClient(connection, { fetch: guard.fetch }).post('/embeddings', {
          body,
          signal,
        });
        const vectors = vectorsIn(answer, texts.length);
        if (vectors === null) throw new AppFailure({ kind: 'not-an-api', host });
        return vectors;
      } catch (thrown) {
        const context = { ...surroundings, connection, started: false, operation: 'embeddings' };
        throw new AppFailure(await mapOpenAIError(thrown, context));
      }
    },
  };
}

/** In the order of the texts, which servers may change and tell by `index`; null for anything but one vector each. */
function vectorsIn(answer: unknown, count: number): Float32Array[] | null {
  const vectors: Float32Array[] = [];
  listOf(recordOf(answer)['data']).forEach((one, place) => {
    const { index, embedding } = recordOf(one);
    const numbers = listOf(embedding).filter((value) => typeof value === 'number');
    if (numbers.length > 0) vectors[typeof index === 'number' ? index : place] = Float32Array.from(numbers);
  });
  const all = Array.from({ length: count }, (_, place) => vectors[place]);
  return vectors.length === count && all.every((vector) => vector !== undefined) ? all : null;
}
