import { isYoutube, youtubeVideo } from '../../page/transcript/address.ts';
import { eachOnce } from '../../page/transcript/cue-text.ts';
import type { VideoReading } from '../../page/transcript/transcript.ts';
import { videoOf } from '../../page/transcript/youtube/page.ts';
import { readYoutube } from '../../page/transcript/youtube/read.ts';
import { askSite } from './ask-site.ts';
import { readMedia } from './read-media.ts';

/** What was found last, for as long as the page is open: a second question asks nobody again. */
type Kept = { sitethreadVideo?: { readonly id: string; readonly reading: VideoReading } };

/**
 * What is said in the video that the page shows; null on pages without one. Asks no site but the page's own. Never rejects: a
 * video that cannot be read takes nothing away from its page.
 */
export function readVideo(document: Document): Promise<VideoReading | null> {
  const id = youtubeVideo(document.URL);
  const reading = id === null ? readAnywhere(document) : readWatched(document, id);
  return reading.catch(() => ({ url: document.URL, medium: 'video', transcript: null, about: null }));
}

async function readAnywhere(document: Document): Promise<VideoReading | null> {
  // Where YouTube shows no single video, it shows previews of many.
  const found = isYoutube(document.URL) ? null : await readMedia(document);
  return found === null ? null : { ...found, url: document.URL, about: null };
}

async function readWatched(document: Document, id: string): Promise<VideoReading | null> {
  const kept = globalThis as Kept;
  if (kept.sitethreadVideo?.id === id) return { ...kept.sitethreadVideo.reading, url: document.URL };
  const page = {
    document,
    duration: videoOf(document)?.duration ?? Number.NaN,
    loaded: performance.getEntriesByType('resource').map(({ name }) => name),
    request: askSite(location.origin),
  };
  const { transcript, about, settled } = await readYoutube(page, id);
  // The app goes from video to video without a load.
  const shown = youtubeVideo(document.URL);
  if (shown !== id) return shown === null ? null : readWatched(document, shown);
  const once = transcript === null ? null : { ...transcript, cues: eachOnce(transcript.cues) };
  const reading: VideoReading = { url: document.URL, medium: 'video', transcript: once, about };
  if (settled) kept.sitethreadVideo = { id, reading };
  return reading;
}
