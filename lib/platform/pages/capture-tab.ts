import { AppFailure, type PageNotReadable } from '../../errors.ts';
import { selectionSnapshot } from '../../page/passages.ts';
import { mayBePainted, pageAddress, siteOf } from '../../page/site.ts';
import type { PageSnapshot } from '../../page/snapshot.ts';
import { withoutTime } from '../../page/transcript/address.ts';
import type { VideoReading } from '../../page/transcript/transcript.ts';
import type { CaptureOptions, CurrentTab } from '../../panel/ports.ts';
import { browser } from '../browser.ts';
import { patternOf } from '../grants.ts';
import { captureFrames } from './capture-frames.ts';
import { reasonOf } from './why-closed.ts';

type Tab = Pick<CurrentTab, 'id' | 'url'>;

/**
 * Reads the tab's page with entrypoints/capture.ts, what its video says with entrypoints/capture-video.ts, another document with
 * entrypoints/capture-file.ts, and a PDF file with entrypoints/pdf-worker.ts. Nothing is injected into a page before this is called.
 */
export async function captureTab(tab: Tab, options: CaptureOptions): Promise<PageSnapshot> {
  const url = tab.url ?? '';
  if (url.startsWith('file:') && !(await browser.extension.isAllowedFileSchemeAccess()))
    throw notReadable('file-access-off', url);
  const looked = inTab(tab, { func: look, args: [options.never_read ?? []] });
  const shown = await looked.then((result) => (result ?? null) as Shown | null, reasonOf);
  if (shown === null) throw notReadable('failed', url);
  if (typeof shown === 'string') return capturePdfBehind(shown, { id: tab.id, url }, options);
  // The address of a PDF file need not end in `.pdf`: the browser's viewer tells.
  if (shown.type === 'application/pdf') return capturePdf({ id: tab.id, url: shown.url }, options);
  if (shown.type.startsWith('image/')) throw notReadable('image', url);
  const video = shown.hasMedia ? await run<VideoReading>(tab, '/capture-video.js') : null;
  const captured =
    (shown.isFile && (await run<PageSnapshot>(tab, '/capture-file.js'))) ||
    (await run<PageSnapshot>(tab, '/capture.js'));
  if (captured === null) throw notReadable('failed', url);
  if (shown.hasCanvas && mayBePainted(url)) {
    const marked = selectionSnapshot(captured);
    if (marked === null) throw notReadable('painted', url);
    return marked;
  }
  const page = await captureFrames(tab.id, captured, options);
  const whole = video === null ? page : await joinVideo(tab, page, video);
  if (whole.passages.length === 0) throw notReadable('empty', url);
  return whole;
}

/** An app may go on to another video without a load: what was read of one is no part of the page of another. */
async function joinVideo(tab: Tab, page: PageSnapshot, read: VideoReading): Promise<PageSnapshot> {
  const isOfPage = ({ url }: VideoReading) => withoutTime(pageAddress(url)) === withoutTime(page.url);
  const video = isOfPage(read) ? read : await run<VideoReading>(tab, '/capture-video.js');
  if (video === null) return page;
  if (!isOfPage(video)) throw notReadable('failed', page.url);
  // Loaded for the first video that is met.
  const { withVideo } = await import('../../page/transcript/with-video.ts');
  return withVideo(page, video);
}

type Shown = {
  readonly url: string;
  readonly type: string;
  readonly isFile: boolean;
  readonly hasCanvas: boolean;
  /** It may have, at least. */
  readonly hasMedia: boolean;
};

/** Runs inside the page, where nothing else from this file exists. Leaves the entries as lib/platform/pages/never-read-here.ts does. */
function look(entries: readonly string[]): Shown {
  Object.assign(globalThis, { sitethread_never_read: entries });
  const { URL: url, contentType: type } = document;
  const isFile = type !== 'text/html' && type !== 'application/xhtml+xml';
  // Players keep their videos in frames, and in the shadow trees of custom elements, which the browser finds fastest itself.
  const hasMedia =
    document.querySelector('video, audio, iframe') !== null ||
    document.evaluate('boolean(//*[contains(local-name(), "-")])', document, null, XPathResult.BOOLEAN_TYPE)
      .booleanValue;
  return { url, type, isFile, hasCanvas: document.querySelector('canvas') !== null, hasMedia };
}

async function run<T>(tab: Tab, file: string): Promise<T | null> {
  const result = await inTab(tab, { files: [file] }).catch((thrown: unknown) => {
    throw notReadable(reasonOf(thrown), tab.url ?? '');
  });
  return (result ?? null) as T | null;
}

type Task =
  | { readonly func: (entries: readonly string[]) => unknown; readonly args: [readonly string[]] }
  | { readonly files: string[] };

async function inTab({ id }: Tab, task: Task): Promise<unknown> {
  const results = await browser.scripting.executeScript({ target: { tabId: id }, injectImmediately: true, ...task });
  return results[0]?.result;
}

type KnownTab = { readonly id: number; readonly url: string };

/**
 * Firefox lets nobody into its PDF viewer and says of it that a permission is missing, which is true of other pages too. With
 * the permission the file itself tells; without it its name has to.
 */
async function capturePdfBehind(
  reason: PageNotReadable,
  tab: KnownTab,
  options: CaptureOptions,
): Promise<PageSnapshot> {
  if (reason !== 'not-granted' || !/^https?:/.test(tab.url)) throw notReadable(reason, tab.url);
  const isGranted = await browser.permissions.contains({ origins: [patternOf(tab.url)] });
  if (isGranted) return capturePdf(tab, options);
  throw notReadable(/\.pdf$/i.test(new URL(tab.url).pathname) ? 'pdf-not-granted' : reason, tab.url);
}

/** Loaded for the first PDF file that is met: few people read one every day. */
async function capturePdf(tab: KnownTab, options: CaptureOptions): Promise<PageSnapshot> {
  const { capturePdf } = await import('../pdf/capture-pdf.ts');
  return capturePdf(tab, options);
}

function notReadable(reason: PageNotReadable, url: string): AppFailure {
  return new AppFailure({ kind: 'page-not-readable', reason, host: url === '' ? '' : siteOf(url) });
}
