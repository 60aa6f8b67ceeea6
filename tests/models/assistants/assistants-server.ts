import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { operationOf } from '../../conformance/published.ts';
import { createRequestJudge, type RequestJudge } from '../../support/request-judge.ts';

export type Asked = {
  readonly method: string;
  /** Without the base path and the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
};

export type Handler = (request: Request, asked: Asked) => Response | Promise<Response>;

export type AssistantsServer = {
  readonly baseUrl: string;
  /** The oldest first. */
  readonly requests: readonly Asked[];
  /** Looks at each request before the handler does; one that is not as published is answered with 400. */
  readonly judge: RequestJudge;
  /** Bytes of event streams that still get through; then the connection is cut. */
  cutAfter: number;
  /** How often that operation was asked, such as `POST /threads/{thread_id}/runs`. */
  count(operation: string): number;
  /** Rejects when any request was not as published. */
  close(): Promise<void>;
};

/** Any implementation of the Assistants API on 127.0.0.1. Holds each request that reaches it against the published description. */
export async function startAssistantsServer(handler: Handler, basePath = '/v1'): Promise<AssistantsServer> {
  const requests: Asked[] = [];
  const judge = createRequestJudge();

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(piece as Buffer);
    const text = Buffer.concat(pieces).toString('utf8');
    const url = new URL(incoming.url ?? '', 'http://127.0.0.1');
    const asked: Asked = {
      method: incoming.method ?? '',
      path: url.pathname.replace(basePath, ''),
      query: url.searchParams,
      body: parsed(text),
    };
    requests.push(asked);
    // Who asks elsewhere has a wrong address, and asks nothing of this API.
    if (!url.pathname.startsWith(`${basePath}/`)) return send(new Response(null, { status: 404 }), outgoing, server);
    const path = `${asked.path}${url.search}`;
    const wrong = judge.look({ method: asked.method, path, headers: incoming.headers, text });
    if (wrong.length > 0)
      return send(Response.json({ error: { message: wrong.join('\n') } }, { status: 400 }), outgoing, server);
    const request = new Request(`https://sitethread.local/v1${asked.path}${url.search}`, {
      method: asked.method,
      headers: { 'content-type': 'application/json' },
      ...(text === '' ? {} : { body: text }),
    });
    await send(await handler(request, asked), outgoing, server);
  }

  const http = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const server: AssistantsServer = {
    baseUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}${basePath}`,
    requests,
    judge,
    cutAfter: Number.POSITIVE_INFINITY,
    count: (operation) => requests.filter(({ method, path }) => operationOf(method, path) === operation).length,
    async close() {
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      });
      judge.close();
    },
  };
  return server;
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}

async function send(response: Response, outgoing: ServerResponse, server: AssistantsServer): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.flushHeaders();
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const reader = response.body?.getReader();
  outgoing.on('close', () => void reader?.cancel().catch(() => undefined));
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) break;
    const piece = isStream ? value.subarray(0, Math.max(0, server.cutAfter)) : value;
    if (isStream) server.cutAfter -= value.length;
    outgoing.write(piece);
    if (isStream && server.cutAfter < 0) {
      await new Promise((resolve) => setTimeout(resolve, 10)); // A reset throws away what has not been read yet.
      outgoing.socket?.resetAndDestroy();
      return;
    }
  }
  outgoing.end();
}
