import type { PanelTabs } from '../../panel/ports.ts';
import { browser } from '../browser.ts';
import { ALL_SITES, requestNames, requestOrigin } from '../grants.ts';
import { openTabs, showTab } from '../pages/open-tabs.ts';
import { watchMoves } from '../pages/settle-tab.ts';
import { whyClosed } from '../pages/why-closed.ts';

/** Chromium shows the wish beside its toolbar button; Firefox and the polyfill's types do not know it. */
type HostAccess = { addHostAccessRequest?(request: { tabId: number }): Promise<void> };

const hostAccess = browser.permissions as HostAccess;

/** The tab beside a surface in the given window. */
export function panelTabs(windowId: number): PanelTabs {
  const moves = watchMoves();
  return {
    async current() {
      const [tab] = await browser.tabs.query({ active: true, windowId });
      if (tab?.id === undefined) return null;
      const { id, url, title = '' } = tab;
      moves.look(id, url);
      return { id, url, title, closed: url === undefined ? await whyClosed(id) : null };
    },

    icon: async (tab) => (await import('../pages/site-icon.ts')).siteIcon(tab),

    onChange(callback) {
      browser.tabs.onActivated.addListener((tab) => tab.windowId === windowId && callback());
      browser.tabs.onUpdated.addListener((_id, change, tab) => {
        if (tab.windowId === windowId && tab.active && (change.url ?? change.title ?? change.status) !== undefined)
          callback();
      });
      browser.permissions.onAdded.addListener(callback);
      browser.permissions.onRemoved.addListener(callback);
    },

    openTabs: () => openTabs(windowId),

    async capture(tab, options) {
      await moves.comeToRest(tab.id);
      const { captureTab } = await import('../pages/capture-tab.ts');
      return captureTab(tab, options);
    },

    show: (tab) => showTab(tab.id),
    async highlight(tab, target) {
      const { highlightTab } = await import('../pages/highlight-tab.ts');
      return highlightTab(tab, target);
    },

    async seek(tab, seconds) {
      const { seekTab } = await import('../video/seek-tab.ts');
      return seekTab(tab, seconds);
    },

    async lead(tab, url) {
      await browser.tabs.update(tab.id, { url });
    },

    open(url) {
      void browser.tabs.create({ url });
    },

    async linkWords(tab, url) {
      const { linkWordsIn } = await import('../pages/link-words.ts');
      return linkWordsIn(tab.id, url);
    },

    async openBehind(url) {
      const { openTabBehind } = await import('../pages/open-tab-behind.ts');
      return openTabBehind(windowId, url);
    },

    canRequestSite: () => hostAccess.addHostAccessRequest !== undefined,

    requestSite(tab) {
      // The browser allows few such wishes in a short time and says so by an error; the user's next click is a new one.
      hostAccess.addHostAccessRequest?.({ tabId: tab.id }).catch(() => undefined);
    },

    requestOrigin: (url) => requestOrigin(url),
    requestNames,

    requestAllSites() {
      void browser.permissions.request({ origins: [...ALL_SITES] });
    },
  };
}
