import type { StreamPart } from '../../assistants/ports.ts';
import type { AppError } from '../../errors.ts';
import type { EventOrder } from './event-order.ts';
import { createEventOrder } from './event-order.ts';
import type { EventReader } from './event-reader.ts';
import { pauseBefore, verdictOn } from './pace.ts';
import type { EventSource, Requests } from './requests.ts';

export type GoOn = {
  readonly reader: EventReader;
  readonly requests: Requests;
  /** The request that asks the question; null when an earlier worker has sent it. */
  readonly first: EventSource | null;
  /** The caller's wish that this ends. */
  readonly signal: AbortSignal;
  /** Ends the request that is open. */
  readonly line: AbortSignal;
  readonly wait: Wait;
  readonly now: () => number;
  readonly failure: (thrown: unknown) => Promise<AppError>;
};

/** Resolves after so many milliseconds, or at once when `signal` is aborted. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** A response may not be found for a moment where it was only just made. */
const MOST_TIMES_GONE = 3;
const WORKING: ReadonlySet<string> = new Set(['queued', 'in_progress']);

/**
 * Hears an answer in the background to its end, through as many requests as it takes: the one that asked, then streams from
 * where that was cut, and where a stream brings nothing, polls. Nothing is asked again. Throws what goes wrong while no
 * response is known.
 */
export async function* goOn(task: GoOn): AsyncGenerator<StreamPart> {
  const { reader, signal } = task;
  let how: 'stream' | 'poll' = reader.cursor === null && task.first === null ? 'poll' : 'stream';
  let streams = true;
  let quiet = 0;
  let gone = 0;
  for (let source = task.first; ; source = null) {
    const cursor = reader.cursor;
    let told: number | null = null;
    let calm = false;
    try {
      if (how === 'stream') yield* hear(source ?? task.requests.follow(reader.id, cursor ?? 0, task.line), task);
      else {
        const polled = await task.requests.poll(reader.id, task.line);
        yield* wanted(reader.read(polled.response), signal);
        told = polled.poll_after;
        calm = WORKING.has(reader.status);
      }
      gone = 0;
    } catch (thrown) {
      if (reader.id === '') throw thrown;
      if (signal.aborted || reader.finished) return;
      const verdict = verdictOn(thrown, how, task.now());
      if (verdict.type === 'only-poll') streams = false;
      if (verdict.type === 'again') told = verdict.told;
      if (verdict.type === 'gone') gone += 1;
      if (verdict.type === 'final') return yield { type: 'error', error: await task.failure(thrown) };
      if (gone >= MOST_TIMES_GONE) return yield { type: 'error', error: { kind: 'cut-off' } };
    }
    if (reader.finished || reader.id === '' || signal.aborted) return;
    const advanced = reader.cursor !== cursor;
    quiet = advanced ? 1 : quiet + 1;
    how = streams && reader.cursor !== null && (advanced || how === 'poll') ? 'stream' : 'poll';
    await task.wait(pauseBefore({ quiet, told, calm }), signal);
    if (signal.aborted) return;
  }
}

/** Every part of one stream. When nobody wants them any more it listens on, in silence, until the server has begun. */
async function* hear(source: EventSource, task: GoOn): AsyncGenerator<StreamPart> {
  const { reader, signal } = task;
  const order: EventOrder = createEventOrder(reader.cursor);
  for await (const event of source.events) {
    for (const next of order.push(event)) yield* wanted(reader.read(next), signal);
    if (reader.finished || (signal.aborted && reader.begun)) return;
  }
  for (const next of order.flush()) yield* wanted(reader.read(next), signal);
}

function* wanted(parts: readonly StreamPart[], signal: AbortSignal): Generator<StreamPart> {
  for (const part of parts) {
    if (signal.aborted) return;
    yield part;
  }
}
