import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StreamPart } from '../../../lib/assistants/ports.ts';
import { createResponsesBackend } from '../../../lib/models/responses/backend.ts';
import { collect, connectionTo, modelRequest, surroundingsWith } from '../talk.ts';
import { STREAMS } from './fixtures.ts';

/** What a server may write between its events without meaning anything. */
const noise = fc.constantFrom(
  '',
  '',
  ': comment\n',
  'event: ping\n\n',
  'id: 7\n',
  'retry: 10\n',
  'data:\n\n',
  '\n',
  'event: response.output_text.delta\n',
  'data: {"type":"keepalive"}\n\n',
  'data: {"type":"response.dream.delta","delta":"zzz"}\n\n',
);
const newline = fc.constantFrom('\n', '\r\n', '\r');

type Written = { readonly lines: readonly string[]; readonly bytes: Uint8Array };

/** The events' bytes, written in one of the many ways a server may write them. */
const written: fc.Arbitrary<Written> = fc
  .record({
    lines: fc.constantFrom(...Object.values(STREAMS)),
    noises: fc.array(noise, { minLength: 1, maxLength: 8 }),
    newline,
    space: fc.constantFrom('', ' '),
    /** Numbered events may come again. */
    again: fc.array(fc.nat(), { maxLength: 4 }),
    emoji: fc.string({ unit: 'grapheme', maxLength: 6 }),
  })
  .map(({ lines, noises, newline, space, again, emoji }) => {
    const first = JSON.stringify({ type: 'response.output_text.delta', delta: `Über ${emoji} 日本` });
    const events = [first, ...repeated(lines, again)];
    const stream = events.map((event, at) => `${noises[at % noises.length]}data:${space}${event}\n\n`).join('');
    return { lines: [first, ...lines], bytes: new TextEncoder().encode(stream.replaceAll('\n', newline)) };
  });

function repeated(lines: readonly string[], again: readonly number[]): string[] {
  if (!lines.every((line) => line.includes('"sequence_number":'))) return [...lines];
  const after = new Set(again.map((at) => at % lines.length));
  return lines.flatMap((line, at) => (after.has(at) ? [line, ...lines.slice(Math.max(0, at - 2), at + 1)] : [line]));
}

it('gives the same parts however a valid stream is written and cut', async () => {
  await fc.assert(
    fc.asyncProperty(written, fc.array(fc.nat(), { maxLength: 40 }), async ({ lines, bytes }, cuts) => {
      expect(await partsOf(pieces(bytes, cuts))).toEqual(await partsOf([plain(lines)]));
    }),
    { numRuns: 1_000 },
  );
  // About 3 s on an idle machine.
}, 60_000);

it('gives the same parts byte by byte', async () => {
  for (const lines of Object.values(STREAMS)) {
    const bytes = new TextEncoder().encode(lines.map((line) => `data: ${line}\r\n\r\n`).join(''));
    const single = Array.from(bytes, (_byte, at) => bytes.subarray(at, at + 1));
    expect(await partsOf(single)).toEqual(await partsOf([plain(lines)]));
  }
}, 60_000);

function plain(lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(lines.map((event) => `data: ${event}\n\n`).join(''));
}

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
  const backend = createResponsesBackend(connectionTo('http://server.test/v1'), surroundingsWith({ fetch: answered }));
  const parts = await collect(backend.stream(modelRequest(), new AbortController().signal));
  // Ids that the backend makes up are new each time.
  return parts.map((part) =>
    part.type === 'tool-call-delta' && /^call_.{36}$/.test(part.id) ? { ...part, id: 'made' } : part,
  );
}
