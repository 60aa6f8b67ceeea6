import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import type { StreamPart } from '../../../lib/assistants/ports.ts';
import { createAssistantsBackend } from '../../../lib/models/assistants/backend.ts';
import { collect, connectionTo, endsOf, modelRequest, surroundingsWith, textOf } from '../talk.ts';
import { type AssistantsServer, startAssistantsServer } from './assistants-server.ts';
import { requiresAction, said, startLying } from './lying-server.ts';

/** Streams as servers write them, or might. */

const STOP: StreamPart = { type: 'finish', reason: 'stop' };

let server: AssistantsServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Line = string | readonly [event: string, data: unknown];

const run = (status: string, more: object = {}): Line => [
  `thread.run.${status}`,
  { id: 'run_1', object: 'thread.run', status, ...more },
];
const begun: readonly Line[] = [run('queued'), run('in_progress')];
const usage = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };
const ended: readonly Line[] = [run('completed', { usage }), 'event: done\ndata: [DONE]\n\n'];

function delta(value: unknown, id = 'msg_2'): Line {
  const content = [{ index: 0, type: 'text', text: { value } }];
  return ['thread.message.delta', { id, object: 'thread.message.delta', delta: { content } }];
}

function message(text: string, more: object = {}): Line {
  return [
    'thread.message.completed',
    said('', { content: [{ type: 'text', text: { value: text, annotations: [] } }], ...more }),
  ];
}

function written(lines: readonly Line[]): string {
  return lines
    .map((line) => (typeof line === 'string' ? line : `event: ${line[0]}\ndata: ${JSON.stringify(line[1])}\n\n`))
    .join('');
}

async function heard(stream: string | Uint8Array | readonly Uint8Array[], states: readonly object[] = []) {
  const lying = startLying({
    states: states.map((state) => ({ ...state })),
    messages: [said('Here you are.')],
    instead: ({ method, path }, it) => {
      if (method !== 'POST' || !path.endsWith('/runs')) return null;
      it.runs += 1;
      const pieces = typeof stream === 'string' || stream instanceof Uint8Array ? [stream] : stream;
      return new Response(new Blob([...pieces] as BlobPart[]).stream(), {
        headers: { 'content-type': 'text/event-stream' },
      });
    },
  });
  server = await startAssistantsServer(lying.handler);
  const sleep = () => new Promise<void>((resolve) => setImmediate(resolve));
  const backend = createAssistantsBackend(connectionTo(server.baseUrl), surroundingsWith(), { sleep });
  const parts = await collect(backend.stream(modelRequest(), new AbortController().signal));
  return { parts, looks: () => lying.looks };
}

it.each<[string, readonly Line[]]>([
  ['word by word', [...begun, delta('Here '), delta('you are.'), message('Here you are.'), ...ended]],
  ['as whole messages', [...begun, message('Here you are.'), ...ended]],
  ['with the end of the message only in the message', [...begun, delta('Here '), message('Here you are.'), ...ended]],
  ['without telling when a message begins or ends', [...begun, delta('Here you are.'), ...ended]],
  [
    'with steps, annotations and events of its own',
    [
      ...begun,
      ['thread.run.step.created', { id: 'step_1', object: 'thread.run.step', expires_at: 1, status: 'in_progress' }],
      ['thread.message.created', said('', { content: [] })],
      ['thread.moon.phase', { id: 'moon_1', object: 'thread.moon', status: 'full' }],
      delta('Here '),
      [
        'thread.message.delta',
        {
          id: 'msg_2',
          object: 'thread.message.delta',
          delta: { content: [{ index: 0, type: 'text', text: { annotations: [{}] } }] },
        },
      ],
      delta('you are.'),
      ['thread.run.step.completed', { id: 'step_1', object: 'thread.run.step', status: 'completed' }],
      ...ended,
    ],
  ],
  ['without [DONE]', [...begun, delta('Here you are.'), run('completed', { usage })]],
  [
    'without names of events, with comments between them',
    [
      ': hello\n\n',
      ...[...begun, delta('Here you are.'), run('completed', { usage })].map(
        (line) => `data: ${JSON.stringify(line[1])}\n\n: ping\n\n`,
      ),
    ],
  ],
  [
    'as a refusal',
    [
      ...begun,
      [
        'thread.message.delta',
        {
          id: 'msg_2',
          object: 'thread.message.delta',
          delta: { content: [{ type: 'refusal', refusal: 'Here you are.' }] },
        },
      ],
      ...ended,
    ],
  ],
  [
    'with the text as it is',
    [
      ...begun,
      ['thread.message.delta', { id: 'msg_2', object: 'thread.message.delta', delta: { content: 'Here you are.' } }],
      ...ended,
    ],
  ],
  [
    'with words of the user in between',
    [
      ...begun,
      ['thread.message.created', said('What is this?', { role: 'user', id: 'msg_1' })],
      delta('Here you are.'),
      ...ended,
    ],
  ],
  [
    'saying everything twice',
    [...begun, delta('Here you are.'), message('Here you are.'), message('Here you are.'), ...ended],
  ],
])('understands a stream %s', async (_name, lines) => {
  const { parts, looks } = await heard(written(lines));
  expect([textOf(parts), endsOf(parts)]).toEqual(['Here you are.', [STOP]]);
  expect(parts).toContainEqual({ type: 'usage', usage });
  expect(looks()).toBe(0);
});

it('sets two messages apart', async () => {
  const { parts } = await heard(
    written([...begun, delta('One.'), delta('Two', 'msg_3'), delta('.', 'msg_3'), ...ended]),
  );
  expect(textOf(parts)).toBe('One.\n\nTwo.');
});

it('tells the filter and the limit from each other', async () => {
  const filtered = message('Half', { incomplete_details: { reason: 'content_filter' } });
  expect(endsOf((await heard(written([...begun, filtered, ...ended]))).parts)).toEqual([
    { type: 'finish', reason: 'content-filter' },
  ]);
  await server?.close();
  const incomplete = run('incomplete', { incomplete_details: { reason: 'max_completion_tokens' } });
  expect(endsOf((await heard(written([...begun, delta('Half'), incomplete]))).parts)).toEqual([
    { type: 'finish', reason: 'length' },
  ]);
});

it.each<[string, readonly Line[]]>([
  ['nothing at all', []],
  ['less than its end', [...begun, delta('Here ')]],
  ['only that it has begun', begun],
  ['an event that is cut in two', [...begun, delta('Here '), 'event: thread.message.delta\ndata: {"id": "msg_2", "ob']],
  ['[DONE] in the middle', [...begun, delta('Here '), 'data: [DONE]\n\n']],
  ['an end without words', [...begun, ...ended]],
  ['an event that is no JSON', [...begun, 'data: {"id": }\n\n', ...ended]],
])('looks for the rest of a stream that holds %s', async (_name, lines) => {
  const { parts } = await heard(written(lines), [{ status: 'in_progress' }, { status: 'completed', usage }]);
  expect([textOf(parts), endsOf(parts)]).toEqual(['Here you are.', [STOP]]);
  expect(server?.count('POST /threads/{thread_id}/runs')).toBe(1);
});

it.each<[string, readonly Line[], object]>([
  [
    'the published event',
    [...begun, ['error', { code: 'server_error', message: 'No GPU.', param: null, type: 'server_error' }]],
    { kind: 'server-failed', detail: 'No GPU.' },
  ],
  [
    'an error in an envelope',
    [...begun, ['error', { error: { message: 'No GPU.' } }]],
    { kind: 'server-failed', detail: 'No GPU.' },
  ],
  [
    'a run that failed',
    [...begun, run('failed', { last_error: { code: 'rate_limit_exceeded', message: 'Slow down.' } })],
    { kind: 'rate-limited' },
  ],
])('names what went wrong: %s', async (_name, lines, error) => {
  const { parts } = await heard(written(lines), [{ status: 'failed', last_error: { message: 'Elsewhere.' } }]);
  expect(endsOf(parts)).toEqual([{ type: 'error', error: expect.objectContaining(error) }]);
});

it('tells the calls of a run that waits for functions, whatever its steps said of them', async () => {
  const { parts } = await heard(
    written([
      ...begun,
      [
        'thread.run.step.delta',
        { id: 'step_1', object: 'thread.run.step.delta', delta: { step_details: { tool_calls: [{ index: 0 }] } } },
      ],
      run(
        'requires_action',
        requiresAction(
          { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{}' } },
          { id: 'call_2', type: 'function', function: { name: 'time' } },
        ),
      ),
    ]),
  );
  expect(parts.filter(({ type }) => type === 'tool-call-delta')).toEqual([
    { type: 'tool-call-delta', index: 0, id: 'call_1', name: 'weather', arguments_delta: '{}' },
    { type: 'tool-call-delta', index: 1, id: 'call_2', name: 'time', arguments_delta: '' },
  ]);
  expect(endsOf(parts)).toEqual([{ type: 'finish', reason: 'tool-calls' }]);
});

it('hears the same however a stream is cut into pieces', async () => {
  const lines = [...begun, ...[...'Grüße aus 東京 👋🏽'].map((letter) => delta(letter)), ': ping\n\n', ...ended];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      fc.boolean(),
      async (sizes, returns) => {
        const text = written(lines);
        const bytes = new TextEncoder().encode(returns ? text.replaceAll('\n', '\r\n') : text);
        const { parts } = await heard(piecesOf(bytes, sizes));
        expect([textOf(parts), endsOf(parts)]).toEqual(['Grüße aus 東京 👋🏽', [STOP]]);
        await server?.close();
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

function piecesOf(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}
