import { afterEach, expect, it } from 'vitest';
import { AppFailure } from '../../lib/errors.ts';
import { createEmbedder } from '../../lib/models/embedder.ts';
import { json, type ModelServer, type Script, startModelServer } from '../support/model-server/index.ts';
import { connectionTo, surroundingsWith } from './talk.ts';

let server: ModelServer;
afterEach(() => server.close());

async function embedderAt(embeddings?: () => Script) {
  server = await startModelServer(embeddings === undefined ? {} : { embeddings });
  return createEmbedder(connectionTo(server.baseUrl), surroundingsWith(), { connection_id: 'conn_1', model: 'small' });
}

const list = (...data: unknown[]) => json(200, { object: 'list', data });
const vector = (index: unknown, ...embedding: unknown[]) => ({ object: 'embedding', index, embedding });
const never = new AbortController().signal;

it('sends the texts in one request, with the key, and gives their vectors in their order', async () => {
  const embedder = await embedderAt(() => list(vector(1, 0, 1), vector(0, 0.5, -0.25)));
  const vectors = await embedder.embed(['one', 'two'], never);
  expect(vectors.map((one) => [...one])).toEqual([
    [0.5, -0.25],
    [0, 1],
  ]);
  expect(embedder.model).toBe('conn_1/small');
  expect(server.requests.map(({ body }) => body)).toEqual([{ model: 'small', input: ['one', 'two'] }]);
  expect(server.requests[0]?.headers['authorization']).toBe('Bearer sk-test-0123456789');
});

it('takes the order of a server that numbers nothing', async () => {
  const embedder = await embedderAt(() => list({ embedding: [1] }, { embedding: [2] }));
  expect((await embedder.embed(['one', 'two'], never)).map((one) => [...one])).toEqual([[1], [2]]);
});

it.each<[string, Script]>([
  ['fewer vectors than texts', list(vector(0, 1))],
  ['two for one text', list(vector(0, 1), vector(0, 2))],
  ['more vectors than texts', list(vector(0, 1), vector(1, 1), vector(2, 1))],
  ['a vector of nothing', list(vector(0, 1), vector(1))],
  ['words instead of numbers', list(vector(0, 1), vector(1, 'a', 'b'))],
  ['another object', json(200, { hello: 'world' })],
])('believes nothing of %s', async (_what, script) => {
  const embedder = await embedderAt(() => script);
  const failed = embedder.embed(['one', 'two'], never);
  await expect(failed).rejects.toMatchObject({ error: { kind: 'not-an-api' } });
});

it('fails as people are told where there are no embeddings, and asks once', async () => {
  const embedder = await embedderAt();
  await expect(embedder.embed(['one'], never)).rejects.toBeInstanceOf(AppFailure);
  expect(server.requests).toHaveLength(1);
});
