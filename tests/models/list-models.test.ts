import { afterEach, expect, it } from 'vitest';
import { listModels } from '../../lib/models/list-models.ts';
import type { Surroundings } from '../../lib/models/surroundings.ts';
import { html, json, type ModelServer, type Script, startModelServer } from '../support/model-server/index.ts';
import { connectionTo, surroundingsWith } from './talk.ts';

let server: ModelServer;
afterEach(() => server.close());

async function list(models: readonly string[] | Script, more: Partial<Surroundings> = {}) {
  server = await startModelServer({ models });
  return listModels(connectionTo(server.baseUrl), surroundingsWith(more));
}

const names = ({ models }: Awaited<ReturnType<typeof list>>) => models.map(({ id }) => id);

it.each<[string, unknown, string[]]>([
  ['OpenAI, sorted, each once', { object: 'list', data: [{ id: 'b' }, { id: 'a' }, { id: 'b' }] }, ['a', 'b']],
  ['OpenRouter', { data: [{ id: 'x/y', name: 'X: Y', context_length: 9 }] }, ['x/y']],
  ['Ollama', { models: [{ name: 'llama3.2:latest', model: 'llama3.2:latest' }] }, ['llama3.2:latest']],
  ['Together', [{ id: 'one' }, { id: 'two' }], ['one', 'two']],
  ['a server without models', { object: 'list', data: [] }, []],
  ['a server with entries that are none', { data: [null, { name: 'ok' }, {}, 'text'] }, ['ok', 'text']],
])('reads the list of %s', async (_name, body, models) => {
  const listed = await list(json(200, body));
  expect(listed.error).toBeNull();
  expect(names(listed)).toEqual(models);
});

it.each<[string, object, { shutdown_date: string | null; context_tokens: number | null }]>([
  ['OpenAI', { shutdown_date: '2027-03-03' }, { shutdown_date: '2027-03-03', context_tokens: null }],
  ['OpenAI, without an end', { shutdown_date: null }, { shutdown_date: null, context_tokens: null }],
  [
    'OpenRouter',
    { expiration_date: '2027-03-03', context_length: 131_072 },
    { shutdown_date: '2027-03-03', context_tokens: 131_072 },
  ],
  ['a time of day', { shutdown_date: '2027-03-03T10:00:00Z' }, { shutdown_date: '2027-03-03', context_tokens: null }],
  ['Groq', { context_window: 8192 }, { shutdown_date: null, context_tokens: 8192 }],
  ['Mistral', { max_context_length: 32_768, deprecation: null }, { shutdown_date: null, context_tokens: 32_768 }],
  [
    'Mistral, of a model that another is to follow',
    { deprecation: '2020-03-03T12:00:00Z', deprecation_replacement_model: 'next' },
    { shutdown_date: null, context_tokens: null },
  ],
  [
    'LM Studio, of a model that is loaded',
    { state: 'loaded', max_context_length: 131_072, loaded_context_length: 4096 },
    { shutdown_date: null, context_tokens: 4096 },
  ],
  [
    'LM Studio, of a model that is not',
    { state: 'not-loaded', max_context_length: 131_072 },
    { shutdown_date: null, context_tokens: null },
  ],
  ['llama.cpp', { meta: { n_ctx: 32_768, n_ctx_train: 262_144 } }, { shutdown_date: null, context_tokens: 32_768 }],
  [
    'llama.cpp, which tells only what the model could read',
    { meta: { n_ctx_train: 131_072 } },
    { shutdown_date: null, context_tokens: null },
  ],
  ['vLLM', { max_model_len: 4096 }, { shutdown_date: null, context_tokens: 4096 }],
  ['AI/ML API', { info: { contextLength: 16_000 } }, { shutdown_date: null, context_tokens: 16_000 }],
  [
    'values that are none',
    { shutdown_date: 'soon', expiration_date: '2027-02-30', context_length: '9', context_window: -1 },
    { shutdown_date: null, context_tokens: null },
  ],
])('reads what a server tells about a model: %s', async (_name, fields, told) => {
  const { models } = await list(json(200, { data: [{ id: 'm', ...fields }] }), { now: () => Date.UTC(2026, 10, 21) });
  expect(models).toEqual([{ id: 'm', ...told }]);
});

it('leaves out what is shut down, and offers a model to the end of its last day', async () => {
  const data = [
    { id: 'gone', shutdown_date: '2027-03-02' },
    { id: 'gone-elsewhere', expiration_date: '2027-03-02' },
    { id: 'last-day', shutdown_date: '2027-03-03' },
    { id: 'stays' },
  ];
  const listed = await list(json(200, { data }), { now: () => Date.UTC(2027, 2, 3, 23, 59) });
  expect(names(listed)).toEqual(['last-day', 'stays']);
});

it.each<[string, Script, object]>([
  ['a wrong key', json(401, { error: { message: 'No' } }), { kind: 'key-refused' }],
  ['a web page', html(200, '<p>Hello'), { kind: 'not-an-api' }],
  ['JSON of another shape', json(200, { version: '1' }), { kind: 'not-an-api' }],
  ['no such path', html(404, 'Not found'), { kind: 'wrong-address', url: expect.stringMatching(/\/v1\/models$/) }],
  [
    'no such path with status 200',
    json(200, { error: 'Unexpected endpoint or method. (GET /models)' }),
    { kind: 'wrong-address' },
  ],
])('says that there is none because of %s', async (_name, script, error) => {
  expect(await list(script)).toEqual({ models: [], error: expect.objectContaining(error) });
});
