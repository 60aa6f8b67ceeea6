import { youtubeVideo } from '../../page/transcript/address.ts';
import { tracksOf, watchedMedia } from '../../page/transcript/media.ts';
import { videoOf } from '../../page/transcript/youtube/page.ts';

/**
 * Takes the page's video to a time; what is paused stays paused. False where there is none that long, or something else plays in
 * its place.
 */
export function seekVideo(document: Document, seconds: number): boolean {
  const media = youtubeVideo(document.URL) === null ? mediaWithWords(document) : videoOf(document);
  if (media === null || media.duration < seconds) return false;
  media.currentTime = seconds;
  media.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  return true;
}

function mediaWithWords(document: Document): HTMLMediaElement | null {
  const all = watchedMedia(document);
  return all.find((media) => tracksOf(media).length > 0) ?? all[0] ?? null;
}
