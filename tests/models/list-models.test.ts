import { afterEach, expect, it } from 'vitest';
import { listModels } from '../../lib/models/list-models.ts';
import { html, json, type ModelServer, type Script, startModelServer } from '../support/model-server/index.ts';
import { connectionTo, surroundingsWith } from './talk.ts';

let server: ModelServer;
afterEach(() => server.close());

async function list(models: readonly string[] | Script) {
  server = await startModelServer({ models });
  return listModels(connectionTo(server.baseUrl), surroundingsWith());
}

it.each<[string, unknown, string[]]>([
  ['OpenAI, sorted, each once', { object: 'list', data: [{ id: 'b' }, { id: 'a' }, { id: 'b' }] }, ['a', 'b']],
  ['OpenRouter', { data: [{ id: 'x/y', name: 'X: Y', context_length: 9 }] }, ['x/y']],
  ['Ollama', { models: [{ name: 'llama3.2:latest', model: 'llama3.2:latest' }] }, ['llama3.2:latest']],
  ['Together', [{ id: 'one' }, { id: 'two' }], ['one', 'two']],
  ['a server without models', { object: 'list', data: [] }, []],
  ['a server with entries that are none', { data: [null, { name: 'ok' }, {}, 'text'] }, ['ok', 'text']],
])('reads the list of %s', async (_name, body, models) => {
  expect(await list(json(200, body))).toEqual({ models, error: null });
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
