import { plainCue } from './cue-text.ts';
import type { Chapter, Cue } from './transcript.ts';

/** The cues that a track holds by now; none of a track that is off. */
export function cuesOfTrack(track: TextTrack | null): Cue[] {
  return [...(track?.cues ?? [])].flatMap((cue) => {
    const text = 'text' in cue && typeof cue.text === 'string' ? plainCue(cue.text) : '';
    return text.trim() === ''
      ? []
      : { start: cue.startTime, end: Number.isFinite(cue.endTime) ? cue.endTime : null, text };
  });
}

export function chaptersOfTrack(track: TextTrack | null): Chapter[] {
  return cuesOfTrack(track).map(({ start, text }) => ({ start, title: text }));
}
