import { recordOf } from '../json.ts';

/** As many events are held back for one that is missing; then it is taken for lost. */
const MOST_HELD = 8;

export type EventOrder = {
  /** The events whose turn has come with this one. One that has been there before is dropped. */
  push(event: unknown): unknown[];
  /** What is still held back, in order; for the end of a stream. */
  flush(): unknown[];
};

/**
 * Puts the events of one stream into the order of their `sequence_number`. `after` is the number of the last event that was
 * heard before this stream; null when this one tells where it begins. Events without a number pass as they come.
 */
export function createEventOrder(after: number | null): EventOrder {
  let last = after;
  /** A server whose numbers have gaps is not waited for again. */
  let counts = true;
  const held = new Map<number, unknown>();

  function release(): unknown[] {
    const numbers = [...held.keys()].sort((one, other) => one - other);
    const events = numbers.map((number) => held.get(number));
    last = numbers.at(-1) ?? last;
    held.clear();
    return events;
  }

  function following(): unknown[] {
    const events: unknown[] = [];
    for (let next = (last ?? 0) + 1; held.has(next); next += 1) {
      events.push(held.get(next));
      held.delete(next);
      last = next;
    }
    return events;
  }

  return {
    push(event) {
      const number = sequenceNumber(event);
      if (number === null) return [event];
      if (last !== null && number <= last) return [];
      if (last === null || number === last + 1 || !counts) {
        last = number;
        return [event, ...following()];
      }
      held.set(number, event);
      if (held.size <= MOST_HELD) return [];
      counts = false;
      return release();
    },
    flush: release,
  };
}

/** Null where the event has none. */
export function sequenceNumber(event: unknown): number | null {
  const number = recordOf(event)['sequence_number'];
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
