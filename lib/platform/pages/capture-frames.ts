import { withFrames } from '../../page/frames.ts';
import type { PageSnapshot } from '../../page/snapshot.ts';
import type { CaptureOptions } from '../../panel/ports.ts';
import { browser } from '../browser.ts';
import { leaveNeverRead } from './never-read-here.ts';
import { whenLoaded } from './when-loaded.ts';

/** Frames in frames are followed this deep. */
const DEEPEST = 3;

/**
 * The page with the frames of other sites that the user has granted: only a script inside them can read them. A frame that cannot
 * be read stays named in `unread_frames`, and costs nothing else.
 */
export async function captureFrames(
  tabId: number,
  page: PageSnapshot,
  { mayRead = () => true, never_read = [] }: Pick<CaptureOptions, 'mayRead' | 'never_read'> = {},
): Promise<PageSnapshot> {
  if (page.unread_frames === undefined) return page;
  return join({ tabId, mayRead, never_read }, page, await openFrames(tabId), DEEPEST);
}

type Tab = { readonly tabId: number } & Required<Pick<CaptureOptions, 'mayRead' | 'never_read'>>;

async function join(
  tab: Tab,
  page: PageSnapshot,
  open: ReadonlyMap<string, number>,
  depth: number,
): Promise<PageSnapshot> {
  const { tabId, mayRead } = tab;
  const read = new Map<string, PageSnapshot>();
  const unread = depth === 0 ? [] : (page.unread_frames ?? []);
  const enterable = unread.flatMap(({ path, host }) => {
    const frameId = open.get(path);
    return frameId === undefined || !mayRead(`https://${host}/`) ? [] : [{ path, frameId }];
  });
  await Promise.all(enterable.map(({ frameId }) => whenLoaded({ tabId, frameIds: [frameId] })));
  for (const { path, frameId } of enterable) {
    const snapshot = await captureFrame(tab, frameId);
    // It may have gone on to another page meanwhile.
    if (snapshot && mayRead(snapshot.url)) read.set(path, await join(tab, snapshot, open, depth - 1));
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

/** Null for a frame that cannot be read, or whose address tells that it is never to be: where it was led to, its page does not know. */
async function captureFrame({ tabId, mayRead, never_read }: Tab, frameId: number): Promise<PageSnapshot | null> {
  const target = { tabId, frameIds: [frameId] };
  const [shown] = await browser.scripting
    .executeScript({ target, func: leaveNeverRead, args: [never_read], injectImmediately: true })
    .catch(() => []);
  if (typeof shown?.result !== 'string' || !mayRead(shown.result)) return null;
  const results = await browser.scripting
    .executeScript({ target, files: ['/capture.js'], injectImmediately: true })
    .catch(() => []);
  return (results[0]?.result as PageSnapshot | undefined) ?? null;
}
