import { ApiError } from '../assistants/api-error.ts';
import type { Engine } from '../assistants/engine.ts';
import { RUN_LIFE } from '../assistants/operations/runs.ts';
import { toAppError } from '../errors.ts';
import { json } from './respond.ts';
import { findRoute } from './router.ts';
import { routes } from './routes.ts';

export type Api = { readonly fetch: typeof fetch };

export type ApiOptions = {
  /** Seconds a run lives from its creation. */
  readonly run_life?: number;
};

/**
 * The engine as an Assistants server with the shape of `fetch`: `new OpenAI({ apiKey: 'local', fetch: api.fetch })` is a client
 * of it. Host and key are not looked at. Never throws for what a request says: that is a response with the published error.
 */
export function createApi(engine: Engine, { run_life = RUN_LIFE }: ApiOptions = {}): Api {
  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      const url = new URL(request.url);
      try {
        const { handler, params } = findRoute(routes, request.method, url.pathname.replace(/^\/v1(?=\/)/, ''));
        return await handler({ engine, request, params, query: url.searchParams, run_life });
      } catch (thrown) {
        if (thrown instanceof ApiError) return json(thrown.body, thrown.status);
        const error = toAppError(thrown);
        const message = error.kind === 'unexpected' ? error.detail : error.kind;
        return json({ error: { message, type: 'server_error', param: null, code: error.kind } }, 500);
      }
    },
  };
}
