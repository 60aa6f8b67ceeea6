import { toBase64 } from '../assistants/base64.ts';
import { AppFailure } from '../errors.ts';
import type { BackgroundFrame } from '../protocol.ts';
import type { RequestFrame } from './port-frames.ts';

type Waiting = { resolve(response: Response): void; reject(reason: unknown): void };

/** The front door's `fetch` from a surface: requests go out as frames, answers are handed in by whoever owns the port. */
export type PortClient = {
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  readonly receive: (frame: Extract<BackgroundFrame, { type: 'api-response' }>) => void;
  /** The background is gone: every open request fails with `interrupted`. What it wrote before is in the database. */
  readonly disconnect: () => void;
};

export function createPortClient(send: (frame: RequestFrame) => void): PortClient {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  return {
    async fetch(path, init) {
      const request = new Request(`https://sitethread.local${path}`, init);
      const body = init?.body == null ? null : toBase64(new Uint8Array(await request.arrayBuffer()));
      const id = ++last;
      const answer = Promise.withResolvers<Response>();
      waiting.set(id, answer);
      send({
        type: 'api-request',
        id,
        method: request.method,
        path,
        content_type: request.headers.get('content-type'),
        body,
      });
      return answer.promise;
    },

    receive({ id, status, body }) {
      waiting.get(id)?.resolve(new Response(body, { status, headers: { 'content-type': 'application/json' } }));
      waiting.delete(id);
    },

    disconnect() {
      for (const answer of waiting.values()) answer.reject(new AppFailure({ kind: 'interrupted' }));
      waiting.clear();
    },
  };
}
