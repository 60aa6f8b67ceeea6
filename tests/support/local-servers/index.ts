import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** How the servers people run on their own computers answer, as far as it matters here; written after their documentation. */

export type Recorded = {
  readonly method: string;
  readonly path: string;
  /** The Origin header; null without one. */
  readonly origin: string | null;
  readonly status: number;
};

export type LocalServerStandIn = {
  readonly origin: string;
  readonly baseUrl: string;
  /** The oldest first. */
  readonly requests: readonly Recorded[];
  close(): Promise<void>;
};

type Reply = { readonly status: number; readonly body: unknown };
type Replies = Readonly<Record<string, unknown>>;
type Options = { readonly port?: number | undefined; readonly models?: readonly string[] };

const list = (models: readonly string[], owner: string) => ({
  object: 'list',
  data: models.map((id) => ({ id, object: 'model', created: 1, owned_by: owner })),
});

/** Turns foreign origins away with an empty 403, pages and extensions alike; takes requests without an Origin. */
export function startOllama({ port, models = ['llama3.2:3b'] }: Options = {}): Promise<LocalServerStandIn> {
  return start({ port, models }, refusesForeignOrigins, {
    '/': 'Ollama is running',
    '/api/version': { version: '0.12.3' },
    '/v1/models': list(models, 'library'),
  });
}

/** Allows no page to read anything until CORS is switched on. */
export function startLmStudio({
  port,
  models = ['text-embedding-nomic', 'big', 'small'],
}: Options = {}): Promise<LocalServerStandIn> {
  const details = models.map((id) => ({
    id,
    object: 'model',
    type: id.startsWith('text-embedding') ? 'embeddings' : 'llm',
    state: id === models.at(-1) ? 'loaded' : 'not-loaded',
  }));
  return start({ port, models }, takesAll, {
    '/v1/models': list(models, 'organization_owner'),
    '/api/v0/models': { object: 'list', data: details },
  });
}

export function startLlamaCpp({
  port,
  models = ['model.gguf'],
  loading = false,
}: Options & { readonly loading?: boolean } = {}): Promise<LocalServerStandIn> {
  const error = { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } };
  const whileLoading = () => ({ status: 503, body: error });
  return start({ port, models }, loading ? whileLoading : takesAll, {
    '/v1/models': list(models, 'llamacpp'),
    '/props': { default_generation_settings: { n_ctx: 4096 }, total_slots: 4 },
  });
}

/** `key`: answers nothing without one. */
export function startVllm({
  port,
  models = ['Qwen/Qwen3-8B'],
  key,
}: Options & { readonly key?: string } = {}): Promise<LocalServerStandIn> {
  const guarded = ({ url, headers }: IncomingMessage) =>
    key === undefined || url === '/version' || headers.authorization === `Bearer ${key}`
      ? null
      : { status: 401, body: { error: 'Unauthorized' } };
  return start({ port, models }, guarded, { '/version': { version: '0.11.0' }, '/v1/models': list(models, 'vllm') });
}

/** Something that is no model server. */
export const startWebSite = (options: Options = {}): Promise<LocalServerStandIn> =>
  start(options, takesAll, { '/': '<!doctype html><title>My app</title>' });

const takesAll = (): Reply | null => null;

function refusesForeignOrigins({ headers }: IncomingMessage): Reply | null {
  const { origin } = headers;
  return origin === undefined || /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(origin)
    ? null
    : { status: 403, body: '' };
}

async function start(
  { port = 0, models = [] }: Options,
  refuse: (request: IncomingMessage) => Reply | null,
  replies: Replies,
): Promise<LocalServerStandIn> {
  const requests: Recorded[] = [];
  const server = createServer(async (incoming, response) => {
    const sent = await text(incoming);
    const { method = '', url: path = '', headers } = incoming;
    const refused = refuse(incoming);
    const isChat = refused === null && method === 'POST' && path === '/v1/chat/completions';
    const model = isChat ? modelOf(sent) : '';
    if (isChat && models.includes(model)) answerWithOk(response);
    else if (isChat) reply(response, noSuchModel(model));
    else
      reply(response, refused ?? { status: path in replies ? 200 : 404, body: replies[path] ?? '404 page not found' });
    requests.push({ method, path, origin: headers.origin ?? null, status: response.statusCode });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    baseUrl: `${origin}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function modelOf(sent: string): string {
  const body: unknown = JSON.parse(sent);
  return typeof body === 'object' && body !== null && 'model' in body ? String(body.model) : '';
}

const noSuchModel = (model: string): Reply => ({
  status: 404,
  body: { error: { message: `model "${model}" not found, try pulling it first`, type: 'not_found_error' } },
});

function reply(response: ServerResponse, { status, body }: Reply): void {
  const isText = typeof body === 'string';
  response.writeHead(status, body === '' ? {} : { 'content-type': isText ? 'text/html' : 'application/json' });
  response.end(isText ? body : JSON.stringify(body));
}

function answerWithOk(response: ServerResponse): void {
  const choice = { index: 0, delta: { role: 'assistant', content: 'OK' }, finish_reason: 'stop' };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(`data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [choice] })}\n\ndata: [DONE]\n\n`);
}
