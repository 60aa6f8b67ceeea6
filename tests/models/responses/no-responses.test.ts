import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createResponsesBackend } from '../../../lib/models/responses/backend.ts';
import { testConnection } from '../../../lib/models/test-connection.ts';
import { collect, connectionTo, modelRequest, surroundingsWith } from '../talk.ts';

let http: Server;
let asked: string[];
afterEach(() => {
  http.closeAllConnections();
  http.close();
});

/** A server that lists a model, and answers everything else with this. */
async function serve(status: number, type: string, text: string): Promise<string> {
  asked = [];
  http = createServer((incoming, outgoing) => {
    const isList = incoming.url === '/v1/models';
    if (!isList) asked.push(`${incoming.method} ${incoming.url}`);
    outgoing.writeHead(isList ? 200 : status, { 'content-type': isList ? 'application/json' : type });
    outgoing.end(isList ? JSON.stringify({ data: [{ id: 'test-model' }] }) : text);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? (address as AddressInfo).port : 0}/v1`;
}

const NOTHING: readonly [what: string, status: number, type: string, text: string][] = [
  ['404', 404, 'application/json', '{"detail":"Not Found"}'],
  ['404 with a page', 404, 'text/html', '<!doctype html><h1>Not found</h1>'],
  ['405', 405, 'application/json', '{"detail":"Method Not Allowed"}'],
  ['501', 501, 'application/json', '{"error":{"message":"Not Implemented"}}'],
  ['501 without a word', 501, 'text/plain', ''],
  ['200 with a page', 200, 'text/html', '<!doctype html><h1>Welcome</h1>'],
  [
    '200 with words of LM Studio’s',
    200,
    'application/json',
    '{"error":"Unexpected endpoint or method. (POST /v1/responses)"}',
  ],
];

it.each(NOTHING)('a server without /responses is told from other trouble, and asked once (%s)', async (...answer) => {
  const [, status, type, text] = answer;
  const base_url = await serve(status, type, text);
  const error = { kind: 'wrong-address', url: `${base_url}/responses` };
  for (const background of [false, true]) {
    asked = [];
    const connection = connectionTo(base_url, { protocol: 'responses', background });
    const backend = createResponsesBackend(connection, surroundingsWith(), {
      patient: true,
      wait: async () => undefined,
    });
    const parts = await collect(backend.stream(modelRequest(), new AbortController().signal));
    expect(parts).toEqual([{ type: 'error', error }]);
    expect(asked).toEqual(['POST /v1/responses']);
  }
  const tested = await testConnection(connectionTo(base_url, { protocol: 'responses' }), surroundingsWith());
  expect(tested).toEqual({ status: 'failed', error });
});

it('a feature that the server lacks is no missing API', async () => {
  const message = 'This server does not support tools. Start it with --jinja.';
  const base_url = await serve(501, 'application/json', JSON.stringify({ error: { message } }));
  const tested = await testConnection(connectionTo(base_url, { protocol: 'responses' }), surroundingsWith());
  expect(tested).toMatchObject({ status: 'failed', error: { kind: 'server-failed', detail: message } });
});
