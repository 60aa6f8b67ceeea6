/**
 * A server's answer that is no model answer, with everything it said: the openai package keeps only a body's top-level
 * `error`, and some servers have none. `status` is 200 for an error inside a stream.
 */
export class ServerRefusal extends Error {
  readonly status: number;
  readonly headers: Headers;
  /** At most MAX_ERROR_BYTES of it. */
  readonly body: string;
  readonly url: string;

  constructor(refusal: Pick<ServerRefusal, 'status' | 'headers' | 'body' | 'url'>) {
    // A fixed message: the openai package searches messages for "timed out" and then drops the error's cause.
    super('The server refused the request.');
    this.name = 'ServerRefusal';
    this.status = refusal.status;
    this.headers = refusal.headers;
    this.body = refusal.body;
    this.url = refusal.url;
  }
}

/** An error that came with status 200, in a stream or as the whole answer. */
export function refusalInside(answer: unknown, url: string): ServerRefusal {
  return new ServerRefusal({ status: 200, headers: new Headers(), url, body: JSON.stringify(answer) });
}
