import type { LocalServer } from '../protocol.ts';
import { guardFetch } from './guarded-fetch.ts';
import { listOf, recordOf, stringOf } from './json.ts';
import { listModelNames } from './list-models.ts';
import { serviceOf } from './services.ts';
import type { Surroundings } from './surroundings.ts';

/** Where a server usually listens, and the question that it alone answers in its own way. */
export type Place = {
  /** Preset id (services.ts). */
  readonly service: string;
  /** Such as `http://127.0.0.1:11434`. */
  readonly origin: string;
  readonly path: string;
  readonly isProof: (answer: unknown) => boolean;
};

/** This computer answers at once or not at all; a refused connection takes Windows two seconds. Milliseconds. */
const IDLE = { first_byte: 2_500, between: 1_000, after_finish: 1_000 };

const hasVersion = (answer: unknown) => stringOf(recordOf(answer)['version']) !== '';

export const USUAL_PLACES: readonly Place[] = [
  { ...at('ollama'), path: '/api/version', isProof: hasVersion },
  { ...at('lm-studio'), path: '/api/v0/models', isProof: (answer) => Array.isArray(recordOf(answer)['data']) },
  {
    ...at('llama-cpp'),
    path: '/props',
    isProof: (answer) => 'default_generation_settings' in recordOf(answer),
  },
  { ...at('vllm'), path: '/version', isProof: hasVersion },
];

/** Models that turn text into numbers and cannot answer, as far as their names tell. */
const EMBEDDING = /embed|(^|[/_-])(bge|e5|gte|minilm|rerank)/i;

/**
 * Asks the usual ports of this computer, all at once, who listens there and which models it has. Needs host permission for
 * `http://127.0.0.1`. Sends no key. Whatever does not answer like a model server is left out.
 */
export async function findLocalServers(
  surroundings: Surroundings,
  places: readonly Place[] = USUAL_PLACES,
): Promise<readonly LocalServer[]> {
  const found = await Promise.all(places.map((place) => look(place, places, { ...surroundings, idle: IDLE })));
  return found.filter((server) => server !== null);
}

async function look(place: Place, places: readonly Place[], surroundings: Surroundings): Promise<LocalServer | null> {
  const { origin } = place;
  const base_url = `${origin}/v1`;
  const connection = { base_url, service: place.service, model: '', key: null };
  const [{ models, error }, proof] = await Promise.all([
    listModelNames(connection, surroundings),
    readJson(`${origin}${place.path}`, surroundings),
  ]);
  // A server that is not ready yet proves nothing but its port.
  if (error?.kind === 'model-loading') return { service: place.service, base_url, status: 'loading', models: [] };
  if (error !== null && error.kind !== 'key-missing') return null;
  const service = place.isProof(proof) ? place.service : await whoElse(place, places, surroundings);
  return { service, base_url, status: error === null ? 'ready' : 'key-missing', models: usableOf(models, proof) };
}

/** Which of the others has been started on this port. */
async function whoElse(
  { service, origin }: Place,
  places: readonly Place[],
  surroundings: Surroundings,
): Promise<string> {
  const others = places.filter((place) => place.service !== service);
  const proofs = await Promise.all(others.map(({ path }) => readJson(`${origin}${path}`, surroundings)));
  return others.find(({ isProof }, index) => isProof(proofs[index]))?.service ?? 'custom';
}

/** Those that can answer, the ones in memory first where the server says so (LM Studio). */
function usableOf(models: readonly string[], proof: unknown): readonly string[] {
  const details = new Map(
    listOf(recordOf(proof)['data'])
      .map(recordOf)
      .map((detail) => [stringOf(detail['id']), detail]),
  );
  const isLoaded = (model: string) => details.get(model)?.['state'] === 'loaded';
  const isUsable = (model: string) => details.get(model)?.['type'] !== 'embeddings' && !EMBEDDING.test(model);
  const usable = models.filter(isUsable);
  return [...usable.filter(isLoaded), ...usable.filter((model) => !isLoaded(model))];
}

/** Undefined for every answer that is no JSON with status 200. */
async function readJson(url: string, surroundings: Surroundings): Promise<unknown> {
  const guard = guardFetch({ base_url: url }, { ...surroundings, answer: 'json' });
  try {
    return await (await guard.fetch(url)).json();
  } catch {
    return undefined; // Nobody there, or somebody else: both are answers.
  }
}

function at(service: string): Pick<Place, 'service' | 'origin'> {
  return { service, origin: new URL(serviceOf(service).base_url).origin };
}
