import { withFrames } from '../page/frames.ts';
import type { PageSnapshot } from '../page/snapshot.ts';
import { browser } from './browser.ts';
import { whenLoaded } from './when-loaded.ts';

/** Frames in frames are followed this deep. */
const DEEPEST = 3;

/**
 * The page with the frames of other sites that the user has granted: only a script inside them can read them. A frame that cannot
 * be read stays named in `unread_frames`, and costs nothing else.
 */
export async function captureFrames(tabId: number, page: PageSnapshot): Promise<PageSnapshot> {
  if (page.unread_frames === undefined) return page;
  return join(tabId, page, await openFrames(tabId), DEEPEST);
}

async function join(
  tabId: number,
  page: PageSnapshot,
  open: ReadonlyMap<string, number>,
  depth: number,
): Promise<PageSnapshot> {
  const read = new Map<string, PageSnapshot>();
  const unread = depth === 0 ? [] : (page.unread_frames ?? []);
  const enterable = unread.flatMap(({ path }) => {
    const frameId = open.get(path);
    return frameId === undefined ? [] : [{ path, frameId }];
  });
  await Promise.all(enterable.map(({ frameId }) => whenLoaded({ tabId, frameIds: [frameId] })));
  for (const { path, frameId } of enterable) {
    const snapshot = await captureFrame(tabId, frameId);
    if (snapshot) read.set(path, await join(tabId, snapshot, open, depth - 1));
  }
  return withFrames(page, read);
}

/**
 * The ids of the frames that scripts may be run in, by path. The browser leaves the others out without a word. No frame is waited
 * for here: some advertisements never get done loading.
 */
async function openFrames(tabId: number): Promise<ReadonlyMap<string, number>> {
  const target = { tabId, allFrames: true };
  const results = await browser.scripting
    .executeScript({ target, files: ['/frame-path.js'], injectImmediately: true })
    .catch(() => []);
  return new Map(results.flatMap(({ frameId, result }) => (typeof result === 'string' ? [[result, frameId]] : [])));
}

async function captureFrame(tabId: number, frameId: number): Promise<PageSnapshot | null> {
  const target = { tabId, frameIds: [frameId] };
  const results = await browser.scripting
    .executeScript({ target, files: ['/capture.js'], injectImmediately: true })
    .catch(() => []);
  return (results[0]?.result as PageSnapshot | undefined) ?? null;
}
