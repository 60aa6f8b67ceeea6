import { t } from '../../i18n/index.ts';
import type { Wish } from '../../protocol.ts';
import { browser } from '../browser.ts';

/** An earlier thread that fits the words typed so far. */
export type FoundThread = { readonly id: string; readonly title: string; readonly site: string | null };

/** The address bar shows no more than about this many. */
const MOST = 6;

/** Stands at the end of what a suggestion puts into the address bar: the background may be another one when it is chosen. */
const THREAD_AT_END = /(?:^| )· (thread_[\w-]+)$/;

/**
 * The address bar after `st`: Enter asks what is typed about the page in front, a suggestion opens an earlier thread. `enter`
 * is called inside the gesture.
 */
export function listenToOmnibox(
  enter: (wish: Wish) => void,
  findThreads: (words: string, most: number) => Promise<readonly FoundThread[]>,
): void {
  // Not in Firefox for Android.
  if (browser.omnibox === undefined) return;
  browser.omnibox.setDefaultSuggestion({ description: forAddressBar(t('omnibox_ask')) });
  browser.omnibox.onInputEntered.addListener((typed) => enter(wishOf(typed)));
  browser.omnibox.onInputChanged.addListener((typed, suggest) => {
    const words = typed.trim();
    if (words === '') return;
    void findThreads(words, MOST).then(
      (threads) => suggest(threads.map(suggestion)),
      () => undefined,
    );
  });
}

/** Nothing typed opens the panel at the composer. */
function wishOf(typed: string): Wish {
  const words = typed.trim();
  const thread_id = THREAD_AT_END.exec(words)?.[1];
  if (thread_id !== undefined) return { type: 'thread', thread_id };
  return words === '' ? { type: 'ask', text: '' } : { type: 'question', text: words };
}

function suggestion({ id, title, site }: FoundThread): { content: string; description: string } {
  const line = site === null || site === '' ? title : t('omnibox_thread', title, site);
  return { content: `${title} · ${id}`, description: forAddressBar(line) };
}

/** Chromium reads descriptions as XML; Firefox as they are. */
function forAddressBar(text: string): string {
  if (browser.runtime.getURL('').startsWith('moz-extension:')) return text;
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
