import { languageOf } from '../../page/metadata.ts';
import { eachOnce } from '../../page/transcript/cue-text.ts';
import { inOrderOfUse, tracksOf, watchedMedia } from '../../page/transcript/media.ts';
import { chaptersOfTrack, cuesOfTrack } from '../../page/transcript/text-track.ts';
import { type Chapter, coversWhole, type Transcript, type VideoReading } from '../../page/transcript/transcript.ts';
import { loadTrack } from './load-track.ts';

/** Tracks of one video, and videos of one page, that are tried. */
const MOST_TRACKS = 3;
const MOST_MEDIA = 4;
/** Milliseconds after which no further track is begun. */
const PATIENCE = 8_000;

type MediaReading = Omit<VideoReading, 'url' | 'about'>;

/** The first video or sound of the page that has captions, else the one that somebody came for; null where there is none. */
export async function readMedia(document: Document): Promise<MediaReading | null> {
  const all = watchedMedia(document).slice(0, MOST_MEDIA);
  const end = performance.now() + PATIENCE;
  for (const media of all) {
    const transcript = await transcriptOf(media, end);
    if (transcript !== null) return { medium: mediumOf(media), transcript };
  }
  const [first] = all;
  return first === undefined ? null : { medium: mediumOf(first), transcript: null };
}

async function transcriptOf(media: HTMLMediaElement, end: number): Promise<Transcript | null> {
  const tracks = inOrderOfUse(tracksOf(media), languageOf(media.ownerDocument));
  for (const track of tracks.slice(0, MOST_TRACKS)) {
    if (performance.now() > end) return null;
    const element = elementOf(media, track);
    const loaded = cuesOfTrack(track);
    const all = loaded.length > 0 || element === null ? loaded : cuesOfTrack(await loadTrack(media, element));
    const cues = eachOnce(all);
    if (cues.length === 0) continue;
    const whole = element !== null || coversWhole(cues, media.duration);
    return { cues, chapters: await chaptersOf(media), language: track.language || null, whole };
  }
  return null;
}

async function chaptersOf(media: HTMLMediaElement): Promise<Chapter[]> {
  const track = [...media.textTracks].find(({ kind }) => kind === 'chapters');
  if (track === undefined) return [];
  const element = elementOf(media, track);
  const loaded = chaptersOfTrack(track);
  return loaded.length > 0 || element === null ? loaded : chaptersOfTrack(await loadTrack(media, element));
}

/** Null for a track that a script or a stream has made. */
function elementOf(media: HTMLMediaElement, track: TextTrack): HTMLTrackElement | null {
  return [...media.querySelectorAll('track')].find((element) => element.track === track) ?? null;
}

function mediumOf({ localName }: HTMLMediaElement): VideoReading['medium'] {
  return localName === 'audio' ? 'audio' : 'video';
}
