import type { TabId } from '../../panel/ports.ts';
import { browser } from '../browser.ts';

/** A page may never end loading. */
const AT_ONCE = { injectImmediately: true };

/** Takes the tab's video to a time with entrypoints/seek-video.ts. False where there is none. */
export async function seekTab({ id }: TabId, seconds: number): Promise<boolean> {
  const target = { tabId: id };
  await browser.scripting.executeScript({ target, files: ['/seek-video.js'], ...AT_ONCE });
  const [result] = await browser.scripting.executeScript({ target, func: seekInPage, args: [seconds], ...AT_ONCE });
  return result?.result === true;
}

/** Runs inside the page; seek-video.js has left the function behind. */
function seekInPage(seconds: number): unknown {
  return (globalThis as unknown as { sitethreadSeek(seconds: number): boolean }).sitethreadSeek(seconds);
}
