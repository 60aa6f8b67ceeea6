import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../../lib/errors.ts';
import { createResponsesBackend, type ResponsesOptions } from '../../../lib/models/responses/backend.ts';
import {
  event,
  eventStream,
  faults,
  html,
  json,
  reset,
  type Script,
  stall,
  wait,
} from '../../support/model-server/index.ts';
import {
  eventsOf,
  noResponses,
  type ResponsesServer,
  startResponsesServer,
} from '../../support/model-server/responses-server.ts';
import { collect, connectionTo, endsOf, modelRequest, surroundingsWith, textOf } from '../talk.ts';
import { linesOf } from './fixtures.ts';
import { wrongInCreate } from './published.ts';

let server: ResponsesServer;

beforeEach(async () => {
  server = await startResponsesServer();
});
afterEach(async () => {
  for (const { body } of server.requests) expect(wrongInCreate(body)).toEqual([]);
  await server.close();
});

const whole = eventsOf(linesOf('openai-text'));
const half = eventsOf(linesOf('custom-cut-in-the-middle'));
const idle = { first_byte: 1_000, between: 300, after_finish: 300 };

function backendOf(options: ResponsesOptions = {}, more = {}) {
  return createResponsesBackend(connectionTo(server.baseUrl), surroundingsWith(more), options);
}

function ask(scripts: readonly Script[], { options = {}, request = {}, more = {} } = {}) {
  server.script(...scripts);
  return collect(backendOf(options, more).stream(modelRequest(request), new AbortController().signal));
}

describe('a streamed answer', () => {
  it('arrives piece by piece, then its token counts, then one finish', async () => {
    expect(await ask([whole])).toEqual([
      { type: 'text-delta', delta: 'Hello' },
      { type: 'text-delta', delta: ', wor' },
      { type: 'text-delta', delta: 'ld.' },
      { type: 'usage', usage: { prompt_tokens: 20, completion_tokens: 8, total_tokens: 28 } },
      { type: 'finish', reason: 'stop' },
    ]);
  });

  it('is handed on while the server is still writing, and ends in silence when nobody wants it', async () => {
    server.script([...half, stall]);
    const abort = new AbortController();
    const parts = [];
    for await (const part of backendOf().stream(modelRequest(), abort.signal)) {
      parts.push(part);
      abort.abort();
    }
    expect(parts).toEqual([{ type: 'text-delta', delta: 'Half of it' }]);
    await expect.poll(() => server.requests[0]?.aborted_at).not.toBeNull();
  });

  it('is over with its last event, whatever the connection does then', async () => {
    for (const after of [stall, reset, event('{"broken')])
      expect(endsOf(await ask([[...whole, after]]))).toEqual([{ type: 'finish', reason: 'stop' }]);
  });

  it('may be one whole JSON response from a server that does not stream', async () => {
    const response: unknown = JSON.parse(linesOf('custom-whole-response')[0] ?? '');
    const parts = await ask([json(200, response)]);
    expect([textOf(parts), endsOf(parts)]).toEqual(['All at once.', [{ type: 'finish', reason: 'stop' }]]);
  });
});

describe('a failed answer', () => {
  const HOST = () => new URL(server.baseUrl).host;

  it.each<[string, Script, (() => AppError) | AppError, string]>([
    ['ends without its last event', half, { kind: 'cut-off' }, 'Half of it'],
    ['is reset in the middle', [...half, reset], { kind: 'cut-off' }, 'Half of it'],
    ['falls silent', [...half, stall], { kind: 'stalled', seconds: 0 }, 'Half of it'],
    ['turns into garbage', [...half, event('{"type": ')], { kind: 'cut-off' }, 'Half of it'],
    ['never begins', [eventStream], { kind: 'cut-off' }, ''],
    ['is a web page', faults.webPage(), () => ({ kind: 'wrong-address', url: url() }), ''],
    ['is a redirect', faults.redirect(307, 'http://127.0.0.1:9/'), () => ({ kind: 'redirected', host: HOST() }), ''],
    ['is refused for its key', faults.wrongKey(), () => ({ kind: 'key-refused', host: HOST() }), ''],
    ['is refused for money', faults.quotaUsedUp(), () => ({ kind: 'quota-used-up', host: HOST() }), ''],
    [
      'asks for a model that is not there',
      faults.noSuchModel('test-model'),
      () => ({ kind: 'model-missing', model: 'test-model', host: HOST() }),
      '',
    ],
    ['meets a server without this API', noResponses, () => ({ kind: 'wrong-address', url: url() }), ''],
    ['comes too often', faults.rateLimited('7'), { kind: 'rate-limited', retry_after: 7 }, ''],
    [
      'meets a broken server',
      html(502, '<title>Bad</title>'),
      { kind: 'server-failed', status: 502, detail: 'Bad' },
      '',
    ],
  ])('%s', async (_name, script, error, text) => {
    const parts = await ask([script], { more: { idle } });
    expect(textOf(parts)).toBe(text);
    expect(endsOf(parts)).toEqual([{ type: 'error', error: typeof error === 'function' ? error() : error }]);
    expect(server.requests).toHaveLength(1);
  });

  const url = () => `${server.baseUrl}/responses`;
});

describe('what the server refuses', () => {
  const refusal = json(400, {
    error: { message: "Unsupported parameter: 'temperature' is not supported with this model.", param: 'temperature' },
  });

  it('is dropped, and remembered as long as the backend lives', async () => {
    server.script(refusal, whole);
    const backend = backendOf();
    const request = modelRequest({ temperature: 0.5 });
    for (let turn = 0; turn < 2; turn += 1)
      expect(textOf(await collect(backend.stream(request, new AbortController().signal)))).toBe('Hello, world.');
    expect(server.requests.map(({ body }) => body)).toMatchObject([{ temperature: 0.5 }, {}, {}]);
    expect(server.requests.slice(1).map(({ body }) => Object.keys(Object(body)))).not.toContain('temperature');
  });

  it('is not asked again when the server does not say what it was', async () => {
    const parts = await ask([json(400, { error: { message: 'Bad input.' } }), whole]);
    expect(endsOf(parts)).toEqual([{ type: 'error', error: { kind: 'request-refused', detail: 'Bad input.' } }]);
    expect(server.requests).toHaveLength(1);
  });
});

describe('a patient backend', () => {
  const options = { patient: true, wait: async () => undefined };

  it('waits as long as it is told and says so', async () => {
    const parts = await ask([faults.rateLimited('30'), whole], { options, more: { now: () => 1_000_000 } });
    expect(parts[0]).toEqual({
      type: 'waiting',
      until: 1_030_000,
      error: { kind: 'rate-limited', retry_after: 30 },
    });
    expect(textOf(parts)).toBe('Hello, world.');
    expect(server.requests).toHaveLength(2);
  });

  it('never asks again once a part has come, or when the connection broke', async () => {
    for (const script of [[...half, reset], [reset]]) {
      const before = server.requests.length;
      expect(endsOf(await ask([script, whole], { options }))[0]).toMatchObject({ type: 'error' });
      expect(server.requests.length - before).toBe(1);
    }
  });
});

it('does not send a request that nobody wants', async () => {
  server.script([wait(10), ...whole]);
  const parts = await collect(backendOf().stream(modelRequest(), AbortSignal.abort()));
  expect(parts).toEqual([]);
  expect(server.requests).toEqual([]);
});
