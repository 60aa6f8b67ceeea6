import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequestJudge, type RequestJudge } from '../request-judge.ts';
import { event, eventStream, head, json, type Script } from './script.ts';
import { play, type RecordedRequest, record } from './server.ts';

/** An answer that the server writes in the background, whoever listens. */
export type BackgroundAnswer = {
  /** In order, each with its `sequence_number`. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
  /** Milliseconds before each but the first, which comes at once; a function is asked by its place. */
  readonly every: number | ((at: number) => number);
  /** So many are written, and the rest only when the test says so. */
  readonly hold?: { readonly after: number; readonly until: Promise<unknown> };
};

export type ResponsesServer = {
  /** Base URL of the API, such as `http://127.0.0.1:40123/v1`. */
  readonly baseUrl: string;
  /** The oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** `POST /responses` gets these scripts one after the other, and the last one from then on. */
  script(...scripts: readonly Script[]): void;
  /** `POST /responses` begins this answer. */
  answer(answer: BackgroundAnswer): void;
  /** The status of the answer in the background. */
  status(): string;
  /** How many of its events are written. */
  written(): number;
  readonly options: ResponsesOptions;
  /** Looks at each request before the server does; one that is not as published is answered with 400. */
  readonly judge: RequestJudge;
  /** Rejects when any request was not as published. */
  close(): Promise<void>;
};

/** May be changed while the server runs. */
export type ResponsesOptions = {
  /** Bytes after which the n-th stream (from 0) is cut by a reset; null lets it live. */
  cutAfter: (stream: number) => number | null;
  /** Whether `POST` streams; a server that does not answers with the response as it is. */
  streams: boolean;
  /** What `GET` with `stream=true` does instead of streaming. */
  follow: Script | null;
  /** What a poll does instead of answering. */
  poll: Script | null;
  /** What `openai-poll-after-ms` says. */
  pollAfter: number | null;
  /** The status that is told instead of the true one. */
  tellStatus: string | null;
};

const TERMINAL = ['completed', 'incomplete', 'failed', 'cancelled'];

/** A server of the Responses API on 127.0.0.1 that does exactly what it is told, with background mode. */
export async function startResponsesServer(): Promise<ResponsesServer> {
  const requests: RecordedRequest[] = [];
  const judge = createRequestJudge();
  const options: ResponsesOptions = {
    cutAfter: () => null,
    streams: true,
    follow: null,
    poll: null,
    pollAfter: null,
    tellStatus: null,
  };
  let scripts: readonly Script[] = [];
  let planned: BackgroundAnswer | null = null;
  let life = createLife({ events: [], every: 0 });
  let streams = 0;

  async function respond(request: RecordedRequest, response: ServerResponse, gone: AbortSignal): Promise<void> {
    const [path = '', query = ''] = request.path.split('?');
    const own = /^\/v1\/responses\/(resp_\w+)(\/cancel)?$/.exec(path);
    const follows = new URLSearchParams(query);
    if (path === '/v1/responses' && request.method === 'POST') {
      if (planned === null) {
        const [next = []] = scripts;
        if (scripts.length > 1) scripts = scripts.slice(1);
        return play(next, response, gone);
      }
      life = createLife(planned);
      if (!options.streams) return play(json(200, life.snapshot()), response, gone);
      return life.stream(response, { after: -1, cutAfter: options.cutAfter(streams++) });
    }
    if (own === null || life.first()['id'] !== own[1])
      return play(json(404, { error: { message: `Response with id '${own?.[1]}' not found.` } }), response, gone);
    if (own[2] !== undefined) {
      life.cancel();
      return play(json(200, life.snapshot()), response, gone);
    }
    if (follows.get('stream') === 'true') {
      if (options.follow !== null) return play(options.follow, response, gone);
      const after = Number(follows.get('starting_after') ?? -1);
      return life.stream(response, { after, cutAfter: options.cutAfter(streams++) });
    }
    const { pollAfter, tellStatus } = options;
    const headers = pollAfter === null ? {} : { 'openai-poll-after-ms': String(pollAfter) };
    const status = tellStatus === null ? {} : { status: tellStatus };
    return play(options.poll ?? json(200, { ...life.snapshot(), ...status }, headers), response, gone);
  }

  const server = createServer(async (incoming: IncomingMessage, response) => {
    const request = await record(incoming);
    requests.push(request);
    const gone = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) request.aborted_at = Date.now();
      gone.abort();
    });
    // Who asks elsewhere has a wrong address, and asks nothing of this API.
    if (!request.path.startsWith('/v1/')) return play([head(404, {})], response, gone.signal);
    const wrong = judge.look({ ...request, path: request.path.replace('/v1/', '/') });
    if (wrong.length > 0) return play(json(400, { error: { message: wrong.join('\n') } }), response, gone.signal);
    await respond(request, response, gone.signal);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    options,
    judge,
    script: (...next) => {
      scripts = next;
      planned = null;
    },
    answer: (answer) => {
      planned = answer;
    },
    status: () => String(life.snapshot()['status']),
    written: () => life.written(),
    async close() {
      life.end();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      judge.close();
    },
  };
}

type Listening = { readonly after: number; readonly cutAfter: number | null };

/** One answer as it is written. */
function createLife({ events, every, hold }: BackgroundAnswer) {
  const listeners = new Set<() => void>();
  let written = 1;
  let cancelled = false;
  let timer = setTimeout(() => undefined);
  function plan(): void {
    if (written >= events.length) return;
    if (written === hold?.after) void hold.until.then(next);
    else next();
  }
  function next(): void {
    if (!cancelled) timer = setTimeout(write, typeof every === 'number' ? every : every(written));
  }
  function write(): void {
    written += 1;
    for (const listener of [...listeners]) listener();
    plan();
  }
  plan();

  function responseOf(event: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, unknown>> {
    const response = event?.['response'];
    return typeof response === 'object' && response !== null ? { ...response } : {};
  }

  function snapshot(): Readonly<Record<string, unknown>> {
    const newest = events.slice(0, written).findLast((one) => 'response' in one);
    return cancelled ? { ...responseOf(newest), status: 'cancelled' } : responseOf(newest);
  }

  function stream(response: ServerResponse, { after, cutAfter }: Listening): void {
    let at = events.findIndex(({ sequence_number = Infinity }) => Number(sequence_number) > after);
    let bytes = 0;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    function write(): void {
      for (; at !== -1 && at < written; at += 1) {
        const data = Buffer.from(`data: ${JSON.stringify(events[at])}\n\n`);
        const room = cutAfter === null ? data.length : cutAfter - bytes;
        response.write(data.subarray(0, room));
        bytes += data.length;
        if (room < data.length) {
          listeners.delete(write);
          // A reset throws away what the client has not read yet, so it gets a moment for what came before.
          setTimeout(() => response.socket?.resetAndDestroy(), 10);
          return;
        }
      }
      if (cancelled || at === -1 || TERMINAL.includes(String(snapshot()['status']))) {
        listeners.delete(write);
        response.end();
      }
    }
    listeners.add(write);
    response.on('close', () => listeners.delete(write));
    write();
  }

  return {
    stream,
    snapshot,
    first: () => responseOf(events[0]),
    written: () => written,
    cancel() {
      if (TERMINAL.includes(String(snapshot()['status']))) return;
      cancelled = true;
      clearTimeout(timer);
      for (const listener of [...listeners]) listener();
    },
    end: () => clearTimeout(timer),
  };
}

/** A stream of these events, as `POST /responses` sends it to whoever waits. */
export function eventsOf(lines: readonly string[]): Script {
  return [eventStream, ...lines.map((line) => event(line))];
}

/** A server that has no Responses API. */
export const noResponses: Script = [head(404, { 'content-type': 'text/plain' })];
