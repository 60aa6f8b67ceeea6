import { browser } from '../browser.ts';

/** Characters: a link that is a whole card says what it is at its beginning. */
const MOST = 300;

/** The words of a link of the page, by its address; empty where it has none or the page cannot be read. */
export async function linkWordsIn(tabId: number, url: string): Promise<string> {
  const results = await browser.scripting
    .executeScript({ target: { tabId }, func: findLink, args: [url, MOST], injectImmediately: true })
    .catch(() => []);
  const words = results[0]?.result;
  return typeof words === 'string' ? words : '';
}

/** Runs inside the page: nothing else from this file exists there. */
function findLink(url: string, most: number): string {
  for (const link of document.querySelectorAll('a')) {
    // biome-ignore lint/performance/useDomNodeTextContent: the words as they are seen, not those in hidden elements
    const words = link.href === url ? (link.innerText || link.title).trim() : '';
    if (words !== '') return words.slice(0, most);
  }
  return '';
}
