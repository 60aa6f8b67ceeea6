import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StreamPart } from '../../../lib/assistants/ports.ts';
import { createChatCompletionsBackend } from '../../../lib/models/chat-completions/backend.ts';
import { collect, connectionTo, modelRequest, surroundingsWith } from '../talk.ts';

const FIXTURES = new URL('../../fixtures/sse/', import.meta.url);
const RAW_FIXTURES = new URL('../../fixtures/sse-raw/', import.meta.url);
const STREAMS = readdirSync(FIXTURES).map((name) => readFileSync(new URL(name, FIXTURES), 'utf8').trim().split('\n'));

/** What a server may write between its events without meaning anything. */
const noise = fc.constantFrom('', '', ': comment\n', 'event: ping\n\n', 'id: 7\n', 'retry: 10\n', 'data:\n\n', '\n');
const newline = fc.constantFrom('\n', '\r\n', '\r');

/** The events' bytes, written in one of the many ways a server may write them. */
const written = fc
  .record({
    lines: fc.constantFrom(...STREAMS),
    noises: fc.array(noise, { minLength: 1, maxLength: 8 }),
    newline,
    space: fc.constantFrom('', ' '),
    emoji: fc.string({ unit: 'grapheme', maxLength: 6 }),
  })
  .map(({ lines, noises, newline, space, emoji }) => {
    const text = { choices: [{ delta: { content: `Über ${emoji} 日本` } }] };
    const events = [JSON.stringify(text), ...lines, '[DONE]'];
    const stream = events.map((event, at) => `${noises[at % noises.length]}data:${space}${event}\n\n`).join('');
    return { events, bytes: new TextEncoder().encode(stream.replaceAll('\n', newline)) };
  });

it('gives the same parts however a valid stream is written and cut', async () => {
  await fc.assert(
    fc.asyncProperty(written, fc.array(fc.nat(), { maxLength: 40 }), async ({ events, bytes }, cuts) => {
      const plain = new TextEncoder().encode(events.map((event) => `data: ${event}\n\n`).join(''));
      expect(await partsOf(pieces(bytes, cuts))).toEqual(await partsOf([plain]));
    }),
    { numRuns: 1_000 },
  );
  // About 2 s on an idle machine.
}, 60_000);

it('gives the same parts byte by byte', async () => {
  for (const lines of STREAMS) {
    const bytes = new TextEncoder().encode(lines.map((line) => `data: ${line}\r\n\r\n`).join(''));
    const single = Array.from(bytes, (_byte, at) => bytes.subarray(at, at + 1));
    expect(await partsOf(single)).toEqual(await partsOf([bytes]));
  }
});

it('gives the same parts of whole streams byte by byte', async () => {
  for (const name of readdirSync(RAW_FIXTURES)) {
    const bytes = new Uint8Array(readFileSync(new URL(name, RAW_FIXTURES)));
    const single = Array.from(bytes, (_byte, at) => bytes.subarray(at, at + 1));
    expect(await partsOf(single)).toEqual(await partsOf([bytes]));
  }
});

function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((one, other) => one - other), bytes.length];
  return places.slice(1).map((end, at) => bytes.subarray(places[at], end));
}

async function partsOf(pieces: readonly Uint8Array[]): Promise<StreamPart[]> {
  const body = new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  const answered = async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  const backend = createChatCompletionsBackend(
    connectionTo('http://server.test/v1'),
    surroundingsWith({ fetch: answered }),
  );
  const parts = await collect(backend.stream(modelRequest(), new AbortController().signal));
  // Ids that the backend makes up are new each time.
  return parts.map((part) =>
    part.type === 'tool-call-delta' && /^call_.{36}$/.test(part.id) ? { ...part, id: 'made' } : part,
  );
}
