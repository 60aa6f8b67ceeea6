/** Milliseconds. */
const PATIENCE = 4_000;

/**
 * The cues of a track that its page has not loaded, read by the browser through a copy in a video that stands nowhere: whoever
 * watches the page's own sees nothing change. Null where its address gives no captions.
 */
export function loadTrack(media: HTMLMediaElement, element: HTMLTrackElement): Promise<TextTrack | null> {
  const document = media.ownerDocument;
  const player = document.createElement('video');
  player.crossOrigin = media.crossOrigin;
  const copy = document.createElement('track');
  copy.kind = element.kind;
  copy.srclang = element.srclang;
  copy.src = element.src;
  player.append(copy);
  return new Promise((resolve) => {
    const end = (track: TextTrack | null) => {
      clearTimeout(timer);
      resolve(track);
    };
    const timer = setTimeout(() => end(null), PATIENCE);
    copy.addEventListener('load', () => end(copy.track));
    copy.addEventListener('error', () => end(null));
    // A track that is off is never loaded; one that is hidden is, and is drawn nowhere.
    copy.track.mode = 'hidden';
  });
}
