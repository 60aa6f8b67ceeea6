import type { IncomingMessage } from 'node:http';

/** Bytes of a request's body at most: the published 512 MB of one file, and a megabyte for the form around it. */
export const MAX_BODY_BYTES = 513 * 1024 * 1024;

export type Received = {
  readonly request: Request;
  /** Whether the body was longer than allowed, and so was not read to its end. */
  isTooLarge(): boolean;
  /** Throws away what nobody has read of the body: it would stand before the connection's next request. */
  discard(): Promise<void>;
};

/** A request from the wire as `fetch` knows it. Its body is read as it is asked for. Throws TypeError for what is no request. */
export function toRequest(incoming: IncomingMessage, origin: string): Received {
  const method = incoming.method ?? 'GET';
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(incoming.headersDistinct))
    for (const value of values) headers.append(name, value);
  let tooLarge = Number(incoming.headers['content-length'] ?? 0) > MAX_BODY_BYTES;

  async function* body(): AsyncGenerator<Uint8Array> {
    let received = 0;
    // Not destroyed when reading stops early: the answer still has to go out over the same socket.
    for await (const piece of incoming.iterator({ destroyOnReturn: false })) {
      received += piece.length;
      tooLarge ||= received > MAX_BODY_BYTES;
      if (tooLarge) throw new RangeError('The body is too large.');
      yield piece;
    }
  }

  const url = origin + pathOf(incoming.url ?? '/');
  const pieces = body();
  const hasBody = method !== 'GET' && method !== 'HEAD';
  // Node wants `duplex` with a streamed body; the types of browsers do not know it.
  const init: RequestInit & { readonly duplex: 'half' } = { method, headers, body: streamOf(pieces), duplex: 'half' };
  return {
    // The answer to HEAD is that to GET without its body.
    request: new Request(url, hasBody ? init : { headers }),
    isTooLarge: () => tooLarge,
    async discard() {
      await pieces.return(undefined);
      incoming.resume();
    },
  };
}

function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

/** The target of a request is a path, or a whole URL from clients that think this is a proxy. */
function pathOf(target: string): string {
  if (target.startsWith('/')) return target;
  const { pathname, search } = new URL(target);
  return pathname + search;
}
