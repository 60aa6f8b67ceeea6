/** What the server does with one request, step by step. After the last step the answer ends cleanly. */
export type Step =
  | { readonly type: 'head'; readonly status: number; readonly headers: Readonly<Record<string, string>> }
  | { readonly type: 'send'; readonly data: string | Uint8Array }
  | { readonly type: 'wait'; readonly milliseconds: number }
  /** Goes on when the test says so, or the client goes away. */
  | { readonly type: 'hold'; readonly until: Promise<unknown> }
  /** Sends nothing more until the client goes away. */
  | { readonly type: 'stall' }
  /** Cuts the connection with a TCP reset. */
  | { readonly type: 'reset' };

export type Script = readonly Step[];

export function head(status: number, headers: Readonly<Record<string, string>> = {}): Step {
  return { type: 'head', status, headers };
}

export function send(data: string | Uint8Array): Step {
  return { type: 'send', data };
}

export function wait(milliseconds: number): Step {
  return { type: 'wait', milliseconds };
}

export function hold(until: Promise<unknown>): Step {
  return { type: 'hold', until };
}

export const stall: Step = { type: 'stall' };
export const reset: Step = { type: 'reset' };

/** The start of an event stream. */
export const eventStream: Step = head(200, { 'content-type': 'text/event-stream; charset=utf-8' });

/** One event of it; `newline` for servers that write `\r\n`. */
export function event(data: unknown, newline = '\n'): Step {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return send(`data: ${text}${newline}${newline}`);
}

export const done: Step = event('[DONE]');

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Script {
  return [head(status, { 'content-type': 'application/json', ...headers }), send(JSON.stringify(value))];
}

export function html(status: number, page: string, headers: Readonly<Record<string, string>> = {}): Script {
  return [head(status, { 'content-type': 'text/html; charset=utf-8', ...headers }), send(page)];
}
