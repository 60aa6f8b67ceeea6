import type { Cue } from '../transcript.ts';
import { listAt, numberAt, parsed, textAt } from './json.ts';

/** Captions as `api/timedtext` gives them with `fmt=json3`, times in milliseconds. Empty for any other answer, the empty one included. */
export function cuesOfJson3(body: string): Cue[] {
  return listAt(parsed(body), 'events').flatMap((event) => {
    const start = numberAt(event, 'tStartMs');
    const text = listAt(event, 'segs')
      .map((segment) => textAt(segment, 'utf8'))
      .join('');
    if (start === null || text.trim() === '') return [];
    return { start: start / 1000, end: endOf(event, start), text };
  });
}

/** Captions that are recognized as they are said stay on while the next one comes: their end says nothing of the words. */
function endOf(event: unknown, start: number): number | null {
  const last = listAt(event, 'segs').reduce(
    (latest, segment) => Math.max(latest, numberAt(segment, 'tOffsetMs') ?? 0),
    0,
  );
  if (last > 0) return (start + last) / 1000;
  const duration = numberAt(event, 'dDurationMs');
  return duration === null ? null : (start + duration) / 1000;
}
