import { composedParent, frameBody } from '../blocks/composed-tree.ts';
import { FadeIns } from '../sight/fade-ins.ts';
import { isUnseenBox } from '../sight/unseen-box.ts';

/** CSS pixels. A smaller video is a preview or a decoration. */
const LEAST_WIDTH = 240;
const LEAST_HEIGHT = 130;
/** Seconds. A shorter one is no film and no programme. */
const LEAST_DURATION = 20;

/**
 * The videos and sounds of the page that somebody came for, the largest first, in shadow trees and frames of its own too. Not what
 * moves behind a page or beside its text without a sound.
 */
export function watchedMedia(document: Document): HTMLMediaElement[] {
  return mediaBelow(document)
    .filter(isWatched)
    .map((media) => ({ media, area: areaOf(media) }))
    .sort((one, other) => other.area - one.area)
    .map(({ media }) => media);
}

function mediaBelow(root: ParentNode): HTMLMediaElement[] {
  const inside = hostsBelow(root).flatMap((element) => {
    const inner = element.shadowRoot ?? frameBody(element);
    return inner ? mediaBelow(inner) : [];
  });
  return [...root.querySelectorAll<HTMLMediaElement>('video, audio'), ...inside];
}

/** Custom elements and frames. The browser finds them by itself: a look at each of 100,000 elements takes 0.3 seconds. */
const HOSTS = 'descendant-or-self::*[contains(local-name(), "-") or local-name() = "iframe"]';

function hostsBelow(root: ParentNode): Element[] {
  return [...root.children].flatMap((child) => {
    const found = child.ownerDocument.evaluate(HOSTS, child, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
    return Array.from({ length: found.snapshotLength }, (_, index) => found.snapshotItem(index) as Element);
  });
}

/** Captions of what nobody can see or start are hidden text. */
function isWatched(media: HTMLMediaElement): boolean {
  if (!isSeen(media)) return false;
  const isShort = Number.isFinite(media.duration) && media.duration < LEAST_DURATION;
  if (media.localName === 'audio') return media.controls && (!isShort || tracksOf(media).length > 0);
  const { width, height } = media.getBoundingClientRect();
  const isLarge = width >= LEAST_WIDTH && height >= LEAST_HEIGHT;
  if (isShort) return isLarge && tracksOf(media).length > 0;
  const isDecoration = media.muted && (media.loop || media.autoplay) && !media.controls;
  return isLarge && (tracksOf(media).length > 0 || !isDecoration);
}

function isSeen(media: HTMLMediaElement): boolean {
  const view = media.ownerDocument.defaultView;
  if (view === null || !media.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const { right, bottom } = media.getBoundingClientRect();
  if (right + view.scrollX <= 0 || bottom + view.scrollY <= 0) return false;
  const fadeIns = new FadeIns();
  for (let above: Element | null = media; above; above = composedParent(above)) {
    const style = above.ownerDocument.defaultView?.getComputedStyle(above);
    if (style !== undefined && isUnseenBox(above, style, true, fadeIns)) return false;
  }
  return true;
}

function areaOf(media: Element): number {
  const { width, height } = media.getBoundingClientRect();
  return width * height;
}

/** Captions and subtitles, those of streams too, which stand in no element. */
export function tracksOf({ textTracks }: HTMLMediaElement): TextTrack[] {
  return [...(textTracks ?? [])].filter(({ kind }) => kind === 'captions' || kind === 'subtitles');
}

/** The tracks worth trying, best first: the page's language, then what its reader has on, then what the page offers first. */
export function inOrderOfUse(tracks: readonly TextTrack[], language: string | null): TextTrack[] {
  const base = (of: string | null) => of?.toLowerCase().split('-')[0] ?? '';
  const rank = (track: TextTrack): number =>
    (language !== null && base(track.language) === base(language) ? 0 : 4) +
    (track.mode === 'showing' ? 0 : 2) +
    (track.kind === 'captions' ? 0 : 1);
  return tracks.toSorted((one, other) => rank(one) - rank(other));
}
