import { beginning } from './answers.ts';
import { event, eventStream, head, html, json, reset, type Script, send, stall } from './script.ts';

/** Everything a server can do wrong, by name. `pieces` come before it. */
export const faults = {
  stallBeforeHeaders: (): Script => [stall],
  stallBeforeFirstByte: (): Script => [eventStream, stall],
  stallAfter: (pieces: readonly string[]): Script => [...beginning(pieces), stall],
  resetBeforeHeaders: (): Script => [reset],
  resetAfter: (pieces: readonly string[]): Script => [...beginning(pieces), reset],
  endAfter: (pieces: readonly string[]): Script => beginning(pieces),
  emptyStream: (): Script => [eventStream],
  emptyBody: (): Script => [head(200)],
  webPage: (): Script => html(200, '<!doctype html><title>Welcome</title><p>Log in to the network'),
  malformedEvent: (pieces: readonly string[]): Script => [...beginning(pieces), event('{"choices": [')],
  /** `body` as one event, such as `{ error: … }`. */
  errorInStream: (pieces: readonly string[], body: unknown): Script => [...beginning(pieces), event(body)],
  redirect: (status: number, location: string): Script => [head(status, { location })],
  wrongKey: (): Script => json(401, { error: { message: 'Incorrect API key provided.', code: 'invalid_api_key' } }),
  /** Ollama's answer to an extension's Origin. */
  originRefused: (): Script => [head(403)],
  noSuchPath: (): Script => [head(404, { 'content-type': 'text/plain' }), send('404 page not found')],
  noSuchModel: (model: string): Script =>
    json(404, { error: { message: `The model \`${model}\` does not exist.`, code: 'model_not_found' } }),
  /** `retryAfter` as the header says it: seconds or an HTTP date. */
  rateLimited: (retryAfter?: string): Script =>
    json(
      429,
      { error: { message: 'Rate limit reached.' } },
      retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    ),
  quotaUsedUp: (): Script =>
    json(429, { error: { message: 'You exceeded your current quota.', code: 'insufficient_quota' } }),
  failed: (status = 500): Script =>
    html(status, '<html><head><title>Internal error</title></head><body><script>alert(1)</script>Sorry</body></html>'),
} as const;
