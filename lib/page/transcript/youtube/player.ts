import type { AboutVideo } from '../transcript.ts';
import { at, type Json, listAt, numberAt, parsed, textAt } from './json.ts';

/** What a player is told about one video. */
export type PlayerAnswer = {
  readonly about: AboutVideo;
  /** Empty where the video has no captions. */
  readonly tracks: readonly CaptionTrack[];
};

export type CaptionTrack = { readonly address: string; readonly language: string };

/** Null where it tells nothing, or of another video. */
export function readPlayer(answer: unknown, videoId: string): PlayerAnswer | null {
  if (textAt(answer, 'videoDetails', 'videoId') !== videoId) return null;
  const details = at(answer, 'videoDetails');
  const about = {
    title: textAt(details, 'title'),
    channel: textAt(details, 'author'),
    description: textAt(details, 'shortDescription'),
  };
  return { about, tracks: inOrder(at(answer, 'captions', 'playerCaptionsTracklistRenderer')) };
}

/** The track of what is really spoken first, best a written one; then what is offered beside it. */
function inOrder(captions: unknown): CaptionTrack[] {
  const tracks = listAt(captions, 'captionTracks').filter((track) => textAt(track, 'baseUrl') !== '');
  const audio = listAt(captions, 'audioTracks')[numberAt(captions, 'defaultAudioTrackIndex') ?? 0];
  const byDefault = tracks[numberAt(audio, 'defaultCaptionTrackIndex') ?? -1];
  const spoken = languageOf(tracks.find(isRecognized) ?? byDefault ?? {});
  const rank = (track: Json): number => {
    const isSpoken = spoken !== '' && base(languageOf(track)) === base(spoken);
    return (isSpoken ? 0 : 4) + (track === byDefault ? 0 : 1) + (isRecognized(track) ? 2 : 0);
  };
  return tracks
    .toSorted((one, other) => rank(one) - rank(other))
    .map((track) => ({ address: textAt(track, 'baseUrl'), language: languageOf(track) }));
}

/** By a machine, and so in the language that is spoken. */
const isRecognized = (track: Json) => track['kind'] === 'asr';
const languageOf = (track: Json) => textAt(track, 'languageCode');
const base = (language: string) => language.split('-')[0];

const INITIAL = /\bytInitialPlayerResponse\s*=\s*\{/;

/** What the page's own player was told when the page was loaded; it stays there when the page goes on to another video. */
export function playerInPage(document: Document, videoId: string): PlayerAnswer | null {
  for (const { textContent } of document.querySelectorAll('script')) {
    const found = textContent?.match(INITIAL);
    if (!textContent || found?.index === undefined) continue;
    return readPlayer(parsed(objectFrom(textContent, found.index + found[0].length - 1)), videoId);
  }
  return null;
}

/** The JSON object that begins at `start`, whatever comes behind it. */
function objectFrom(text: string, start: number): string {
  let depth = 0;
  for (const { 0: sign, index } of text.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (sign === '{') depth += 1;
    if (sign === '}') depth -= 1;
    if (depth === 0) return text.slice(start, start + index + 1);
  }
  return '';
}
