import { AppFailure } from '../../errors.ts';
import type { EventLines } from './event-lines.ts';
import { type Idle, MAX_ANSWER_BYTES, MAX_EVENT_CHARACTERS } from './limits.ts';
import type { Watchdog } from './watchdog.ts';

export type BodyGuard = {
  readonly idle: Idle;
  readonly watchdog: Watchdog;
  /** What an event stream is passed through; null for other bodies. */
  readonly lines: EventLines | null;
  /** The caller's own wish to end the request, which is no failure. */
  readonly signal: AbortSignal | null;
};

type Bytes = Uint8Array<ArrayBuffer>;
type Reader = ReadableStreamDefaultReader<Bytes>;

/**
 * The body as it comes, under the limits of limits.ts. An event stream ends at `[DONE]`: a server that keeps the connection
 * open behind it keeps nobody waiting. Reads only when asked to, so a slow reader is never taken for a silent server.
 */
export function guardBody(body: ReadableStream<Bytes>, guard: BodyGuard): ReadableStream<Bytes> {
  const { lines, watchdog } = guard;
  const reader = body.getReader();
  let bytes = 0;

  /** The next piece that has anything in it; null at the end. What came whole before a limit was broken is given first. */
  async function next(): Promise<Bytes | null> {
    for (;;) {
      if (bytes > MAX_ANSWER_BYTES || (lines?.longest ?? 0) > MAX_EVENT_CHARACTERS) {
        watchdog.stop();
        throw new AppFailure({ kind: 'too-large' });
      }
      const { done, value } = await read(reader, bytes, guard);
      if (done) return null;
      bytes += value.byteLength;
      const piece = lines === null ? value : lines.push(value);
      if (piece.byteLength > 0 || lines?.done) return piece;
    }
  }

  return new ReadableStream({
    async pull(controller) {
      const piece = await next();
      if (piece !== null) controller.enqueue(piece);
      if (piece === null && lines !== null) controller.enqueue(lines.end());
      if (piece === null || lines?.done) controller.close();
      if (piece !== null && lines?.done) await leave(reader, guard);
    },
    cancel: () => watchdog.stop(),
  });
}

async function read(reader: Reader, bytes: number, { idle, watchdog, signal }: BodyGuard) {
  watchdog.arm(bytes === 0 ? idle.first_byte : idle.between);
  try {
    return await reader.read();
  } catch (thrown) {
    throw watchdog.failure ?? (signal?.aborted ? thrown : new AppFailure({ kind: 'cut-off' }));
  } finally {
    watchdog.disarm();
  }
}

/** Gives the server a moment to close a finished answer itself, so that the connection can be used again. */
async function leave(reader: Reader, { idle, watchdog }: BodyGuard): Promise<void> {
  watchdog.arm(idle.after_finish);
  await reader.read().catch(() => undefined); // The answer is complete; how its connection ends is of no interest.
  watchdog.disarm();
  watchdog.stop();
}
