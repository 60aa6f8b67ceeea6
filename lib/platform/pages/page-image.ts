import { AppFailure } from '../../errors.ts';
import type { CurrentTab, PageImage } from '../../panel/ports.ts';
import { browser } from '../browser.ts';
import { takeScreenshot } from './screenshot.ts';
import { toPicture } from './screenshot-picture.ts';

/** What the page tells of one of its pictures: the picture, or else where in the window it is seen, in parts of 1. */
type Seen =
  | { readonly data: string }
  | { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/**
 * A picture of the page by its address, at its own size where the page may draw it. Browsers let no script read a picture of another
 * site: of that one it is taken what the user sees of it in the tab. Nothing is fetched. Throws AppFailure `no-picture`.
 */
export async function pictureOfImage(
  tab: Pick<CurrentTab, 'id' | 'url'>,
  windowId: number,
  { url, frame_id }: PageImage,
): Promise<Blob> {
  const target = { tabId: tab.id, frameIds: [frame_id] };
  const [found] = await browser.scripting
    .executeScript({ target, func: findImage, args: [url], injectImmediately: true })
    .catch(() => []);
  const seen = (found?.result ?? null) as Seen | null;
  if (seen === null) throw new AppFailure({ kind: 'no-picture', reason: 'out-of-reach' });
  if ('data' in seen) return toPicture(bytesOf(seen.data));
  return takeScreenshot(tab, windowId, seen);
}

/** The policy of our own documents lets nobody fetch a `data:` URL. */
function bytesOf(dataUrl: string): Blob {
  const [head = '', base64 = ''] = dataUrl.split(',');
  const type = /^data:([^;]+)/.exec(head)?.[1] ?? 'image/png';
  return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type });
}

/** Runs inside the page: nothing else from this file exists there. */
function findImage(url: string): Seen | null {
  const LONGEST_SIDE = 1568;
  const roots: (Document | ShadowRoot)[] = [document];
  const images: HTMLImageElement[] = [];
  for (const root of roots) {
    images.push(...root.querySelectorAll('img'));
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot !== null) roots.push(element.shadowRoot);
  }
  const isShown = (image: HTMLImageElement) => image.getClientRects().length > 0;
  const matching = images.filter((image) => image.currentSrc === url || image.src === url);
  const image = matching.find(isShown) ?? matching[0];
  if (image === undefined || !image.complete || image.naturalWidth === 0) return null;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  try {
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return { data: canvas.toDataURL('image/png') };
  } catch {
    // Of another site: what is seen of it is all there is.
  }
  let { left, top, right, bottom } = image.getBoundingClientRect();
  let view: Window = window;
  while (view !== view.parent) {
    // Null in a frame of another site, which knows nothing of where it stands.
    const frame = view.frameElement;
    if (frame === null) return null;
    const around = frame.getBoundingClientRect();
    [left, right] = [left + around.left + frame.clientLeft, right + around.left + frame.clientLeft];
    [top, bottom] = [top + around.top + frame.clientTop, bottom + around.top + frame.clientTop];
    view = view.parent;
  }
  left = Math.max(0, left);
  top = Math.max(0, top);
  const width = Math.min(right, view.innerWidth) - left;
  const height = Math.min(bottom, view.innerHeight) - top;
  if (width < 1 || height < 1) return null;
  return {
    left: left / view.innerWidth,
    top: top / view.innerHeight,
    width: width / view.innerWidth,
    height: height / view.innerHeight,
  };
}
