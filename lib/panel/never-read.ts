import { AppFailure } from '../errors.ts';
import { isNeverRead } from '../page/never-read.ts';
import { siteOf } from '../page/site.ts';
import type { PanelPictures, PanelTabs, Watch } from './ports.ts';

type Doors = { readonly tabs: PanelTabs; readonly pictures: PanelPictures };

/**
 * The doors to the user's pages, closed for the sites that are never to be read: nothing runs in those and nothing is taken from them.
 * Of a frame that stands in another page no more is asked than its place and its address, which no page tells.
 */
export function obeyNeverRead({ tabs, pictures }: Doors, list: Watch<readonly string[]>): Doors {
  let entries: readonly string[] = [];
  const listeners = new Set<() => void>();
  const closed = new Set<number>();
  // Nothing is told of any tab before the list is known.
  const known = follow(list, (next) => {
    entries = next;
    for (const listener of listeners) listener();
  });

  const mayRead = (url: string) => !isNeverRead(entries, url);

  function marked<T extends { readonly id: number; readonly url: string | undefined }>(tab: T): T {
    if (tab.url === undefined || mayRead(tab.url)) {
      closed.delete(tab.id);
      return tab;
    }
    closed.add(tab.id);
    return { ...tab, never_read: true };
  }

  async function refuse({ id, url }: { readonly id: number; readonly url?: string | undefined }): Promise<void> {
    await known();
    if (url === undefined ? closed.has(id) : !mayRead(url)) throw neverRead(url ?? '');
  }

  // Each door by its name: a new one does not compile before somebody has thought of it here.
  return {
    tabs: {
      async current() {
        await known();
        const tab = await tabs.current();
        return tab && marked(tab);
      },
      onChange(callback) {
        listeners.add(callback);
        tabs.onChange(callback);
      },
      async openTabs() {
        await known();
        const open = await tabs.openTabs();
        return { ...open, tabs: open.tabs.map(marked) };
      },
      async capture(tab, options) {
        await refuse(tab);
        const snapshot = await tabs.capture(tab, { ...options, mayRead, never_read: entries });
        // The tab has gone on to another page meanwhile.
        if (!mayRead(snapshot.url)) throw neverRead(snapshot.url);
        return snapshot;
      },
      highlight: (tab, target) => refuse(tab).then(() => tabs.highlight(tab, target)),
      seek: (tab, time) => refuse(tab).then(() => tabs.seek(tab, time)),
      async icon(tab) {
        await refuse(tab);
        const found = await tabs.icon(tab);
        if (!mayRead(found.url)) throw neverRead(found.url);
        return found;
      },
      linkWords: (tab, url) => refuse(tab).then(() => tabs.linkWords(tab, url)),
      openBehind: async (url) => marked(await tabs.openBehind(url)),
      // These read nothing.
      show: tabs.show,
      lead: tabs.lead,
      open: tabs.open,
      canRequestSite: tabs.canRequestSite,
      // Gestures: nothing may be awaited before them.
      requestSite: tabs.requestSite,
      requestAllSites: tabs.requestAllSites,
      requestOrigin: tabs.requestOrigin,
      requestNames: tabs.requestNames,
    },
    pictures: {
      of: pictures.of,
      ofTab: (tab) => refuse(tab).then(() => pictures.ofTab(tab)),
      ofImage: (tab, image) => refuse(tab).then(() => pictures.ofImage(tab, image)),
    },
  };
}

/** What is given resolves once the list is known, and rejects with AppFailure `never-read-unknown` while it cannot be. */
function follow(list: Watch<readonly string[]>, onChange: (entries: readonly string[]) => void): () => Promise<void> {
  const first = Promise.withResolvers<void>();
  let told = () => first.promise;
  let isTold = false;
  const onValue = (entries: readonly string[]) => {
    isTold = true;
    onChange(entries);
    first.resolve();
  };
  const stop = list(onValue, async () => {
    const { followAgain } = await import('./follow-list.ts');
    stop();
    told = followAgain(list, { isTold, onValue });
    first.resolve(told());
  });
  return () =>
    told().catch(() => {
      throw new AppFailure({ kind: 'never-read-unknown' });
    });
}

function neverRead(url: string): AppFailure {
  return new AppFailure({ kind: 'page-not-readable', reason: 'never-read', host: url === '' ? '' : siteOf(url) });
}
