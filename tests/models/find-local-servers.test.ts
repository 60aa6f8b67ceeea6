import { afterEach, expect, it } from 'vitest';
import { findLocalServers, type Place, USUAL_PLACES } from '../../lib/models/find-local-servers.ts';
import {
  type LocalServerStandIn,
  startLlamaCpp,
  startLmStudio,
  startOllama,
  startVllm,
  startWebSite,
} from '../support/local-servers/index.ts';
import { stall, startModelServer } from '../support/model-server/index.ts';
import { surroundingsWith } from './talk.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

/** The usual places, but with these servers in them; the others are ports where nobody listens. */
async function placesWith(
  servers: Readonly<Record<string, Promise<LocalServerStandIn>>>,
): Promise<{ places: Place[]; at: Record<string, LocalServerStandIn> }> {
  const at: Record<string, LocalServerStandIn> = {};
  for (const [service, starting] of Object.entries(servers)) {
    const server = await starting;
    at[service] = server;
    running.push(server);
  }
  const places = USUAL_PLACES.map((place) => ({ ...place, origin: at[place.service]?.origin ?? 'http://127.0.0.1:9' }));
  return { places, at };
}

it('looks at the ports that the presets name', () => {
  expect(USUAL_PLACES.map(({ service, origin }) => [service, origin])).toEqual([
    ['ollama', 'http://127.0.0.1:11434'],
    ['lm-studio', 'http://127.0.0.1:1234'],
    ['llama-cpp', 'http://127.0.0.1:8080'],
    ['vllm', 'http://127.0.0.1:8000'],
  ]);
});

it('says who is there and which models can answer, those in memory first', async () => {
  const { places, at } = await placesWith({
    ollama: startOllama({ models: ['llama3.2:3b', 'nomic-embed-text:latest'] }),
    'lm-studio': startLmStudio(),
    'llama-cpp': startLlamaCpp(),
    vllm: startVllm(),
  });
  expect(await findLocalServers(surroundingsWith(), places)).toEqual([
    { service: 'ollama', base_url: at['ollama']?.baseUrl, status: 'ready', models: ['llama3.2:3b'] },
    { service: 'lm-studio', base_url: at['lm-studio']?.baseUrl, status: 'ready', models: ['small', 'big'] },
    { service: 'llama-cpp', base_url: at['llama-cpp']?.baseUrl, status: 'ready', models: ['model.gguf'] },
    { service: 'vllm', base_url: at['vllm']?.baseUrl, status: 'ready', models: ['Qwen/Qwen3-8B'] },
  ]);
});

it('names what is not ready yet, and what wants a key', async () => {
  const { places } = await placesWith({
    ollama: startOllama({ models: [] }),
    'llama-cpp': startLlamaCpp({ loading: true }),
    vllm: startVllm({ key: 'sk-local-1234' }),
  });
  expect(await findLocalServers(surroundingsWith(), places)).toMatchObject([
    { service: 'ollama', status: 'ready', models: [] },
    { service: 'llama-cpp', status: 'loading', models: [] },
    { service: 'vllm', status: 'key-missing', models: [] },
  ]);
});

it('takes a model server in another one’s place for what it is, not for whom it was expected', async () => {
  const { places } = await placesWith({ ollama: startVllm(), vllm: startLlamaCpp() });
  expect(await findLocalServers(surroundingsWith(), places)).toMatchObject([
    { service: 'vllm', models: ['Qwen/Qwen3-8B'] },
    { service: 'llama-cpp', models: ['model.gguf'] },
  ]);
});

it('offers a model server that is none of the known ones by its address', async () => {
  const other = await startModelServer({ models: ['mine'] });
  running.push(other);
  const { places } = await placesWith({});
  const [first, ...rest] = places;
  const found = await findLocalServers(surroundingsWith(), first ? [{ ...first, origin: other.origin }, ...rest] : []);
  expect(found).toEqual([{ service: 'custom', base_url: other.baseUrl, status: 'ready', models: ['mine'] }]);
});

it('leaves out what is no model server, and finds nobody where nobody is', async () => {
  const { places } = await placesWith({ 'llama-cpp': startWebSite(), vllm: startWebSite() });
  expect(await findLocalServers(surroundingsWith(), places)).toEqual([]);
});

it('asks each place two questions, with nothing that tells who asks', async () => {
  const { places, at } = await placesWith({ ollama: startOllama() });
  await findLocalServers(surroundingsWith(), places);
  const asked = at['ollama']?.requests.map(({ method, path, origin }) => `${method} ${path} ${origin}`).sort();
  expect(asked).toEqual(['GET /api/version null', 'GET /v1/models null']);
});

it('waits for nobody longer than a few seconds', async () => {
  const silent = await startModelServer({ models: [stall] });
  running.push(silent);
  const places = USUAL_PLACES.slice(0, 1).map((place) => ({ ...place, origin: silent.origin }));
  const started = Date.now();
  expect(await findLocalServers(surroundingsWith(), places)).toEqual([]);
  expect(Date.now() - started).toBeLessThan(10_000);
});
