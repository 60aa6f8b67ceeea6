/** Stands between a client and any server of the Assistants API, and holds every answer against what is published. */

import { isObject } from './json-schema.ts';
import {
  answersWithObject,
  operationOf,
  wrongInAnswer,
  wrongInError,
  wrongInEvent,
  wrongInRequest,
} from './published.ts';
import { sdkRefusal } from './sdk-stream.ts';
import { type Beginning, type StreamEvent, wrongOrder } from './stream-order.ts';

export type Judge = {
  readonly fetch: typeof fetch;
  /** Everything that was wrong so far, once the streams that have ended are judged; each with the request that led to it. */
  verdict(): Promise<readonly string[]>;
  /** The events of each stream, in the order in which the streams began. */
  readonly streams: readonly (readonly StreamEvent[])[];
};

type Asked = {
  readonly method: string;
  readonly path: string;
  readonly operation: string | null;
  readonly body: unknown;
};

export function createJudge(server: typeof fetch): Judge {
  const wrong: string[] = [];
  const pending: Promise<void>[] = [];
  const streams: StreamEvent[][] = [];

  return {
    streams,
    async verdict() {
      await Promise.all(pending);
      return wrong;
    },
    async fetch(input, init) {
      const request = new Request(input, init);
      const asked = await readRequest(request.clone());
      const say = (problem: string) => wrong.push(`${asked.method} ${asked.path}: ${problem}`);
      const response = await server(request);
      if (!isEventStream(response)) {
        await judgeAnswer(asked, response.clone(), say);
        return response;
      }
      for (const problem of wrongInStreaming(asked, response)) say(problem);
      const events: StreamEvent[] = [];
      streams.push(events);
      const [mine, theirs] = (response.body ?? new ReadableStream()).tee();
      pending.push(judgeStream(mine, events, beginningOf(asked), say));
      return new Response(theirs, response);
    },
  };
}

async function readRequest(request: Request): Promise<Asked> {
  const { method } = request;
  const path = new URL(request.url).pathname.replace(/^\/v1(?=\/)/, '');
  const text = request.headers.get('content-type')?.startsWith('multipart/') ? '' : await request.text();
  return { method, path, operation: operationOf(method, path), body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Say = (problem: string) => void;

async function judgeAnswer({ operation, body: asked }: Asked, response: Response, say: Say): Promise<void> {
  const { status } = response;
  if (status === 200 && operation !== null && !answersWithObject(operation)) return;
  const body = parsed(await response.text());
  if (!response.headers.get('content-type')?.startsWith('application/json')) say('the answer is not called JSON');
  if (status >= 400) return judgeError(status, operation, body, say);
  if (status !== 200) say(`the status is ${status}`);
  if (operation === null) return say('nobody has published this route, and it is answered');
  if (isObject(asked) && asked['stream'] === true) say('a stream was asked for, and the answer is none');
  for (const problem of wrongInRequest(operation, asked)) say(`a request is accepted that is none: ${problem}`);
  for (const problem of wrongInAnswer(operation, body)) say(problem);
  for (const place of placesOfLocal(body)) say(`${place} is ours alone`);
}

function judgeError(status: number, operation: string | null, body: unknown, say: Say): void {
  for (const problem of wrongInError(body)) say(`an error that is none: ${problem}`);
  if (status >= 500) say(`the server fails: ${JSON.stringify(body)}`);
  const type = isObject(body) && isObject(body['error']) ? body['error']['type'] : null;
  if (type !== 'invalid_request_error') say(`an error of the type ${type}`);
  if (operation === null && status !== 404) say(`an unknown route has the status ${status}`);
}

function wrongInStreaming({ operation, body }: Asked, { status }: Response): readonly string[] {
  const problems: string[] = [];
  if (status !== 200) problems.push(`the status of a stream is ${status}`);
  if (!isObject(body) || body['stream'] !== true) problems.push('nobody asked for a stream');
  if (operation === null) problems.push('nobody has published this route, and it is answered');
  else
    for (const problem of wrongInRequest(operation, body))
      problems.push(`a request is accepted that is none: ${problem}`);
  return problems;
}

async function judgeStream(
  body: ReadableStream<Uint8Array>,
  events: StreamEvent[],
  beginning: Beginning,
  say: Say,
): Promise<void> {
  for await (const event of readEvents(body, say)) {
    events.push(event);
    for (const problem of wrongInEvent(event.event, event.data)) say(`${event.event}: ${problem}`);
    for (const place of placesOfLocal(event.data)) say(`${event.event}: ${place} is ours alone`);
  }
  for (const problem of wrongOrder(events, beginning)) say(problem);
  const refusal = await sdkRefusal(events);
  if (refusal !== null) say(`the SDK refuses the stream: ${refusal}`);
}

/** Server-sent events as they are framed on the wire: exactly one `event:` line and one `data:` line each. */
async function* readEvents(body: ReadableStream<Uint8Array>, say: Say): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const frame = text.slice(0, end);
      text = text.slice(end + 2);
      const [, event, data] = /^event: (\S+)\ndata: ([^\n]*)$/.exec(frame) ?? [];
      if (event === undefined || data === undefined) say(`a frame is no event: ${frame}`);
      else yield { event, data: event === 'done' ? data : parsed(data) };
    }
  }
  if (text !== '') say(`the stream ends in the middle of an event: ${text}`);
}

function beginningOf({ operation }: Asked): Beginning {
  if (operation === 'POST /threads/runs') return 'thread-and-run';
  return operation?.endsWith('/submit_tool_outputs') ? 'outputs' : 'run';
}

/** Objects whose keys a client has chosen. */
const FREE: ReadonlySet<string> = new Set(['metadata', 'attributes', 'parameters', 'schema']);

function placesOfLocal(value: unknown, place = 'body'): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => placesOfLocal(one, `${place}/${index}`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    if (key === 'local') return [`${place}/local`];
    return FREE.has(key) ? [] : placesOfLocal(one, `${place}/${key}`);
  });
}

function isEventStream(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/event-stream') === true;
}
