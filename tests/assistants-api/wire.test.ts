import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, faults, type ModelServer, startModelServer } from '../support/model-server/index.ts';
import { type Command, startCommand } from './start-command.ts';

type Given = {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | readonly string[];
  readonly agent?: Agent;
};

type Got = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly text: string };

let server: ModelServer;
let command: Command;

beforeAll(async () => {
  server = await startModelServer();
  command = await startCommand(['--model-base-url', server.baseUrl, '--model', 'fallback']);
});

afterAll(async () => {
  await command.stop();
  await server.close();
});

/** One request as it is written: `fetch` would not let a Host or an Origin be chosen. */
async function send({ method = 'GET', path = '/v1/assistants', headers = {}, body, agent }: Given): Promise<Got> {
  const outgoing = request({
    host: '127.0.0.1',
    port: command.port,
    method,
    path,
    headers,
    ...(agent ? { agent } : {}),
  });
  if (typeof body === 'object') for (const piece of body) outgoing.write(piece);
  outgoing.end(typeof body === 'string' ? body : undefined);
  const [incoming]: IncomingMessage[] = await once(outgoing, 'response');
  if (incoming === undefined) throw new Error('There is no answer.');
  let text = '';
  for await (const piece of incoming.setEncoding('utf8')) text += piece;
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, text };
}

async function askRun(stream: boolean): Promise<{ thread: string; response: Response }> {
  const post = (path: string, body: unknown) =>
    fetch(command.baseURL + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const { id } = Object(await (await post('/threads', {})).json());
  const additional_messages = [{ role: 'user', content: 'Why?' }];
  const body = { assistant_id: 'asst_sitethread', additional_messages, stream };
  return { thread: String(id), response: await post(`/threads/${id}/runs`, body) };
}

const clientOfServer = () => new OpenAI({ baseURL: command.baseURL, apiKey: 'any', maxRetries: 0 });

describe('web pages', () => {
  it.each(['http://localhost:3000', 'http://127.0.0.1:5173', 'https://app.localhost'])(
    'of %s may read the answers',
    async (origin) => {
      const { status, headers } = await send({ headers: { origin } });
      expect(status).toBe(200);
      expect(headers['access-control-allow-origin']).toBe(origin);
      const preflight = await send({
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'DELETE', 'access-control-request-headers': 'openai-beta' },
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers['access-control-allow-methods']).toContain('DELETE');
      expect(preflight.headers['access-control-allow-headers']).toBe('openai-beta');
    },
  );

  it.each([
    'https://example.com',
    'null',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'chrome-extension://abc',
  ])('of %s may not even ask', async (origin) => {
    const { status, headers, text } = await send({ method: 'POST', path: '/v1/threads', headers: { origin } });
    expect(status).toBe(403);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(JSON.parse(text).error.type).toBe('invalid_request_error');
  });

  it.each(['rebound.example.com', '127.0.0.1.example.com:80', 'example.com@localhost', '192.168.0.1'])(
    'that reach this machine under another name are refused: %s',
    async (host) => {
      const { status, text } = await send({ headers: { host } });
      expect(status).toBe(403);
      expect(JSON.parse(text).error.message).toContain(`not to '${host}'`);
    },
  );

  it.each(['localhost', 'localhost:4020', '127.0.0.1:1', '[::1]:4020'])(
    'and clients that say %s are served',
    async (host) => {
      expect((await send({ headers: { host } })).status).toBe(200);
    },
  );
});

describe('an answer', () => {
  it('is JSON with its length and an id of its own', async () => {
    const { headers, text } = await send({});
    expect(headers['content-type']).toContain('application/json');
    expect(headers['content-length']).toBe(String(Buffer.byteLength(text)));
    expect(headers['x-request-id']).toMatch(/^req_\w{24}$/);
  });

  it('to HEAD is that to GET without the body', async () => {
    const got = await send({});
    const { status, headers, text } = await send({ method: 'HEAD' });
    expect({ status, text }).toEqual({ status: 200, text: '' });
    expect(headers['content-length']).toBe(got.headers['content-length']);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/v1/nothing'],
    ['POST', '/v1/chat/completions'],
    ['GET', '/v1/threads/thread_missing'],
    ['GET', '//elsewhere/v1'],
  ])('to %s %s is the published error', async (method, path) => {
    const { status, headers, text } = await send({ method, path });
    expect(status).toBe(404);
    expect(headers['content-type']).toContain('application/json');
    expect(JSON.parse(text).error).toMatchObject({ type: 'invalid_request_error', message: expect.any(String) });
  });

  it('to a method that no request may have is an error too', async () => {
    expect((await send({ method: 'TRACE' })).status).toBe(400);
  });

  it('leaves the connection open for the next request, whatever was left unread', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const big = 'x'.repeat(2_000_000);
    const sockets = new Set<unknown>();
    agent.on('free', (socket) => sockets.add(socket));
    const unread = await send({ method: 'POST', path: '/v1/nothing', body: big, agent });
    const next = await send({ agent });
    expect([unread.status, next.status]).toEqual([404, 200]);
    expect(sockets.size).toBe(1);
    agent.destroy();
  });
});

describe('a body', () => {
  it('may come in pieces of unknown length', async () => {
    const { status, text } = await send({ method: 'POST', path: '/v1/threads', body: ['{"metadata":', '{"a":"b"}}'] });
    expect(status).toBe(200);
    expect(JSON.parse(text).metadata).toEqual({ a: 'b' });
  });

  it('that says it is larger than the largest file is refused before it is read', async () => {
    const outgoing = request({
      host: '127.0.0.1',
      port: command.port,
      method: 'POST',
      path: '/v1/files',
      headers: { 'content-length': 600 * 1024 * 1024 },
    });
    outgoing.on('error', () => undefined);
    outgoing.flushHeaders();
    const [incoming]: IncomingMessage[] = await once(outgoing, 'response');
    expect(incoming?.statusCode).toBe(413);
    outgoing.destroy();
  });

  it.each([
    ['quoted names', '; name="purpose"', '; name="file"; filename="a b.txt"'],
    ['bare names', '; name=purpose', '; name=file; filename="a b.txt"'],
    ['an encoded file name', '; name="purpose"', '; name="file"; filename*=utf-8\'\'a%20b.txt'],
    ['the file name first', '; name="purpose"', '; filename="a b.txt"; name="file"'],
  ])('may be a form with %s', async (_how, purpose, file) => {
    const part = (names: string, value: string) =>
      `--limit\r\nContent-Disposition: form-data${names}\r\n${names.includes('file') ? 'Content-Type: text/plain\r\n' : ''}\r\n${value}\r\n`;
    const { status, text } = await send({
      method: 'POST',
      path: '/v1/files',
      headers: { 'content-type': 'multipart/form-data; boundary="limit"' },
      body: `${part(purpose, 'assistants')}${part(file, 'Hello')}--limit--\r\n`,
    });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ filename: 'a b.txt', bytes: 5, purpose: 'assistants' });
  });
});

describe('a run', () => {
  it('goes on when its reader goes away', async () => {
    server.script(answer(['One ', 'two ', 'three.'], { every: 150 }));
    const { thread, response } = await askRun(true);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    const { threads } = clientOfServer().beta;
    const [run] = (await threads.runs.list(thread)).data;
    expect(run?.status).toMatch(/queued|in_progress/);
    const ended = await threads.runs.poll(String(run?.id), { thread_id: thread }, { pollIntervalMs: 20 });
    expect(ended.status).toBe('completed');
    const [message] = (await threads.messages.list(thread)).data;
    expect(message?.content).toMatchObject([{ text: { value: 'One two three.' } }]);
  });

  it('says how soon to ask again while it has not ended, and no longer', async () => {
    server.script(faults.stallAfter(['One']));
    const { thread, response } = await askRun(false);
    const { id } = Object(await response.json());
    const ask = async () => (await fetch(`${command.baseURL}/threads/${thread}/runs/${id}`)).headers;
    expect(Number((await ask()).get('openai-poll-after-ms'))).toBeGreaterThan(0);
    await clientOfServer().beta.threads.runs.cancel(String(id), { thread_id: thread });
    // It is being cancelled for a moment.
    await expect.poll(async () => (await ask()).get('openai-poll-after-ms')).toBeNull();
  });
});
