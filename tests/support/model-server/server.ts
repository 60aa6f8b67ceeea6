import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createRequestJudge } from '../request-judge.ts';
import { answer } from './answers.ts';
import { json, type Script, type Step } from './script.ts';

export type RecordedRequest = {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
  /** The parsed JSON body; null when there was none. */
  readonly body: unknown;
  /** Unix milliseconds. */
  readonly at: number;
  /** When the connection closed before the answer was handed over, in Unix milliseconds; null when it did not. */
  aborted_at: number | null;
  /** When the whole answer was handed over. */
  finished_at: number | null;
};

export type ModelServer = {
  /** Base URL of the API, such as `http://127.0.0.1:40123/v1`. */
  readonly baseUrl: string;
  readonly origin: string;
  /** Every request but CORS preflights, the oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Chat requests get these scripts one after the other, and the last one from then on. */
  script(...scripts: readonly (Script | ((request: RecordedRequest) => Script))[]): void;
  /** Rejects when a request of the Responses API or of the Assistants API was not as published, although no such API is here. */
  close(): Promise<void>;
};

export type ModelServerOptions = {
  /** Default 0: any free one. */
  readonly port?: number;
  /** Where the API begins; default `/v1`. */
  readonly basePath?: string;
  /** Answers preflights and sends the headers that let any page read the answers. Default true. */
  readonly cors?: boolean;
  /** What `GET /models` lists, or does instead. */
  readonly models?: readonly string[] | Script;
  /** What `POST /embeddings` does; by default there is none. */
  readonly embeddings?: (request: RecordedRequest) => Script;
};

/** A Chat Completions server on 127.0.0.1 that does exactly what it is told, right or wrong. */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const { port = 0, basePath = '/v1', cors = true, models = ['test-model'] } = options;
  const requests: RecordedRequest[] = [];
  const judge = createRequestJudge();
  let scripts: readonly (Script | ((request: RecordedRequest) => Script))[] = [answer('This is a test.')];

  function scriptFor(request: RecordedRequest): Script {
    const path = request.path.split('?')[0];
    if (path === `${basePath}/models` && request.method === 'GET') return modelList(models);
    if (path === `${basePath}/embeddings` && options.embeddings !== undefined) return options.embeddings(request);
    if (path !== `${basePath}/chat/completions`) return [{ type: 'head', status: 404, headers: {} }];
    const [next = []] = scripts;
    if (scripts.length > 1) scripts = scripts.slice(1);
    return typeof next === 'function' ? next(request) : next;
  }

  const server = createServer(async (incoming, response) => {
    if (cors) allowAnyPage(incoming, response);
    if (incoming.method === 'OPTIONS') {
      response.writeHead(cors ? 204 : 403).end();
      return;
    }
    const request = await record(incoming);
    requests.push(request);
    const path = request.path.slice(basePath.length);
    if (request.path.startsWith(basePath) && JUDGED.test(path)) judge.look({ ...request, path });
    const gone = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) request.aborted_at = Date.now();
      gone.abort();
    });
    response.on('finish', () => {
      request.finished_at = Date.now();
    });
    await play(scriptFor(request), response, gone.signal);
  });

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    baseUrl: origin + basePath,
    requests,
    script(...next) {
      scripts = next;
    },
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      judge.close();
    },
  };
}

/** Of Chat Completions nothing is published here. */
const JUDGED = /^\/(responses|assistants|threads|files|vector_stores)\b/;

export async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  const at = Date.now();
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString('utf8');
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: incoming.headers,
    text,
    body: parsed(text),
    at,
    aborted_at: null,
    finished_at: null,
  };
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}

export async function play(script: Script, response: ServerResponse, gone: AbortSignal): Promise<void> {
  for (const step of script) {
    if (gone.aborted) return;
    if (step.type === 'stall' || step.type === 'reset') {
      if (step.type === 'reset') await flushed(response).then(() => response.socket?.resetAndDestroy());
      return;
    }
    await perform(step, response, gone);
  }
  response.end();
}

async function perform(step: Step, response: ServerResponse, gone: AbortSignal): Promise<void> {
  switch (step.type) {
    case 'head':
      response.writeHead(step.status, step.headers);
      response.flushHeaders();
      return;
    case 'send':
      if (!response.write(step.data)) await once(response, 'drain', { signal: gone }).catch(() => undefined);
      return;
    case 'wait':
      await delay(step.milliseconds, undefined, { signal: gone }).catch(() => undefined);
      return;
    case 'hold':
      await Promise.race([step.until, aborted(gone)]);
  }
}

function aborted(signal: AbortSignal): Promise<unknown> {
  return signal.aborted ? Promise.resolve() : once(signal, 'abort');
}

/** A reset throws away what the client has not read yet, so it gets a moment for what came before. */
async function flushed(response: ServerResponse): Promise<void> {
  if (response.headersSent) await delay(30);
}

function allowAnyPage(incoming: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', incoming.headers['access-control-request-headers'] ?? '*');
  response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
  response.setHeader('access-control-expose-headers', 'retry-after');
}

function modelList(models: readonly string[] | Script): Script {
  const ids = models.filter((model) => typeof model === 'string');
  if (ids.length < models.length) return models.filter((step) => typeof step !== 'string');
  return json(200, { object: 'list', data: ids.map((id) => ({ id, object: 'model' })) });
}
