import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HeardRemote, Remote, StreamPart } from '../../../lib/assistants/ports.ts';
import { createResponsesBackend } from '../../../lib/models/responses/backend.ts';
import type { Wait } from '../../../lib/models/responses/go-on.ts';
import { json } from '../../support/model-server/index.ts';
import { type AnswerOf, backgroundEvents } from '../../support/model-server/response-events.ts';
import { type ResponsesServer, startResponsesServer } from '../../support/model-server/responses-server.ts';
import { collect, connectionTo, endsOf, modelRequest, surroundingsWith, textOf } from '../talk.ts';
import { wrongInCreate, wrongInEvent } from './published.ts';

let server: ResponsesServer;

beforeEach(async () => {
  server = await startResponsesServer();
});
afterEach(() => server.close());

const PIECES = Array.from({ length: 40 }, (_one, at) => `Wört ${at} 👋🏽, `);
const TEXT = PIECES.join('');
const CALLS = [
  { call_id: 'call_a', name: 'find', arguments: '{"q":"sun"}' },
  { call_id: 'call_b', name: 'open', arguments: '{}' },
];
const FINISHED = [{ type: 'finish', reason: 'stop' }];
const TOO_OLD = json(400, { error: { message: 'This response can no longer be streamed.' } });

function bytesOf(events: readonly unknown[]): number {
  return Buffer.from(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')).length;
}

/** Until these have come, nobody knows which answer was cut. */
const FIRST_BYTES = bytesOf(backgroundEvents({ pieces: PIECES }).slice(0, 1));

/** Waits a hundredth of what is asked for, and notes what was asked for. */
function quickWait(waited: number[] = []): Wait {
  return async (milliseconds, signal) => {
    waited.push(milliseconds);
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, milliseconds / 100));
  };
}

function backendOf(wait: Wait = quickWait(), more = {}) {
  const connection = connectionTo(server.baseUrl, { background: true, protocol: 'responses' });
  return createResponsesBackend(connection, surroundingsWith(more), { wait });
}

function answerWith(answer: Partial<AnswerOf> = {}, every = 1): void {
  server.answer({ events: backgroundEvents({ pieces: PIECES, ...answer }), every });
}

const ask = (backend = backendOf(), signal = new AbortController().signal) =>
  collect(backend.stream(modelRequest(), signal));

const sent = (method: string, path: RegExp) =>
  server.requests.filter((request) => request.method === method && path.test(request.path));
const creations = () => sent('POST', /\/responses$/);
const cancellations = () => sent('POST', /\/responses\/resp_1\/cancel$/);
const polls = () => sent('GET', /\/responses\/resp_1$/);

function remotesOf(parts: readonly StreamPart[]): Remote[] {
  return parts.flatMap((part) => (part.type === 'remote' ? [part.remote] : []));
}

function callsOf(parts: readonly StreamPart[]): string[] {
  const calls: string[] = [];
  for (const part of parts)
    if (part.type === 'tool-call-delta')
      calls[part.index] = (calls[part.index] ?? `${part.id} ${part.name} `) + part.arguments_delta;
  return calls;
}

it('asks for an answer that is stored and goes on, and says all the while where it is', async () => {
  answerWith();
  const parts = await ask();
  expect(textOf(parts)).toBe(TEXT);
  expect(endsOf(parts)).toEqual(FINISHED);
  expect(creations().map(({ body }) => body)).toMatchObject([{ background: true, store: true, stream: true }]);
  expect(creations().flatMap(({ body }) => wrongInCreate(body))).toEqual([]);
  const cursors = remotesOf(parts).map(({ cursor }) => cursor);
  expect(remotesOf(parts)[0]).toEqual({ id: 'resp_1', cursor: 0 });
  expect(cursors).toEqual([...cursors].sort((one, other) => one - other));
});

it('is tested with events that the published description allows', () => {
  expect(backgroundEvents({ pieces: PIECES, calls: CALLS }).flatMap(wrongInEvent)).toEqual([]);
});

describe('an answer that is cut', () => {
  it('is whole after a cut at any of 20 random moments, and is asked for once', async () => {
    const events = backgroundEvents({ pieces: PIECES });
    const moments = fc.sample(fc.integer({ min: FIRST_BYTES, max: bytesOf(events) - 1 }), 20);
    for (const moment of moments) {
      await server.close();
      server = await startResponsesServer();
      server.options.cutAfter = (stream) => (stream === 0 ? moment : null);
      answerWith();
      const parts = await ask();
      expect([moment, textOf(parts), endsOf(parts)]).toEqual([moment, TEXT, FINISHED]);
      expect(creations()).toHaveLength(1);
      expect(sent('GET', /stream=true&starting_after=\d+$/)).toHaveLength(1);
    }
  }, 60_000);

  it('is whole after cut upon cut', async () => {
    server.options.cutAfter = (stream) => (stream < 8 ? 1_500 : null);
    answerWith({}, 3);
    const parts = await ask();
    expect(textOf(parts)).toBe(TEXT);
    expect(creations()).toHaveLength(1);
    expect(sent('GET', /starting_after/).length).toBeGreaterThanOrEqual(5);
  });

  it('has its calls whole, too', async () => {
    const { length } = JSON.stringify(backgroundEvents({ pieces: ['Look.'], calls: CALLS }));
    for (const part of [0.3, 0.45, 0.6, 0.75, 0.9]) {
      await server.close();
      server = await startResponsesServer();
      server.options.cutAfter = (stream) => (stream === 0 ? Math.floor(length * part) : null);
      answerWith({ pieces: ['Look.'], calls: CALLS });
      const parts = await ask();
      expect(callsOf(parts)).toEqual(['call_a find {"q":"sun"}', 'call_b open {}']);
      expect(endsOf(parts)).toEqual([{ type: 'finish', reason: 'tool-calls' }]);
    }
  });

  it('is polled where its server streams it no longer, and never sooner than told', async () => {
    const waited: number[] = [];
    server.options.cutAfter = (stream) => (stream === 0 ? 3_000 : null);
    server.options.follow = TOO_OLD;
    server.options.pollAfter = 700;
    answerWith({}, 4);
    const parts = await ask(backendOf(quickWait(waited)));
    expect(textOf(parts)).toBe(TEXT);
    expect(endsOf(parts)).toEqual(FINISHED);
    expect(sent('GET', /stream=true/)).toHaveLength(1);
    expect(polls().length).toBeGreaterThan(1);
    // The first pauses are ours: nobody had said anything yet.
    expect(new Set(waited.slice(2))).toEqual(new Set([700]));
    expect(creations()).toHaveLength(1);
  });

  it('is polled from the start where its server does not stream at all', async () => {
    server.options.streams = false;
    answerWith({ calls: CALLS });
    const parts = await ask();
    expect([textOf(parts), callsOf(parts)]).toEqual([TEXT, ['call_a find {"q":"sun"}', 'call_b open {}']]);
    expect(remotesOf(parts)[0]).toMatchObject({ id: 'resp_1' });
    expect([creations().length, sent('GET', /stream=true/).length]).toEqual([1, 0]);
  });

  it('waits longer and longer for a server that is away, up to 30 seconds', async () => {
    const waited: number[] = [];
    server.options.cutAfter = (stream) => (stream === 0 ? 1_200 : null);
    server.options.follow = json(503, {});
    server.options.poll = json(503, {});
    answerWith();
    const abort = new AbortController();
    const wait: Wait = async (milliseconds) => {
      waited.push(milliseconds);
      if (waited.length === 8) abort.abort();
    };
    expect(endsOf(await ask(backendOf(wait), abort.signal))).toEqual([]);
    expect(waited.slice(0, 8)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it.each([
    ['a status nobody knows', 'dreaming', [1_000, 2_000, 4_000, 8_000, 16_000, 30_000]],
    ['a status that is none', '', [1_000, 2_000, 4_000, 8_000, 16_000, 30_000]],
    ['a long queue', 'queued', [1_000, 2_000, 4_000, 5_000, 5_000, 5_000]],
  ])('never hot-loops: %s', async (_name, status, pauses) => {
    const waited: number[] = [];
    server.options.cutAfter = (stream) => (stream === 0 ? FIRST_BYTES : null);
    server.options.follow = TOO_OLD;
    server.options.tellStatus = status;
    answerWith({}, 100);
    const abort = new AbortController();
    let polled = 0;
    const wait: Wait = async (milliseconds) => {
      waited.push(milliseconds);
      if (waited.length !== 8) return;
      polled = polls().length;
      abort.abort();
    };
    await ask(backendOf(wait), abort.signal);
    // After the cut and after the refusal to stream come the pauses between polls.
    expect(waited.slice(2, 8)).toEqual(pauses.map((_pause, at) => pauses[at + 2] ?? pauses.at(-1)));
    expect(polled).toBe(6);
  });

  it.each([
    ['gone', json(404, {}), { kind: 'cut-off' }],
    ['not ours any more', json(401, {}), { kind: 'key-refused' }],
  ])('fails when it is %s', async (_name, poll, error) => {
    server.options.cutAfter = (stream) => (stream === 0 ? 1_200 : null);
    server.options.follow = poll;
    server.options.poll = poll;
    answerWith();
    const parts = await ask();
    expect(endsOf(parts)).toMatchObject([{ type: 'error', error }]);
    expect(creations()).toHaveLength(1);
  });
});

describe('an answer that another worker asked for', () => {
  /** Hears an answer until so many parts have come, as a worker does that is then stopped without a word. */
  async function heardUntil(parts: number): Promise<{ heard: StreamPart[]; remote: HeardRemote }> {
    const heard: StreamPart[] = [];
    const stream = backendOf().stream(modelRequest(), new AbortController().signal)[Symbol.asyncIterator]();
    while (heard.length < parts) {
      const next = await stream.next();
      if (next.done) break;
      heard.push(next.value);
    }
    const last = heard.findLastIndex((part) => part.type === 'remote');
    const kept = heard.slice(0, last + 1);
    const remote = remotesOf(kept).at(-1);
    if (remote === undefined) throw new Error('The answer never said where it is.');
    return { heard: kept, remote: { ...remote, text_length: textOf(kept).length } };
  }

  const resume = (remote: HeardRemote) => collect(backendOf().resume?.(remote, new AbortController().signal) ?? none());

  it.each([1, 2, 5, 30, 61, 80])('is taken up after %d parts, where it was', async (count) => {
    answerWith();
    const { heard, remote } = await heardUntil(count);
    const rest = await resume(remote);
    expect(textOf(heard) + textOf(rest)).toBe(TEXT);
    expect(endsOf(rest)).toEqual(FINISHED);
    expect(creations()).toHaveLength(1);
    expect(sent('GET', new RegExp(`stream=true&starting_after=${remote.cursor}$`))).toHaveLength(1);
  });

  it('is taken up by polls where its server streams it no longer', async () => {
    answerWith();
    const { heard, remote } = await heardUntil(30);
    server.options.follow = TOO_OLD;
    const rest = await resume(remote);
    expect(textOf(heard) + textOf(rest)).toBe(TEXT);
    expect(endsOf(rest)).toEqual(FINISHED);
  });

  it('tells its calls from the first one', async () => {
    answerWith({ pieces: ['Look.'], calls: CALLS });
    const { heard, remote } = await heardUntil(20);
    expect(callsOf(heard)).toEqual([]);
    const rest = await resume(remote);
    expect(textOf(heard) + textOf(rest)).toBe('Look.');
    expect(callsOf(rest)).toEqual(['call_a find {"q":"sun"}', 'call_b open {}']);
  });

  it('is taken up by polls where its server numbers no events', async () => {
    const events = backgroundEvents({ pieces: PIECES }).map(({ sequence_number: _number, ...event }) => event);
    server.answer({ events, every: 1 });
    const { heard, remote } = await heardUntil(30);
    const rest = await resume(remote);
    expect(textOf(heard) + textOf(rest)).toBe(TEXT);
    expect(sent('GET', /stream=true/)).toEqual([]);
  });

  it('is over at once when it has ended meanwhile', async () => {
    answerWith({}, 0);
    const { remote } = await heardUntil(3);
    await expect.poll(() => server.status()).toBe('completed');
    expect(endsOf(await resume(remote))).toEqual(FINISHED);
  });
});

describe('an answer that nobody wants any more', () => {
  it('is cancelled at its server', async () => {
    answerWith({}, 20);
    const abort = new AbortController();
    const parts: StreamPart[] = [];
    for await (const part of backendOf().stream(modelRequest(), abort.signal)) {
      parts.push(part);
      if (part.type === 'text-delta') abort.abort();
    }
    expect(parts.at(-1)?.type).toBe('text-delta');
    expect(cancellations()).toHaveLength(1);
    expect(server.status()).toBe('cancelled');
  });

  it('is cancelled once its server has begun with it and not before', async () => {
    answerWith({ queued: 8 }, 30);
    const abort = new AbortController();
    for await (const _part of backendOf().stream(modelRequest(), abort.signal)) abort.abort();
    const [created] = creations();
    const [cancelled] = cancellations();
    expect(cancellations()).toHaveLength(1);
    // Created, eight times queued, then begun: 9 events of 30 ms.
    expect((cancelled?.at ?? 0) - (created?.at ?? 0)).toBeGreaterThanOrEqual(250);
    expect(server.status()).toBe('cancelled');
  });

  it('is cancelled when it is between two streams', async () => {
    server.options.cutAfter = (stream) => (stream === 0 ? 2_500 : null);
    answerWith({}, 5);
    const abort = new AbortController();
    const wait: Wait = async () => abort.abort();
    expect(endsOf(await ask(backendOf(wait), abort.signal))).toEqual([]);
    expect(cancellations()).toHaveLength(1);
    expect(sent('GET', /stream=true/)).toHaveLength(0);
  });

  it('is cancelled when whoever listened just leaves', async () => {
    answerWith({}, 20);
    for await (const part of backendOf().stream(modelRequest(), new AbortController().signal))
      if (part.type === 'text-delta') break;
    expect(cancellations()).toHaveLength(1);
  });

  it('is cancelled by whoever finds it later, when it has begun', async () => {
    answerWith({ queued: 6 }, 30);
    const stream = backendOf().stream(modelRequest(), new AbortController().signal)[Symbol.asyncIterator]();
    await stream.next();
    const wait: Wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds / 10));
    await backendOf(wait).abandon?.({ id: 'resp_1', cursor: 0 });
    expect(cancellations()).toHaveLength(1);
    expect(server.status()).toBe('cancelled');
  });

  it('is left alone when it has ended, and nothing is thrown when it is not there', async () => {
    answerWith({}, 0);
    await ask();
    await backendOf().abandon?.({ id: 'resp_1', cursor: 0 });
    await backendOf().abandon?.({ id: 'resp_2', cursor: 0 });
    expect(sent('POST', /cancel$/)).toEqual([]);
    await server.close();
    await backendOf().abandon?.({ id: 'resp_1', cursor: 0 });
  });
});

describe('a server that keeps nothing', () => {
  it('is asked without, once it refuses background mode', async () => {
    const events = backgroundEvents({ pieces: ['Fine.'] });
    const stream = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
    server.script(json(400, { error: { message: 'Background mode is not supported: background' } }), [
      { type: 'head', status: 200, headers: { 'content-type': 'text/event-stream' } },
      { type: 'send', data: stream },
    ]);
    const parts = await ask();
    expect(textOf(parts)).toBe('Fine.');
    expect(remotesOf(parts)).toEqual([]);
    expect(creations()[1]?.body).toMatchObject({ store: false });
    expect(creations()[1]?.body).not.toHaveProperty('background');
  });
});

async function* none(): AsyncGenerator<StreamPart> {
  yield* [];
}
