import { HIGHLIGHT_CSS } from '../page/highlight-css.ts';
import type { CurrentTab } from '../panel/ports.ts';
import { browser } from './browser.ts';

type Target = { readonly quote: string | null; readonly passage: string };

/** Scrolls the tab to the words and paints them with entrypoints/highlight.ts. False when they are not there. */
export async function highlightTab(tab: CurrentTab, { quote, passage }: Target): Promise<boolean> {
  const target = { tabId: tab.id };
  // The words may stand in a frame of the page's own.
  await browser.scripting.insertCSS({ target: { ...target, allFrames: true }, css: HIGHLIGHT_CSS });
  await browser.scripting.executeScript({ target, files: ['/highlight.js'] });
  const results = await browser.scripting.executeScript({ target, func: showWords, args: [quote, passage] });
  return results[0]?.result === 'found';
}

// Runs inside the page: nothing from this file exists there but what highlight.js has left.
function showWords(quote: string | null, passage: string): unknown {
  return (globalThis as unknown as { sitethreadHighlight(words: Target): unknown }).sitethreadHighlight({
    quote,
    passage,
  });
}
