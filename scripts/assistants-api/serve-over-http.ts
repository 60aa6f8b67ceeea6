import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Api } from '../../lib/api/api.ts';
import { ApiError } from '../../lib/assistants/api-error.ts';
import { newId } from '../../lib/platform/ids.ts';
import { crossOriginHeaders, preflightHeaders, refusalOf } from './access.ts';
import { MAX_BODY_BYTES, type Received, toRequest } from './to-request.ts';

/** Milliseconds a connection stays open between two requests; common clients close theirs earlier. */
const KEEP_ALIVE = 75_000;

const HOST = '127.0.0.1';

export type HttpServer = {
  /** Such as `http://127.0.0.1:4020`. */
  readonly origin: string;
};

/** Puts a front door on this machine's loopback address. Throws an Error with one sentence when the port cannot be had. */
export async function serveOverHttp(api: Api, port: number): Promise<HttpServer> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE }, (incoming, outgoing) => {
    serve(api, incoming, outgoing).catch((error: unknown) => {
      console.error(error);
      outgoing.destroy();
    });
  });
  server.listen(port, HOST);
  await once(server, 'listening').catch((error: unknown) => {
    throw new Error(portProblem(error, port));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { origin: `http://${HOST}:${address.port}` };
}

function portProblem(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Port ${port} is in use: give another with --port, or 0 for any free one.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this user: give one above 1023 with --port.`;
  return `Port ${port} cannot be used: ${error instanceof Error ? error.message : error}.`;
}

async function serve(api: Api, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  outgoing.setHeader('x-request-id', newId('req_'));
  const refused = refusalOf(incoming.headers);
  if (refused !== null) return refuse(403, refused, incoming, outgoing);
  outgoing.setHeaders(new Headers(crossOriginHeaders(incoming.headers)));
  if (incoming.method === 'OPTIONS') {
    outgoing.writeHead(204, preflightHeaders(incoming.headers)).end();
    return;
  }
  const received = receive(incoming);
  if (received === null)
    return refuse(400, `Invalid request (${incoming.method} ${incoming.url}).`, incoming, outgoing);
  await send(await answer(api, received), outgoing, incoming.method === 'HEAD');
  await received.discard();
}

async function answer(api: Api, received: Received): Promise<Response> {
  const response = received.isTooLarge() ? null : await api.fetch(received.request);
  if (response !== null && !received.isTooLarge()) return response;
  return failure(413, `The request is too large: at most ${MAX_BODY_BYTES} bytes are allowed.`);
}

function receive(incoming: IncomingMessage): Received | null {
  try {
    return toRequest(incoming, `http://${HOST}`);
  } catch {
    return null;
  }
}

async function refuse(
  status: number,
  message: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  incoming.resume();
  await send(failure(status, message), outgoing);
}

function failure(status: number, message: string): Response {
  return Response.json(new ApiError(status, message).body, { status });
}

/** Writes each piece of a stream as it comes; everything else in one go, with its length. */
async function send(response: Response, outgoing: ServerResponse, headOnly = false): Promise<void> {
  outgoing.setHeaders(response.headers);
  outgoing.statusCode = response.status;
  if (response.headers.get('content-type')?.startsWith('text/event-stream') && response.body !== null) {
    outgoing.setHeader('cache-control', 'no-cache');
    outgoing.flushHeaders();
    await sendPieces(response.body, outgoing);
    return;
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  outgoing.setHeader('content-length', bytes.length);
  outgoing.end(headOnly ? undefined : bytes);
}

/** A client that goes away ends the reading and nothing else. */
async function sendPieces(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  const reader = body.getReader();
  const closed = new Promise<void>((resolve) => outgoing.once('close', resolve));
  const stop = () => void reader.cancel().catch(() => undefined);
  void closed.then(stop);
  if (outgoing.destroyed) stop();
  for (;;) {
    const { done, value } = await reader.read();
    if (done || outgoing.destroyed) break;
    if (!outgoing.write(value)) await Promise.race([once(outgoing, 'drain'), closed]);
  }
  outgoing.end();
}
