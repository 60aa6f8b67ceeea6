import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../../lib/errors.ts';
import { createChatCompletionsBackend } from '../../../lib/models/chat-completions/backend.ts';
import { chunk, completion, finishChunk, textChunk, USAGE } from '../../support/model-server/chunks.ts';
import {
  answer,
  beginning,
  done,
  event,
  eventStream,
  faults,
  head,
  html,
  json,
  type ModelServer,
  reset,
  type Script,
  send,
  stall,
  startModelServer,
  wait,
} from '../../support/model-server/index.ts';
import { collect, connectionTo, endsOf, modelRequest, surroundingsWith, textOf } from '../talk.ts';

let server: ModelServer;

beforeEach(async () => {
  server = await startModelServer();
});
afterEach(() => server.close());

const idle = { first_byte: 1_000, between: 300, after_finish: 300 };
/** Patient before the end of an answer and not after it. */
const patient = { first_byte: 60_000, between: 60_000, after_finish: 50 };

function ask(script: Script, more = {}) {
  server.script(script);
  const backend = createChatCompletionsBackend(connectionTo(server.baseUrl), surroundingsWith(more));
  return collect(backend.stream(modelRequest(), new AbortController().signal));
}

describe('a streamed answer', () => {
  it('arrives word by word, then its token counts, then one finish', async () => {
    expect(await ask(answer('One two three.'))).toEqual([
      { type: 'text-delta', delta: 'One' },
      { type: 'text-delta', delta: ' two' },
      { type: 'text-delta', delta: ' three.' },
      { type: 'usage', usage: USAGE },
      { type: 'finish', reason: 'stop' },
    ]);
  });

  it('is handed on while the server is still writing', async () => {
    server.script([...beginning(['first']), stall]);
    const backend = createChatCompletionsBackend(connectionTo(server.baseUrl), surroundingsWith());
    const abort = new AbortController();
    for await (const part of backend.stream(modelRequest(), abort.signal)) {
      expect(part).toEqual({ type: 'text-delta', delta: 'first' });
      abort.abort();
    }
  });

  it.each<[string, Script, string]>([
    ['has no [DONE] after its finish', [...beginning(['ok']), event(finishChunk('stop'))], 'stop'],
    ['has [DONE] and no finish', [...beginning(['ok']), done], 'stop'],
    ['has no space before [DONE]', [...beginning(['ok']), send('data:[DONE]\n\n')], 'stop'],
    ['has no line end after [DONE]', [...beginning(['ok']), send('data: [DONE]')], 'stop'],
    ['is followed by silence instead of an end', [...beginning(['ok']), event(finishChunk('stop')), stall], 'stop'],
    ['is followed by silence after [DONE]', [...answer(['ok']), stall], 'stop'],
    ['is followed by a reset', [...beginning(['ok']), event(finishChunk('length')), reset], 'length'],
    ['is filtered', answer([], { reason: 'content_filter' }), 'content-filter'],
    ['is used up by thinking', answer([], { reason: 'length' }), 'length'],
    ['has lines that end in CRLF', [eventStream, event(textChunk('ok'), '\r\n'), event('[DONE]', '\r\n')], 'stop'],
    [
      'has comments and pings between its events',
      [
        eventStream,
        send(': OPENROUTER PROCESSING\n\n'),
        ...beginning(['ok']).slice(1),
        send(':\n\nevent: ping\n\n'),
        done,
      ],
      'stop',
    ],
  ])('is complete when it %s', async (_name, script, reason) => {
    const parts = await ask(script, { idle: patient });
    expect(endsOf(parts)).toEqual([{ type: 'finish', reason }]);
    expect(parts.at(-1)).toEqual({ type: 'finish', reason });
  });

  it('keeps characters whole when their bytes arrive apart', async () => {
    const bytes = new TextEncoder().encode(`data: ${JSON.stringify(textChunk('Grüße 👋🏽'))}\n\n`);
    const pieces = Array.from(bytes, (_byte, at) => send(bytes.subarray(at, at + 1)));
    expect(textOf(await ask([eventStream, ...pieces, done]))).toBe('Grüße 👋🏽');
  });

  it('ends at [DONE] whatever follows', async () => {
    expect(textOf(await ask([...answer(['ok']), event(textChunk('more'))]))).toBe('ok');
  });

  it('may be one whole JSON completion from a server that does not stream', async () => {
    const parts = await ask(json(200, completion({ role: 'assistant', content: 'All at once.' })));
    expect(parts).toEqual([
      { type: 'text-delta', delta: 'All at once.' },
      { type: 'usage', usage: USAGE },
      { type: 'finish', reason: 'stop' },
    ]);
  });

  it('ends a request that stays open behind [DONE]', async () => {
    await ask([...answer(['ok']), stall], { idle: patient });
    await expect.poll(() => server.requests[0]?.aborted_at).not.toBeNull();
  });

  it('leaves the connection to the server to close, so that nothing looks aborted', async () => {
    await ask([...answer(['ok']), wait(20)]);
    await expect.poll(() => server.requests[0]?.finished_at).not.toBeNull();
    expect(server.requests[0]?.aborted_at).toBeNull();
  });
});

describe('a failed answer', () => {
  it.each<[string, Script, AppError, string]>([
    ['ends without finish and [DONE]', faults.endAfter(['half']), { kind: 'cut-off' }, 'half'],
    ['is reset in the middle', faults.resetAfter(['half']), { kind: 'cut-off' }, 'half'],
    ['never begins', faults.emptyStream(), { kind: 'cut-off' }, ''],
    ['says nothing', answer([]), { kind: 'empty-answer' }, ''],
    ['says nothing but space', answer([' \n']), { kind: 'empty-answer' }, ' \n'],
    ['claims calls and has none', answer([], { reason: 'tool_calls' }), { kind: 'empty-answer' }, ''],
    ['turns into garbage', faults.malformedEvent(['half']), { kind: 'cut-off' }, 'half'],
    ['stops with an error as its reason', answer(['half'], { reason: 'error' }), failed('error'), 'half'],
    [
      'carries an error',
      faults.errorInStream(['half'], { error: { message: 'Overloaded' } }),
      failed('Overloaded'),
      'half',
    ],
    ['carries an error as text', faults.errorInStream(['half'], { error: 'Overloaded' }), failed('Overloaded'), 'half'],
    [
      'carries an error in a list',
      faults.errorInStream([], [{ error: { message: 'Bad', code: 503 } }]),
      failed('Bad', 503),
      '',
    ],
    ['carries an error object', faults.errorInStream([], { object: 'error', message: 'Bad' }), failed('Bad'), ''],
    [
      'carries a rate limit',
      faults.errorInStream(['half'], { error: { code: 429, message: 'Slow down' } }),
      { kind: 'rate-limited', retry_after: null },
      'half',
    ],
  ])('%s', async (_name, script, error, text) => {
    const parts = await ask(script);
    expect(endsOf(parts)).toEqual([{ type: 'error', error }]);
    expect(textOf(parts)).toBe(text);
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, () => Script, object]>([
    ['a web page', faults.webPage, { kind: 'not-an-api' }],
    ['an empty body', faults.emptyBody, { kind: 'not-an-api' }],
    ['JSON of another shape', () => json(200, { hello: 'world' }), { kind: 'not-an-api' }],
    [
      'half a JSON object',
      () => [head(200, { 'content-type': 'application/json' }), send('{"choices"')],
      { kind: 'not-an-api' },
    ],
    ['an event that is no JSON', () => faults.malformedEvent([]), { kind: 'not-an-api' }],
    ['events of another shape', () => [eventStream, event({ hello: 1 }), done], { kind: 'not-an-api' }],
    ['a refusal of the key', faults.wrongKey, { kind: 'key-refused' }],
    ['an empty 403', faults.originRefused, { kind: 'origin-refused' }],
    [
      '404 for the path',
      faults.noSuchPath,
      { kind: 'wrong-address', url: expect.stringMatching(/\/v1\/chat\/completions$/) },
    ],
    ['404 for the model', () => faults.noSuchModel('test-model'), { kind: 'model-missing', model: 'test-model' }],
    ['429', () => faults.rateLimited(), { kind: 'rate-limited', retry_after: null }],
    ['429 with a wait of an hour', () => faults.rateLimited('3600'), { kind: 'rate-limited', retry_after: 3600 }],
    ['429 for money', faults.quotaUsedUp, { kind: 'quota-used-up' }],
    ['500 with a web page', faults.failed, { kind: 'server-failed', status: 500, detail: 'Internal error' }],
    ['a reset', faults.resetBeforeHeaders, { kind: 'unreachable', permitted: true }],
  ])('comes of %s, after one request', async (_name, script, error) => {
    const parts = await ask(script());
    expect(parts).toEqual([{ type: 'error', error: expect.objectContaining(error) }]);
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, Script, string]>([
    ['before the headers', faults.stallBeforeHeaders(), ''],
    ['before the first byte', faults.stallBeforeFirstByte(), ''],
    ['in the middle', faults.stallAfter(['half']), 'half'],
  ])('comes of silence %s, and the request is ended', async (_name, script, text) => {
    const parts = await ask(script, { idle });
    const [end] = endsOf(parts);
    expect(end).toEqual({ type: 'error', error: { kind: 'stalled', seconds: expect.any(Number) } });
    expect(textOf(parts)).toBe(text);
    await expect.poll(() => server.requests[0]?.aborted_at).not.toBeNull();
  });

  it('does not wait for the rest of a refusal', async () => {
    const script = [head(500, { 'content-type': 'text/plain' }), send('Something broke'), stall];
    expect(await ask(script, { idle: patient })).toEqual([{ type: 'error', error: failed('Something broke', 500) }]);
  });

  it('does not take a slow reader for a silent server', async () => {
    server.script(answer(['a', 'b', 'c']));
    const backend = createChatCompletionsBackend(connectionTo(server.baseUrl), surroundingsWith({ idle }));
    const parts = [];
    for await (const part of backend.stream(modelRequest(), new AbortController().signal)) {
      await new Promise((resolve) => setTimeout(resolve, 350));
      parts.push(part);
    }
    expect(parts.at(-1)).toEqual({ type: 'finish', reason: 'stop' });
  });

  it.each([301, 302, 303, 307, 308])('comes of a %i, and the other server hears nothing', async (status) => {
    const other = await startModelServer();
    const parts = await ask(faults.redirect(status, `${other.baseUrl}/chat/completions`));
    expect(parts).toEqual([{ type: 'error', error: { kind: 'redirected', host: new URL(server.origin).host } }]);
    expect(other.requests).toEqual([]);
    await other.close();
  });

  it.each<[string, Script]>([
    ['one line of more than 1 MB', [eventStream, event(textChunk('x'.repeat(1_100_000)))]],
    [
      'more than 20 MB in all',
      [eventStream, ...Array.from({ length: 30 }, () => event(textChunk('y'.repeat(900_000))))],
    ],
  ])('comes of %s', async (_name, script) => {
    expect((await ask(script)).at(-1)).toEqual({ type: 'error', error: { kind: 'too-large' } });
  });

  it('tells a server that is down from a browser that is offline', async () => {
    await server.close();
    const { host } = new URL(server.origin);
    expect(await ask([], { isPermitted: async () => false })).toEqual([
      { type: 'error', error: { kind: 'unreachable', host, permitted: false } },
    ]);
    const away = createChatCompletionsBackend(
      connectionTo('https://model.invalid/v1'),
      surroundingsWith({ isOnline: () => false, fetch: () => Promise.reject(new TypeError('Failed to fetch')) }),
    );
    expect(await collect(away.stream(modelRequest(), new AbortController().signal))).toEqual([
      { type: 'error', error: { kind: 'offline' } },
    ]);
  });
});

describe('stopping', () => {
  it('between the finish and the end of the stream ends it without a word', async () => {
    server.script([...beginning(['ok']), event(finishChunk('stop')), stall]);
    const backend = createChatCompletionsBackend(connectionTo(server.baseUrl), surroundingsWith());
    const parts = collect(backend.stream(modelRequest(), AbortSignal.timeout(100)));
    expect(endsOf(await parts)).toEqual([]);
  });

  it.each<[string, Script]>([
    ['before the headers', faults.stallBeforeHeaders()],
    ['before the first byte', faults.stallBeforeFirstByte()],
    ['in the middle', faults.stallAfter(['half'])],
  ])('%s ends the request at the server and the answer without a word', async (_name, script) => {
    server.script(script);
    const backend = createChatCompletionsBackend(connectionTo(server.baseUrl), surroundingsWith());
    const abort = new AbortController();
    const parts = collect(backend.stream(modelRequest(), abort.signal));
    await expect.poll(() => server.requests.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    abort.abort();
    expect(endsOf(await parts)).toEqual([]);
    await expect.poll(() => server.requests[0]?.aborted_at).not.toBeNull();
  });

  it('before the start sends nothing', async () => {
    const backend = createChatCompletionsBackend(connectionTo(server.baseUrl), surroundingsWith());
    expect(await collect(backend.stream(modelRequest(), AbortSignal.abort()))).toEqual([]);
    expect(server.requests).toEqual([]);
  });
});

describe('a field the server does not take', () => {
  const refusal = (message: string, status = 400) => json(status, { error: { message } });

  it('is left out at once and for good', async () => {
    server.script(refusal("Unsupported value: 'temperature' does not support 0.2 with this model."), answer(['ok']));
    const backend = createChatCompletionsBackend(connectionTo(server.baseUrl), surroundingsWith());
    const request = modelRequest({ temperature: 0.2 });
    for (const _time of [1, 2])
      expect(textOf(await collect(backend.stream(request, new AbortController().signal)))).toBe('ok');
    expect(server.requests.map(({ body }) => 'temperature' in Object(body))).toEqual([true, false, false]);
  });

  it.each<[string, Script, string, string]>([
    [
      'OpenAI',
      refusal("'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."),
      'max_tokens',
      'max_completion_tokens',
    ],
    [
      'Mistral',
      json(422, {
        object: 'error',
        message: { detail: [{ type: 'extra_forbidden', loc: ['body', 'stream_options'], msg: 'Extra inputs' }] },
      }),
      'stream_options',
      'max_tokens',
    ],
  ])('is told by %s in its own words', async (_name, script, refused, kept) => {
    server.script(script, answer(['ok']));
    const backend = createChatCompletionsBackend(connectionTo(server.baseUrl), surroundingsWith());
    const parts = await collect(
      backend.stream(modelRequest({ max_completion_tokens: 9 }), new AbortController().signal),
    );
    expect(textOf(parts)).toBe('ok');
    expect(server.requests).toHaveLength(2);
    expect(Object(server.requests[0]?.body)).toHaveProperty(refused);
    expect(Object(server.requests[1]?.body)).not.toHaveProperty(refused);
    expect(Object(server.requests[1]?.body)).toHaveProperty(kept);
  });

  it('is given up when the refusal stays the same', async () => {
    const parts = await ask(refusal('stream_options: unknown field'));
    expect(parts).toEqual([
      { type: 'error', error: { kind: 'request-refused', detail: 'stream_options: unknown field' } },
    ]);
    expect(server.requests).toHaveLength(2);
  });

  it('is not looked for in an error inside a stream, which may have cost something', async () => {
    await ask(faults.errorInStream([], { error: { message: 'stream_options', type: 'invalid_request_error' } }));
    expect(server.requests).toHaveLength(1);
  });
});

it('takes a role-only first chunk and finish chunks without delta for what they are', async () => {
  const parts = await ask([
    eventStream,
    event(chunk({ role: 'assistant' })),
    event(textChunk('ok')),
    event({ choices: [{ finish_reason: 'stop' }] }),
  ]);
  expect(parts).toEqual([
    { type: 'text-delta', delta: 'ok' },
    { type: 'finish', reason: 'stop' },
  ]);
});

it('never shows markup or the key in an error', async () => {
  const page = '<style>p{}</style><p>Key sk-test-0123456789 <b>is odd</b></p><script>alert(1)</script>';
  const [end] = await ask(html(500, page));
  expect(end).toEqual({ type: 'error', error: { kind: 'server-failed', status: 500, detail: 'Key … is odd' } });
});

function failed(detail: string, status = 200): AppError {
  return { kind: 'server-failed', status, detail };
}
