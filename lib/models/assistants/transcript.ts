import type { StreamPart } from '../../assistants/ports.ts';
import type { RemoteMessage } from './objects.ts';

/** What a run's messages have said, so that nothing is handed on twice, however often and from wherever it is heard. */
export type Transcript = {
  /** A piece of a message. */
  add(piece: { readonly id: string; readonly text: string }): StreamPart[];
  /** A message as far as it is written, the run's earlier ones first. */
  read(message: RemoteMessage): StreamPart[];
  /** Characters handed on, those before this completion included. */
  readonly heard: number;
  /** Whether this completion has said anything. */
  readonly spoke: boolean;
  readonly is_filtered: boolean;
};

/** `heard` and `from` as in place.ts: what lies between them belongs to this completion and was handed on before. */
export function createTranscript({
  heard: before,
  from,
}: {
  readonly heard: number;
  readonly from: number;
}): Transcript {
  /** Characters heard of each message. */
  const known = new Map<string, number>();
  /** Characters heard of messages whose names are not known: the earliest. */
  let unplaced = before;
  let heard = before;
  let spoke = before > from;
  let is_filtered = false;
  let latest: string | null = null;

  function hand(id: string, text: string): StreamPart[] {
    if (text === '') return [];
    const isNext = spoke && latest !== id && known.get(id) === 0;
    latest = id;
    known.set(id, (known.get(id) ?? 0) + text.length);
    heard += text.length;
    spoke = true;
    return [{ type: 'text-delta', delta: isNext ? `\n\n${text}` : text }];
  }

  return {
    add({ id, text }) {
      if (!known.has(id)) known.set(id, 0);
      return hand(id, text);
    },
    read(message) {
      const { id, text } = message;
      if (message.is_filtered) is_filtered = true;
      if (!known.has(id)) {
        const placed = Math.min(unplaced, text.length);
        unplaced -= placed;
        known.set(id, placed);
      }
      return hand(id, text.slice(known.get(id)));
    },
    get heard() {
      return heard;
    },
    get spoke() {
      return spoke;
    },
    get is_filtered() {
      return is_filtered;
    },
  };
}
