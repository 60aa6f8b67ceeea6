import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StreamPart } from '../../../lib/assistants/ports.ts';
import { createAssistantsBackend } from '../../../lib/models/assistants/backend.ts';
import { collect, connectionTo, endsOf, modelRequest, surroundingsWith, textOf } from '../talk.ts';
import { requiresAction, said, startLying } from './lying-server.ts';

type Event = readonly [name: string, data: unknown];

const run = (status: string, more: object = {}): Event => [
  `thread.run.${status}`,
  { id: 'run_1', object: 'thread.run', status, ...more },
];

function delta(value: string): Event {
  const content = [{ index: 0, type: 'text', text: { value } }];
  return ['thread.message.delta', { id: 'msg_2', object: 'thread.message.delta', delta: { content } }];
}

function whole(text: string): Event {
  const content = [{ type: 'text', text: { value: text, annotations: [] } }];
  return ['thread.message.completed', said('', { content })];
}

const call = (id: string) => ({ id, type: 'function', function: { name: 'weather', arguments: '{"at":"Zürich 🏔️"}' } });
const usage = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };
const begun = [run('queued'), run('in_progress')];
const ended = [run('completed', { usage })];

/** A stream and what the backend makes of it. */
type Stream = { readonly events: readonly Event[]; readonly calls: number; readonly text: string };

const STREAMS: readonly ((text: string) => Stream)[] = [
  (text) => ({ events: [...begun, ...[...text].map(delta), whole(text), ...ended], calls: 0, text }),
  (text) => ({ events: [...begun, whole(text), ...ended], calls: 0, text }),
  (text) => ({ events: [...begun, delta(text), ...ended], calls: 0, text }),
  (text) => ({
    events: [...begun, delta(text), run('requires_action', requiresAction(call('call_1'), call('call_2')))],
    calls: 2,
    text,
  }),
];

/** What may stand before any event and means nothing. */
const noise = fc.constantFrom(
  '',
  ': ping\n\n',
  ':\n',
  'event: thread.weather\ndata: {"sun":true}\n\n',
  'id: 7\n',
  '\n\n',
);

const written = fc
  .record({
    stream: fc.constantFrom(...STREAMS),
    emoji: fc.string({ unit: 'grapheme', maxLength: 6 }),
    noises: fc.array(noise, { minLength: 1, maxLength: 8 }),
    newline: fc.constantFrom('\n', '\r\n'),
    space: fc.constantFrom('', ' '),
    done: fc.constantFrom('', 'event: done\ndata: [DONE]\n\n'),
  })
  .map(({ stream, emoji, noises, newline, space, done }) => {
    const told = stream(`Grüße aus 東京 ${emoji}👋🏽`);
    const frames = told.events.map(
      ([name, data], at) =>
        `${noises[at % noises.length]}event:${space}${name}\ndata:${space}${JSON.stringify(data)}\n\n`,
    );
    return { ...told, bytes: new TextEncoder().encode((frames.join('') + done).replaceAll('\n', newline)) };
  });

it('gives the same parts however a valid stream is written and cut', async () => {
  await fc.assert(
    fc.asyncProperty(written, fc.array(fc.nat(), { maxLength: 40 }), async ({ text, calls, bytes }, cuts) => {
      const parts = await heard(pieces(bytes, cuts));
      expect(textOf(parts)).toBe(text);
      expect(parts.filter(({ type }) => type === 'tool-call-delta')).toHaveLength(calls);
      expect(endsOf(parts)).toEqual([{ type: 'finish', reason: calls > 0 ? 'tool-calls' : 'stop' }]);
    }),
    { numRuns: 1_000 },
  );
}, 60_000);

it('gives the same parts byte by byte', async () => {
  for (const { text, bytes } of fc.sample(written, 20)) {
    const single = Array.from(bytes, (_byte, at) => bytes.subarray(at, at + 1));
    expect(textOf(await heard(single))).toBe(text);
  }
}, 60_000);

function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((one, other) => one - other), bytes.length];
  return places.slice(1).map((end, at) => bytes.subarray(places[at], end));
}

async function heard(stream: readonly Uint8Array[]): Promise<StreamPart[]> {
  const body = new ReadableStream({
    start(controller) {
      for (const piece of stream) controller.enqueue(piece);
      controller.close();
    },
  });
  const { handler } = startLying({
    states: [{ status: 'failed' }],
    instead: ({ method, path }) =>
      method === 'POST' && path.endsWith('/runs')
        ? new Response(body, { headers: { 'content-type': 'text/event-stream' } })
        : null,
  });
  const surroundings = surroundingsWith({
    async fetch(input, init) {
      const request = new Request(input, init);
      const { pathname, searchParams: query } = new URL(request.url);
      return handler(request, { method: request.method, path: pathname.replace('/v1', ''), query, body: null });
    },
  });
  const backend = createAssistantsBackend(connectionTo('http://server.test/v1'), surroundings);
  return collect(backend.stream(modelRequest(), new AbortController().signal));
}
