import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StreamPart } from '../../../lib/assistants/ports.ts';
import { createChatCompletionsBackend } from '../../../lib/models/chat-completions/backend.ts';
import type { Surroundings } from '../../../lib/models/surroundings.ts';
import {
  answer,
  faults,
  json,
  type ModelServer,
  type Script,
  startModelServer,
} from '../../support/model-server/index.ts';
import { collect, connectionTo, endsOf, modelRequest, surroundingsWith, textOf } from '../talk.ts';

let server: ModelServer;

beforeEach(async () => {
  server = await startModelServer();
});
afterEach(() => server.close());

type Asked = {
  readonly signal?: AbortSignal;
  readonly surroundings?: Partial<Surroundings>;
  readonly base_url?: string;
};

function stream({ signal, surroundings = {}, base_url = server.baseUrl }: Asked = {}): AsyncIterable<StreamPart> {
  const backend = createChatCompletionsBackend(connectionTo(base_url), surroundingsWith(surroundings), {
    patient: true,
  });
  return backend.stream(modelRequest(), signal ?? new AbortController().signal);
}

function ask(...scripts: readonly Script[]): Promise<StreamPart[]> {
  server.script(...scripts);
  return collect(stream());
}

function waitsOf(parts: readonly StreamPart[]) {
  return parts.filter((part) => part.type === 'waiting');
}

/** Milliseconds between one request and the next. */
function gaps(): number[] {
  return server.requests.slice(1).map(({ at }, before) => at - (server.requests[before]?.at ?? 0));
}

describe('a server that cannot answer now', () => {
  it.each<[string, Script]>([
    ['500 with a web page', faults.failed(500)],
    ['502', faults.failed(502)],
    ['503', faults.failed(503)],
    ['408', json(408, { error: { message: 'Timed out.' } })],
    ['409', json(409, { error: { message: 'Busy.' } })],
    ['429', faults.rateLimited()],
  ])('is asked again after %s, and the wait is told', async (_name, script) => {
    const parts = await ask(script, answer('ok'));
    expect(textOf(parts)).toBe('ok');
    expect(parts[0]).toMatchObject({ type: 'waiting', error: expect.anything() });
    expect(server.requests).toHaveLength(2);
    expect(gaps()[0]).toBeGreaterThanOrEqual(370);
    expect(server.requests[1]?.body).toEqual(server.requests[0]?.body);
  });

  it('is asked three times at most, and the last failure is the answer', async () => {
    const parts = await ask(faults.failed(503));
    expect(parts.map(({ type }) => type)).toEqual(['waiting', 'waiting', 'error']);
    expect(parts.at(-1)).toMatchObject({ error: { kind: 'server-failed', status: 503, detail: 'Internal error' } });
    expect(server.requests).toHaveLength(3);
    expect(gaps()[1]).toBeGreaterThanOrEqual(750);
  });

  it.each([
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 2_500).toUTCString()],
  ])('hears nothing before the time it gave as %s', async (_name, header) => {
    const parts = await ask(faults.rateLimited(header()), answer('ok'));
    expect(textOf(parts)).toBe('ok');
    const [wait] = waitsOf(parts);
    expect(wait?.error).toMatchObject({ kind: 'rate-limited' });
    expect(server.requests[1]?.at).toBeGreaterThanOrEqual(wait?.until ?? Number.POSITIVE_INFINITY);
    if (header() === '1') expect(gaps()[0]).toBeGreaterThanOrEqual(1_000);
  });

  it('is left alone for an hour when it asks for one, and stopping ends the wait without a word', async () => {
    server.script(faults.rateLimited('3600'));
    const abort = new AbortController();
    const parts: StreamPart[] = [];
    for await (const part of stream({ signal: abort.signal })) {
      parts.push(part);
      setTimeout(() => abort.abort(), 30);
    }
    expect(parts).toEqual([
      { type: 'waiting', until: expect.any(Number), error: { kind: 'rate-limited', retry_after: 3_600 } },
    ]);
    expect((waitsOf(parts)[0]?.until ?? 0) - Date.now()).toBeGreaterThan(3_590_000);
    expect(server.requests).toHaveLength(1);
  });

  it('is asked again for a call that it could not read, once', async () => {
    const broken = json(400, { error: { message: 'Failed to call a function.', code: 'tool_use_failed' } });
    expect(textOf(await ask(broken, answer('ok')))).toBe('ok');
    expect(endsOf(await ask(broken))).toMatchObject([{ type: 'error', error: { kind: 'request-refused' } }]);
    expect(server.requests).toHaveLength(4);
  });
});

describe('a request is never made twice', () => {
  it.each<[string, Script]>([
    ['after words', faults.errorInStream(['half'], { error: { code: 503, message: 'Overloaded' } })],
    ['after an error inside a stream', faults.errorInStream([], { error: { code: 503, message: 'Overloaded' } })],
    ['after a reset before the headers, for it may have arrived', faults.resetBeforeHeaders()],
    ['after a reset in the middle', faults.resetAfter(['half'])],
    ['after an end without an end', faults.endAfter(['half'])],
    ['when the money is used up', faults.quotaUsedUp()],
    ['when the service wants to be paid', json(402, { error: { message: 'Insufficient credits' } })],
    ['with a wrong key', faults.wrongKey()],
    ['with a wrong address', faults.noSuchPath()],
    ['with a wrong model', faults.noSuchModel('test-model')],
    ['when it is wrong itself', json(400, { error: { message: 'Bad request.' } })],
    ['when the server advises against it', json(500, { error: { message: 'No.' } }, { 'x-should-retry': 'false' })],
  ])('%s', async (_name, script) => {
    const parts = await ask(script);
    expect(endsOf(parts)).toEqual([{ type: 'error', error: expect.anything() }]);
    expect(waitsOf(parts)).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  it('when nothing was heard for too long', async () => {
    server.script(faults.stallBeforeHeaders());
    const idle = { first_byte: 200, between: 200, after_finish: 200 };
    expect(await collect(stream({ surroundings: { idle } }))).toMatchObject([{ error: { kind: 'stalled' } }]);
    expect(server.requests).toHaveLength(1);
  });

  it('when the network goes away while it is under way', async () => {
    let online = true;
    let sent = 0;
    const lost = async () => {
      sent += 1;
      online = false;
      throw new TypeError('Failed to fetch');
    };
    const surroundings = { isOnline: () => online, fetch: lost };
    const parts = await collect(stream({ surroundings, base_url: 'https://model.invalid/v1' }));
    expect(parts).toEqual([{ type: 'error', error: { kind: 'offline' } }]);
    expect(sent).toBe(1);
  });
});

describe('without a network', () => {
  const elsewhere = 'https://model.invalid/v1';

  it('waits visibly, and asks once when there is one', async () => {
    let online = false;
    let sent = 0;
    server.script(answer('ok'));
    const fetchHere: typeof fetch = (_url, init) => {
      sent += 1;
      return fetch(`${server.baseUrl}/chat/completions`, init);
    };
    setTimeout(() => {
      online = true;
    }, 300);
    const surroundings = { isOnline: () => online, fetch: fetchHere };
    const parts = await collect(stream({ surroundings, base_url: elsewhere }));
    expect(parts[0]).toEqual({ type: 'waiting', until: expect.any(Number), error: { kind: 'offline' } });
    expect(waitsOf(parts)).toHaveLength(1);
    expect(textOf(parts)).toBe('ok');
    expect(sent).toBe(1);
  });

  it('stops waiting without a word and without a request', async () => {
    let sent = 0;
    const fetchNothing = async () => {
      sent += 1;
      return new Response();
    };
    const surroundings = { isOnline: () => false, fetch: fetchNothing };
    const parts = await collect(stream({ surroundings, base_url: elsewhere, signal: AbortSignal.timeout(50) }));
    expect(parts).toMatchObject([{ type: 'waiting', error: { kind: 'offline' } }]);
    expect(sent).toBe(0);
  });

  it('asks a server on this machine at once', async () => {
    server.script(answer('ok'));
    const parts = await collect(stream({ surroundings: { isOnline: () => false } }));
    expect(waitsOf(parts)).toEqual([]);
    expect(textOf(parts)).toBe('ok');
  });
});
