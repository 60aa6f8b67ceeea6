/** Words that are said between two moments of a video. */
export type Cue = {
  /** Seconds from the start. */
  readonly start: number;
  /** Seconds; null where nobody says. */
  readonly end: number | null;
  /** One line for each line of the caption; no markup. */
  readonly text: string;
};

export type Chapter = {
  /** Seconds from the start. */
  readonly start: number;
  readonly title: string;
};

export type Transcript = {
  /** In order of their start. */
  readonly cues: readonly Cue[];
  /** In order of their start. */
  readonly chapters: readonly Chapter[];
  /** BCP 47 as its source says, null where it says none. */
  readonly language: string | null;
  /** False where it visibly begins late or ends early. */
  readonly whole: boolean;
};

/** What a site of videos says about the one that is watched; empty where it says nothing. */
export type AboutVideo = {
  readonly title: string;
  readonly channel: string;
  readonly description: string;
};

/** Made by entrypoints/capture-video.ts inside the page. */
export type VideoReading = {
  /** Of the document when the reading ended. */
  readonly url: string;
  readonly medium: 'audio' | 'video';
  /** Null where its words cannot be had. */
  readonly transcript: Transcript | null;
  /** Null where the video is one thing among others on its page. */
  readonly about: AboutVideo | null;
};

/** Share of the video that may pass before the first words, and behind the last. */
const LATEST_BEGINNING = 0.25;
const EARLIEST_END = 0.6;
/** Seconds without a word that are nothing unusual, however short the video. */
const SILENCE = 60;

/** Whether cues that came piece by piece are those of the whole video. `duration` in seconds, not finite where it is unknown. */
export function coversWhole(cues: readonly Cue[], duration: number): boolean {
  if (!Number.isFinite(duration)) return true;
  const [first, last] = [cues[0]?.start ?? duration, cues.at(-1)?.start ?? 0];
  return (
    first <= Math.max(SILENCE, duration * LATEST_BEGINNING) &&
    last >= Math.min(duration - SILENCE, duration * EARLIEST_END)
  );
}
