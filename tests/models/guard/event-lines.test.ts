import { expect, it } from 'vitest';
import { createEventLines } from '../../../lib/models/guard/event-lines.ts';
import { processorTime } from '../../support/processor-time.ts';

function pass(...pieces: string[]) {
  const lines = createEventLines();
  const kept = pieces.map((piece) => new TextDecoder().decode(lines.push(new TextEncoder().encode(piece)))).join('');
  return { kept, lines };
}

it.each<[string, string[], string]>([
  ['data lines and empty lines', ['data: a\n\ndata: b\n\n'], 'data: a\n\ndata: b\n\n'],
  ['an event of two lines', ['data: a\ndata: b\n\n'], 'data: a\ndata: b\n\n'],
  ['a line end that was cut in two', ['data: a\r', '\ndata: b\r', '\n\r', '\n'], 'data: a\ndata: b\n\n'],
  ['lines that end in a carriage return', ['data: a\rdata: b\r', '\r'], 'data: a\ndata: b\n\n'],
  ['a line that was cut in three', ['da', 'ta:', ' a\n\n'], 'data: a\n\n'],
])('keeps %s', (_name, pieces, kept) => {
  expect(pass(...pieces).kept).toBe(kept);
});

it.each([
  ['comments', ': ping\n'],
  ['names, ids and times', 'event: ping\nid: 1\nretry: 3\n'],
  ['empty data', 'data:\ndata: \n'],
  ['a mark of byte order', '\u{feff}'],
  ['a line that is not finished', 'data: {"half'],
  ['empty lines between nothing', '\n\n\n'],
])('drops %s', (_name, text) => {
  expect(pass(text).kept).toBe('');
});

it.each(['data: [DONE]\n', 'data:[DONE]\n', 'x\ndata: [DONE]\r\n'])('sees the end in %j', (text) => {
  expect(pass(text).lines.done).toBe(true);
});

it('does not take words of an answer for the end', () => {
  expect(pass('data: {"content":"data: [DONE]"}\n\n: data: [DONE]\n').lines.done).toBe(false);
});

it('sees an end without a line end when the stream is over', () => {
  const { lines } = pass('data: [DONE]');
  lines.end();
  expect(lines.done).toBe(true);
});

it('gives an event only when it is whole, or the stream is over', () => {
  const { kept, lines } = pass('data: a\n', 'data: b\n', 'data: {"half');
  expect(kept).toBe('');
  expect(new TextDecoder().decode(lines.end())).toBe('data: a\ndata: b\n\n');
});

it('measures events across pieces and lines, unfinished ones too', () => {
  expect(pass('data: ab', 'cd').lines.longest).toBe(10);
  expect(pass('data: abcd\n\n', 'x').lines.longest).toBe(11);
  expect(pass('data: a\n', 'data: b').lines.longest).toBe(15);
});

it('reads a long event that comes in small pieces in no time', () => {
  const lines = createEventLines();
  const piece = new TextEncoder().encode('data: x\n');
  const time = processorTime(() => {
    for (let count = 0; count < 200_000; count++) lines.push(piece);
  });
  expect(time).toBeLessThan(3_000);
});
