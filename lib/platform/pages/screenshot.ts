import { AppFailure, type NoPicture } from '../../errors.ts';
import type { CurrentTab } from '../../panel/ports.ts';
import { browser } from '../browser.ts';
import { type Part, toPicture } from './screenshot-picture.ts';

/**
 * What the user sees of the tab in front of the window. `activeTab` is enough and is needed: Chromium takes no grant of single sites
 * for it (docs/decisions/2026-11-21-screenshots.md). `part`: only that of it. Throws AppFailure `no-picture`.
 */
export async function takeScreenshot(
  tab: Pick<CurrentTab, 'id' | 'url'>,
  windowId: number,
  part?: Part,
): Promise<Blob> {
  const shot = await browser.tabs.captureVisibleTab(windowId, { format: 'png' }).catch((thrown: unknown) => {
    throw noPicture(reasonOf(thrown));
  });
  const [front] = await browser.tabs.query({ active: true, windowId });
  // What was taken may already be another page: it is not what the user has asked to show.
  if (front?.id !== tab.id || front.url !== tab.url) throw noPicture('changed');
  return toPicture(bytesOf(shot), part);
}

/** The policy of our own documents lets nobody fetch a `data:` URL. */
function bytesOf(dataUrl: string): Blob {
  const base64 = dataUrl.slice(dataUrl.indexOf(',') + 1);
  return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: 'image/png' });
}

/** Browsers tell these cases apart in English sentences only. */
function reasonOf(thrown: unknown): NoPicture {
  const message = thrown instanceof Error ? thrown.message : '';
  if (/disabled|policy/i.test(message)) return 'forbidden';
  if (/permission/i.test(message)) return 'not-granted';
  if (/cannot access|cannot be scripted|extensions gallery/i.test(message)) return 'browser-page';
  return 'failed';
}

function noPicture(reason: NoPicture): AppFailure {
  return new AppFailure({ kind: 'no-picture', reason });
}
