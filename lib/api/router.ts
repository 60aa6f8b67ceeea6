import { ApiError } from '../assistants/api-error.ts';
import type { Engine } from '../assistants/engine.ts';

export type Call = {
  readonly engine: Engine;
  readonly request: Request;
  /** The path's variables, in order. */
  readonly params: readonly [string, string, string];
  readonly query: URLSearchParams;
  /** Seconds. */
  readonly run_life: number;
};

export type Handler = (call: Call) => Promise<Response>;

/** By method and path, where each star of the path stands for one segment. */
export type Routes = Readonly<Record<string, Handler>>;

export function findRoute(
  routes: Routes,
  method: string,
  path: string,
): { readonly handler: Handler; readonly params: Call['params'] } {
  const segments = path.split('/');
  for (const [route, handler] of Object.entries(routes)) {
    const [wanted, pattern = ''] = route.split(' ');
    const params = wanted === method ? match(pattern.split('/'), segments) : null;
    if (params !== null) return { handler, params: [params[0] ?? '', params[1] ?? '', params[2] ?? ''] };
  }
  throw new ApiError(404, `Invalid URL (${method} /v1${path})`);
}

function match(pattern: readonly string[], segments: readonly string[]): string[] | null {
  if (pattern.length !== segments.length) return null;
  const params: string[] = [];
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part === '*' && segment !== '') params.push(decoded(segment));
    else if (part !== segment) return null;
  }
  return params;
}

/** Not every segment that can be sent can be decoded; one that cannot names nothing. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
