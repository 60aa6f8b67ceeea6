import { HIGHLIGHT_CSS, HIGHLIGHT_NAME } from '../../page/highlight-css.ts';
import type { TabId } from '../../panel/ports.ts';
import { browser } from '../browser.ts';
import { whenLoaded } from './when-loaded.ts';

/** Milliseconds: a page that has been read is there, unless it is being loaded again. */
const RELOADING = 1_000;

/** A click waits for no frame that never gets done loading. */
const AT_ONCE = { injectImmediately: true };

type Target = { readonly quote: string | null; readonly passage: string };

/** Scrolls the tab to the words and paints them with entrypoints/highlight.ts. False when they are not there. */
export async function highlightTab(tab: TabId, words: Target): Promise<boolean> {
  const everywhere = { tabId: tab.id, allFrames: true };
  await whenLoaded({ tabId: tab.id }, RELOADING);
  await browser.scripting.insertCSS({ target: everywhere, css: HIGHLIGHT_CSS });
  // Clears, in every frame that may be entered, what was painted before.
  const frames = await browser.scripting.executeScript({ target: everywhere, files: ['/highlight.js'], ...AT_ONCE });
  if (await showIn({ tabId: tab.id }, words)) return true;
  // Frames of the page's own site are searched with the page; those of others are closed to it.
  for (const { frameId } of frames) {
    if (frameId === 0 || !(await showIn({ tabId: tab.id, frameIds: [frameId] }, words))) continue;
    await revealFrame(tab.id, frameId);
    return true;
  }
  return false;
}

async function showIn(
  target: { readonly tabId: number; readonly frameIds?: number[] },
  { quote, passage }: Target,
): Promise<boolean> {
  const results = await browser.scripting.executeScript({
    target,
    func: showWords,
    args: [quote, passage],
    ...AT_ONCE,
  });
  return results[0]?.result === 'found';
}

/** Scrolls the pages around a frame of another site, which it cannot do itself, to the words in it. */
async function revealFrame(tabId: number, frameId: number): Promise<void> {
  const target = { tabId, allFrames: true };
  const paths = await browser.scripting.executeScript({ target, files: ['/frame-path.js'], ...AT_ONCE });
  const idOf = (path: string) => paths.find(({ result }) => result === path)?.frameId;
  const path = paths.find((one) => one.frameId === frameId)?.result;
  if (typeof path !== 'string' || path === '') return;
  const [{ result: middle } = { result: 0 }] = await browser.scripting.executeScript({
    target: { tabId, frameIds: [frameId] },
    func: middleOfWords,
    args: [HIGHLIGHT_NAME],
    ...AT_ONCE,
  });
  const places = path.split('.').map(Number);
  for (const [depth, place] of places.entries()) {
    const around = idOf(places.slice(0, depth).join('.'));
    const offset = depth === places.length - 1 ? Number(middle) : 0;
    if (around !== undefined)
      await browser.scripting.executeScript({
        target: { tabId, frameIds: [around] },
        func: centreFrame,
        args: [place, offset],
        ...AT_ONCE,
      });
  }
}

// What follows runs inside the page: nothing from this file exists there.

function middleOfWords(name: string): number {
  const [words] = [...(CSS.highlights?.get(name) ?? [])];
  const { top, bottom } = words instanceof Range ? words.getBoundingClientRect() : { top: 0, bottom: 0 };
  return (top + bottom) / 2;
}

/** `place`: of the frame among the window's. `offset`: of the words from the frame's upper edge, for frames higher than the window. */
function centreFrame(place: number, offset: number): void {
  const frame = [...document.querySelectorAll('iframe')].find((one) => one.contentWindow === window[place]);
  frame?.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const { top = 0, height = 0 } = frame?.getBoundingClientRect() ?? {};
  if (height > innerHeight) scrollBy({ top: top + offset - innerHeight / 2, behavior: 'instant' });
}

/** highlight.js has left the function behind. */
function showWords(quote: string | null, passage: string): unknown {
  return (globalThis as unknown as { sitethreadHighlight(words: Target): unknown }).sitethreadHighlight({
    quote,
    passage,
  });
}
